"""The light question: it moves whenever there is something to see, and costs a statement or two."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from smartsafe import clock
from smartsafe.channels.chat import desk_queries, pulse, rules
from smartsafe.channels.chat.actions import answering, asking
from smartsafe.channels.chat.models import Chat
from smartsafe.channels.chat.pulse import DESK, REPORTER, TYPIST, Sightings, desk_pulse
from smartsafe.channels.chat.reporter_queries import talk
from smartsafe.contacts.actions import handling
from smartsafe.contacts.actions.reporting import write_more
from smartsafe.people.actors import Actor
from tests.factories.chats import OPEN, a_chat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_opening_hours(vault: str) -> Iterator[None]:
    with clock.at(OPEN):
        yield


def token(contact_id: Any) -> str:
    found = pulse.pulse(contact_id)
    assert found is not None
    return found.token


def test_it_moves_with_every_word_wherever_it_was_written(operator: Actor) -> None:
    conversation = a_chat()
    chat_id, seen = conversation.contact_id, set()
    seen.add(token(chat_id))
    a_chat()  # the queue moved, and a waiting chat shows its place
    seen.add(token(chat_id))
    answering.take(operator, chat_id=chat_id)
    seen.add(token(chat_id))
    answering.answer(operator, chat_id=chat_id, text="Ту сам")
    seen.add(token(chat_id))
    handling.reply(operator, contact_id=chat_id, text="Са стране обраћања")
    seen.add(token(chat_id))
    asking.say(conversation, text="Хвала")
    seen.add(token(chat_id))
    desk = desk_pulse(operator.id).token
    write_more(conversation, text="Преко кода")
    seen.add(token(chat_id))
    assert len(seen) == 7
    assert desk_pulse(operator.id).token != desk


def test_it_stays_when_nothing_happened(operator: Actor) -> None:
    chat_id = a_chat().contact_id
    assert token(chat_id) == token(chat_id)
    assert desk_pulse(operator.id).token == desk_pulse(operator.id).token
    assert pulse.pulse(operator.id) is None


def test_it_is_light(operator: Actor, django_assert_max_num_queries: Any) -> None:
    chat_id = a_chat().contact_id
    with django_assert_max_num_queries(2):
        pulse.pulse(chat_id)
    answering.take(operator, chat_id=chat_id)
    with django_assert_max_num_queries(1):
        pulse.pulse(chat_id)
    with django_assert_max_num_queries(1):
        desk_pulse(operator.id)


def test_typing_and_presence_are_seen_by_the_other_side(operator: Actor) -> None:
    conversation, here = a_chat(), Sightings()
    chat_id = answering.take_next(operator)
    before, own = desk_pulse(operator.id, chat_id).token, token(chat_id)
    here.note(REPORTER, chat_id, typing=True)
    assert desk_pulse(operator.id, chat_id).token != before
    assert desk_pulse(operator.id).token == before, "only of the chat on the screen"
    assert token(chat_id) == own, "who types has nothing new to see by it"
    assert desk_queries.board(operator).mine[0].typing
    here.note(TYPIST, chat_id, typing=True)
    here._flushed = -10.0
    here.note(DESK, operator.id)
    assert talk(conversation).typing
    assert token(chat_id) != own
    asking.say(conversation, text="Ево")
    assert not desk_queries.board(operator).mine[0].typing
    with clock.at(OPEN + timedelta(minutes=1)):
        assert not talk(conversation).typing, "who vanished while typing is not typing any more"


def test_sightings_are_written_together_and_rarely(operator: Actor, django_assert_num_queries: Any) -> None:
    chats, here = [a_chat().contact_id for _ in range(5)], Sightings()
    here.note(REPORTER, chats[0])
    with django_assert_num_queries(0):
        for chat_id in chats * 3:
            here.note(REPORTER, chat_id)
    here._flushed = -10.0
    with clock.at(OPEN + timedelta(minutes=1)):
        here.note(REPORTER, chats[0], typing=True)
        assert Chat.objects.filter(reporter_seen_at=clock.now()).count() == 5


@pytest.mark.parametrize(
    ("minutes", "load", "hidden", "expected"),
    [
        (0, 10, False, 1_500),
        (0, 700, False, 2_500),
        (4, 10, False, 2_500),
        (4, 700, False, 5_000),
        (11, 10, False, 5_000),
        (11, 5_000, False, 10_000),
        (0, 10, True, 10_000),
    ],
)
def test_who_talks_asks_often_and_who_is_quiet_gives_way(
    minutes: int, load: float, hidden: bool, expected: int
) -> None:
    assert rules.ask_again(timedelta(minutes=minutes), asked_per_second=load, hidden=hidden) == expected
