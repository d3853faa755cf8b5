"""The life of a chat: the queue, its turn, two operators, handing over, a second counsellor, the end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.chat import desk_queries, rules
from smartsafe.channels.chat.actions import answering, asking, tidying
from smartsafe.channels.chat.errors import (
    ChatClosed,
    ChatCrowded,
    ChatOver,
    EnoughChats,
    NobodyWaits,
    NotYourChat,
    TakenAlready,
)
from smartsafe.channels.chat.models import Chat
from smartsafe.channels.chat.reporter_queries import talk
from smartsafe.contacts.actions.reporting import open_conversation
from smartsafe.contacts.errors import CannotTake, NothingTold, TooLong
from smartsafe.contacts.models import Contact
from smartsafe.contacts.queries import conversation as conversation_of
from smartsafe.errors import NotAllowed
from smartsafe.live.actions import see
from smartsafe.people.actors import Actor
from smartsafe.vault.receipts import new_code
from tests.factories.chats import CLOSED, OPEN, QUESTION, a_chat
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_opening_hours(vault: str) -> Iterator[None]:
    with clock.at(OPEN):
        yield


def texts(actor: Actor, chat_id: Any) -> list[str]:
    return [message.text for message in conversation_of(actor, chat_id)]


def test_a_question_waits_in_the_queue_as_a_contact(operator: Actor) -> None:
    conversation = a_chat(age_band="12_13", threat="sextortion")
    contact = Contact.objects.get(pk=conversation.contact_id)
    assert (contact.channel, contact.child_age_band, contact.threat) == ("chat", "12_13", "sextortion")
    seen = talk(conversation)
    assert seen.state == "waiting"
    assert seen.place is not None
    assert seen.place.before == 0
    assert seen.place.usual is None, "nobody's wait is known yet, so nothing is said"
    row = desk_queries.board(operator).waiting[0]
    assert (row.id, row.contact.words, row.unheard) == (contact.id, QUESTION, 1)


def test_the_code_is_there_from_the_beginning_and_only_for_its_reporter() -> None:
    conversation, other = a_chat(), a_chat()
    code = talk(conversation).code
    found = open_conversation(code)
    assert found is not None
    assert found.contact_id == conversation.contact_id
    stolen = type(conversation)(conversation.contact_id, conversation.record_key, other.private_key)
    assert asking.code_of(stolen) == "", "the record key, which staff have too, does not open the code"


def test_the_code_of_an_ended_chat_is_forgotten(operator: Actor) -> None:
    conversation = a_chat()
    asking.leave(conversation)
    assert talk(conversation).code
    with clock.at(OPEN + timedelta(minutes=11)):
        tidying.tidy()
        assert talk(conversation).code == ""


def test_the_same_form_twice_is_one_chat() -> None:
    code = new_code()
    first = asking.start(code=code, question="Здраво", language="sr")
    second = asking.start(code=code, question="Здраво", language="sr")
    assert first.contact_id == second.contact_id
    assert Chat.objects.count() == 1


def test_out_of_hours_and_in_a_crowd_the_form_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.at(CLOSED), pytest.raises(ChatClosed):
        a_chat()
    monkeypatch.setattr(rules, "MOST_WAITING", 1)
    a_chat()
    with pytest.raises(ChatCrowded):
        a_chat()
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(("question", "error"), [("", NothingTold), (" \0 ", NothingTold), ("д" * 4_001, TooLong)])
def test_what_is_no_question_begins_nothing(question: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        a_chat(question=question)
    assert Contact.objects.count() == 0


def test_turns_are_by_danger_then_by_time(operator: Actor) -> None:
    chats = []
    for minute in range(3):
        with clock.at(OPEN + timedelta(minutes=minute)):
            chats.append(a_chat())
    with clock.at(OPEN + timedelta(minutes=4)):
        asking.cry(chats[2])
        assert [talk(chat).place.before for chat in chats] == [1, 2, 0]  # type: ignore[union-attr]
        assert answering.take_next(operator) == chats[2].contact_id
        assert answering.take_next(operator) == chats[0].contact_id
        assert Contact.objects.get(pk=chats[2].contact_id).danger
        assert talk(chats[1]).place.before == 0  # type: ignore[union-attr]


def test_the_usual_wait_is_counted_from_those_who_waited(operator: Actor) -> None:
    waits = (2, 4, 9)
    for minutes in waits:
        with clock.at(OPEN):
            a_chat()
        with clock.at(OPEN + timedelta(minutes=minutes)):
            answering.take_next(operator)
    with clock.at(OPEN + timedelta(minutes=10)):
        conversation = a_chat()
        place = talk(conversation).place
        assert place is not None
        assert place.usual == timedelta(minutes=4)
        assert not place.longer
    with clock.at(OPEN + timedelta(minutes=16)):
        assert talk(conversation).place.longer  # type: ignore[union-attr]
    with clock.at(OPEN + timedelta(hours=5)):
        assert talk(conversation).place.usual is None, "what was long ago tells nothing"  # type: ignore[union-attr]


def test_whether_anybody_is_there_is_said_truly(operator: Actor) -> None:
    conversation = a_chat()
    assert not talk(conversation).place.staffed  # type: ignore[union-attr]
    see("chats", operator.id)
    assert talk(conversation).place.staffed  # type: ignore[union-attr]
    with clock.at(OPEN + timedelta(minutes=2)):
        assert not talk(conversation).place.staffed  # type: ignore[union-attr]


def test_two_operators_and_one_chat(operator: Actor) -> None:
    other, conversation = a_person("operator"), a_chat()
    answering.take(operator, chat_id=conversation.contact_id)
    answering.take(operator, chat_id=conversation.contact_id)  # pressed twice
    with pytest.raises(TakenAlready):
        answering.take(other, chat_id=conversation.contact_id)
    with pytest.raises(NobodyWaits):
        answering.take_next(other)
    with pytest.raises(NotYourChat):
        answering.answer(other, chat_id=conversation.contact_id, text="Ја бих")
    assert Contact.objects.get(pk=conversation.contact_id).assignee_id == operator.id


def test_nobody_listens_to_more_than_a_few(operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_AT_ONCE", 2)
    chats = [a_chat() for _ in range(3)]
    answering.take_next(operator)
    answering.take_next(operator)
    assert desk_queries.board(operator).full
    with pytest.raises(EnoughChats):
        answering.take(operator, chat_id=chats[2].contact_id)


def test_words_go_both_ways_once(operator: Actor) -> None:
    conversation = a_chat()
    chat_id = answering.take_next(operator)
    answering.answer(operator, chat_id=chat_id, text="Добар дан, ту сам.", submission=chat_id)
    answering.answer(operator, chat_id=chat_id, text="Добар дан, ту сам.", submission=chat_id)
    asking.say(conversation, text="<script>alert(1)</script> 😀 \u202eабв", submission=None)
    said = [message.text for message in talk(conversation).conversation.messages]
    assert said[0] == QUESTION
    assert said.count("Добар дан, ту сам.") == 1
    assert said[-1].startswith("<script>")
    assert desk_queries.board(operator).mine[0].unheard == 1
    answering.hear(operator, chat_id=chat_id)
    assert desk_queries.board(operator).mine[0].unheard == 0
    with pytest.raises(TooLong):
        asking.say(conversation, text="д" * 1_000_000)
    with pytest.raises(TooLong):
        answering.answer(operator, chat_id=chat_id, text="д" * 5_000)


def test_handing_over_and_back(operator: Actor, supervisor: Actor) -> None:
    other, conversation = a_person("operator"), a_chat()
    chat_id = answering.take_next(operator)
    with pytest.raises(CannotTake):
        answering.hand_over(operator, chat_id=chat_id, person_id=a_person("editor").id)
    with pytest.raises(NotYourChat):
        answering.hand_over(other, chat_id=chat_id, person_id=other.id)
    answering.hand_over(operator, chat_id=chat_id, person_id=other.id)
    assert desk_queries.board(other).mine[0].unheard >= 1
    assert desk_queries.board(operator).mine == []
    answering.put_back(other, chat_id=chat_id)
    seen = talk(conversation)
    assert (seen.state, seen.place.before) == ("waiting", 0)  # type: ignore[union-attr]
    answering.take_next(operator)
    answering.hand_over(supervisor, chat_id=chat_id, person_id=other.id)
    assert "Another counsellor" in " ".join(message.text for message in talk(conversation).conversation.messages) or (
        "саветник" in " ".join(message.text for message in talk(conversation).conversation.messages)
    )


def test_a_supervisor_joins_and_both_sides_see_it(operator: Actor, supervisor: Actor) -> None:
    conversation = a_chat()
    chat_id = answering.take_next(operator)
    with pytest.raises(NotAllowed):
        answering.join(a_person("operator"), chat_id=chat_id)
    answering.join(supervisor, chat_id=chat_id)
    answering.join(supervisor, chat_id=chat_id)
    assert talk(conversation).seconded
    assert desk_queries.board(operator).mine[0].second_id == supervisor.id
    answering.answer(supervisor, chat_id=chat_id, text="И ја сам овде.")
    with pytest.raises(TakenAlready):
        answering.join(a_person("supervisor"), chat_id=chat_id)
    answering.step_out(supervisor, chat_id=chat_id)
    assert not talk(conversation).seconded
    entries = Entry.objects.filter(action__startswith="chat.").values_list("action", flat=True)
    assert list(entries) == ["chat.joined", "chat.stepped_out"]


def test_the_end_by_either_side_and_what_goes_on(operator: Actor) -> None:
    conversation = a_chat()
    chat_id = answering.take_next(operator)
    answering.end(operator, chat_id=chat_id)
    answering.end(operator, chat_id=chat_id)
    asking.leave(conversation)
    seen = talk(conversation)
    assert (seen.state, seen.ended_by) == ("ended", "operator")
    with pytest.raises(ChatOver):
        answering.answer(operator, chat_id=chat_id, text="Још нешто")
    asking.say(conversation, text="Још само ово.")  # an ordinary message to the contact
    assert Contact.objects.get(pk=chat_id).unread
    assert "Још само ово." in texts(operator, chat_id)


def test_an_operator_who_vanishes_gives_the_chat_back(operator: Actor) -> None:
    conversation = a_chat()
    answering.take_next(operator)
    assert tidying.tidy() == 0
    with clock.at(OPEN + timedelta(minutes=4)):
        Chat.objects.update(reporter_seen_at=clock.now())
        assert tidying.tidy() == 1
        assert tidying.tidy() == 0
        assert talk(conversation).state == "waiting"
        newer = a_chat()
        assert talk(newer).place.before == 1  # type: ignore[union-attr]


def test_a_reporter_who_vanishes_is_marked_and_later_let_go(operator: Actor) -> None:
    waiting, talking = a_chat(), a_chat()
    answering.take(operator, chat_id=talking.contact_id)
    with clock.at(OPEN + timedelta(minutes=6)):
        Chat.objects.update(operator_seen_at=clock.now())
        assert desk_queries.board(operator).mine[0].away_since == OPEN
        tidying.tidy()
        assert talk(waiting).ended_by == "gone"
        assert talk(talking).state == "talking"
    with clock.at(OPEN + timedelta(minutes=31)):
        Chat.objects.update(operator_seen_at=clock.now())
        tidying.tidy()
        assert talk(talking).ended_by == "gone"
    assert Contact.objects.get(pk=waiting.contact_id).status == "new", "the question waits in the inbox"


def test_closing_time_ends_the_waiting_and_lets_the_others_talk_on(operator: Actor) -> None:
    waiting, talking = a_chat(), a_chat()
    answering.take(operator, chat_id=talking.contact_id)
    with clock.at(OPEN.replace(hour=14, minute=25)):
        Chat.objects.update(reporter_seen_at=clock.now(), operator_seen_at=clock.now())
        assert talk(waiting).closes_soon
    with clock.at(OPEN.replace(hour=14, minute=31)):
        Chat.objects.filter(state="talking").update(operator_seen_at=clock.now())
        tidying.tidy()
        assert talk(waiting).ended_by == "hours"
        assert talk(talking).state == "talking"
        asking.say(talking, text="Хвала, само још једно питање.")
