"""By which way a reply goes: the one by which the person wrote last, or another to which they agreed."""

import json
from typing import Any
from uuid import uuid4

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.contacts import queries
from smartsafe.contacts.actions import arriving, handling, outbox
from smartsafe.contacts.errors import ConsentMissing, NotAnAddress, NotNow, NoWayBack, UnknownChoice
from smartsafe.contacts.models import Contact, Outgoing, ReplyWay
from smartsafe.contacts.ways import Way
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor
from smartsafe.vault.worker_keys import open_as_worker
from tests.contacts.test_merging import words_behind
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ADDRESS = "mama@primer.example"


def ways(viewer: Actor, contact: Contact) -> dict[str, Way]:
    return {f"{way.kind} {way.channel}": way for way in queries.contact_for(viewer, contact.pk).ways}


def in_use(viewer: Actor, contact: Contact) -> str:
    way = queries.contact_for(viewer, contact.pk).way
    return f"{way.kind} {way.channel}" if way else ""


def goes_to(row: Outgoing) -> dict[str, Any]:
    return json.loads(open_as_worker(row.sealed_payload))  # type: ignore[no-any-return]


def test_the_ways_are_those_that_the_person_gave(operator: Actor) -> None:
    _, plain = a_report()
    assert list(ways(operator, plain)) == ["code form"]
    _, reachable = a_report(email=ADDRESS, phone="064 111 22 33")
    found = ways(operator, reachable)
    assert set(found) == {"code form", "address email", "call phone"}
    assert [way.free for way in found.values()] == [True, False, False]
    assert in_use(operator, reachable) == "code form"
    call = handling.take_call(operator, text="Зове", number="064 111 22 33")
    assert in_use(operator, call) == ""
    assert ways(operator, call)["call phone"].free, "they called from there"
    with pytest.raises(NoWayBack):
        handling.reply(operator, contact_id=call.pk, text="Одговор")


def test_another_way_needs_the_persons_word_and_is_kept_with_who_when_and_how(operator: Actor) -> None:
    code, contact = a_report(email=ADDRESS)
    key = ways(operator, contact)["address email"].key
    with pytest.raises(ConsentMissing):
        handling.choose_way(operator, contact_id=contact.pk, way=key)
    for wrong in ({"way": "x"}, {"way": key, "consent": "x"}):
        with pytest.raises(UnknownChoice):
            handling.choose_way(operator, contact_id=contact.pk, **wrong)
    handling.choose_way(operator, contact_id=contact.pk, way=key, consent="wrote")
    way = queries.contact_for(operator, contact.pk).way
    assert way
    assert (way.address, way.consent, way.recorded_by) == (ADDRESS, "wrote", operator.name)
    assert way.agreed_at
    assert ADDRESS.encode() not in bytes(ReplyWay.objects.get().sealed_address)
    entry = Entry.objects.get(action="contact.way_chosen")
    assert ADDRESS not in json.dumps(entry.details)
    for words in ("први", "други"):  # later replies continue there
        message = handling.reply(operator, contact_id=contact.pk, text=words)
        assert message.channel == "email"
        assert goes_to(message.outgoing) == {
            "text": words, "language": "sr", "address": ADDRESS, "automatic": False,
        }  # fmt: skip
    assert words_behind(code.code)[1:] == ["први", "други"], "it is their own conversation"
    handling.choose_way(operator, contact_id=contact.pk, way=ways(operator, contact)["code form"].key)
    assert not hasattr(handling.reply(operator, contact_id=contact.pk, text="иза кода"), "outgoing")
    handling.choose_way(operator, contact_id=contact.pk, way=key)  # their word holds
    assert in_use(operator, contact) == "address email"


def test_tried_again_it_goes_to_the_same_address(operator: Actor) -> None:
    _, contact = a_report(email=ADDRESS)
    handling.choose_way(
        operator, contact_id=contact.pk, way=ways(operator, contact)["address email"].key, consent="said"
    )
    message = handling.reply(operator, contact_id=contact.pk, text="одговор")
    outbox.failed(message.outgoing.pk, why="unreachable")
    assert not Outgoing.objects.get().sealed_payload
    outbox.send_again(operator, contact_id=contact.pk, message_id=message.pk)
    assert goes_to(Outgoing.objects.get())["address"] == ADDRESS


def test_an_address_that_was_only_said(operator: Actor) -> None:
    call = handling.take_call(operator, text="Зове, даје адресу")
    for wrong in ("", "није адреса", "a@b@c.rs", "x" * 600 + "@primer.example"):
        with pytest.raises(NotAnAddress if len(wrong) < 500 else Exception):
            handling.choose_way(operator, contact_id=call.pk, way="new", address=wrong, consent="said")
    with pytest.raises(ConsentMissing):
        handling.choose_way(operator, contact_id=call.pk, way="new", address=ADDRESS)
    handling.choose_way(operator, contact_id=call.pk, way="new", address=f" {ADDRESS} ", consent="said")
    message = handling.reply(operator, contact_id=call.pk, text="Како смо се договорили")
    assert goes_to(message.outgoing)["address"] == ADDRESS
    handling.close(operator, contact_id=call.pk, outcome="advised")
    with pytest.raises(NotNow):
        handling.choose_way(operator, contact_id=call.pk, way="new", address="d@primer.example", consent="said")


def test_a_telephone_takes_no_words(operator: Actor) -> None:
    _, contact = a_report(phone="064 111 22 33")
    handling.choose_way(
        operator, contact_id=contact.pk, way=ways(operator, contact)["call phone"].key, consent="guardian"
    )
    assert not queries.contact_for(operator, contact.pk).can_answer
    with pytest.raises(NoWayBack):
        handling.reply(operator, contact_id=contact.pk, text="Одговор")


def test_a_merged_conversation_is_answered_where_the_person_wrote_last(operator: Actor) -> None:
    code, first = a_report(text="формулар")
    mail = arriving.begin(operator, channel="email", text="писмо").contact_id
    handling.merge(operator, contact_id=mail, into_id=first.pk)
    assert in_use(operator, first) == "thread email"
    reply = handling.reply(operator, contact_id=first.pk, text="одговор писмом")
    assert (reply.contact_id, reply.channel) == (mail, "email")
    assert goes_to(reply.outgoing)["address"] == "", "the thread knows"
    seen = versions([f"contact:{first.pk}"])
    outbox.sent(reply.outgoing.pk, provider_key=None, delivered=True)
    assert versions([f"contact:{first.pk}"]) != seen, "who has the conversation open sees that it arrived"
    assert words_behind(code.code) == ["формулар"]
    assert queries.conversation(operator, first.pk)[-1].text == "одговор писмом"
    assert Contact.objects.get(pk=first.pk).status == "waiting"
    handling.choose_way(operator, contact_id=first.pk, way=ways(operator, first)["code form"].key)
    handling.reply(operator, contact_id=first.pk, text="одговор иза кода")
    assert words_behind(code.code) == ["формулар", "одговор иза кода"]
    # Separated, each has its own again, and what was sent can still be tried again.
    handling.separate(operator, contact_id=mail)
    assert queries.conversation(operator, mail)[-1].text == "одговор писмом"
    assert queries.contact_for(operator, mail).way.kind == "thread"  # type: ignore[union-attr]


def test_the_same_reply_sent_twice_into_a_merged_contact_is_once(operator: Actor) -> None:
    _, first = a_report()
    mail = arriving.begin(operator, channel="email", text="писмо", at=clock.now()).contact_id
    handling.merge(operator, contact_id=mail, into_id=first.pk)
    submission = uuid4()
    once = handling.reply(operator, contact_id=first.pk, text="једном", submission=submission)
    assert handling.reply(operator, contact_id=first.pk, text="једном", submission=submission).pk == once.pk
    assert Outgoing.objects.count() == 1


def test_in_a_chat_one_answers_there_whatever_way_is_in_use(operator: Actor) -> None:
    code, chat = a_report(channel="chat", text="ћаскање")
    _, head = a_report(text="формулар")
    handling.merge(operator, contact_id=chat.pk, into_id=head.pk)
    arriving.hear(operator, contact_id=chat.pk, channel="email", text="и писмо")
    message = handling.reply(operator, contact_id=chat.pk, text="овде сам", here=True)
    assert (message.contact_id, message.channel) == (chat.pk, "chat")
    assert not hasattr(message, "outgoing")
    assert words_behind(code.code)[-1] == "овде сам"
    assert Contact.objects.get(pk=head.pk).status == "waiting"
    assert Contact.objects.get(pk=chat.pk).merged_into_id == head.pk
    call = handling.take_call(operator, text="Зове")
    with pytest.raises(NoWayBack):
        handling.reply(operator, contact_id=call.pk, text="x", here=True)
