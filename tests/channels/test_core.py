"""What comes in becomes a contact once; what goes out is never lost."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.actions import taking
from smartsafe.channels.models import InboundEvent, RefusedMinute, Thread
from smartsafe.channels.tasks import deliver_waiting, forget_events, sum_up, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, outbox
from smartsafe.contacts.models import Contact, Message, Outgoing
from smartsafe.notifications.models import Notice
from smartsafe.people.actors import Actor

from .testing_channel import Loft, signature

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]
WEBHOOK = "/channels/pigeon/webhook/"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


@pytest.fixture(autouse=True)
def _nothing_answers_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)


def tell(*events: dict[str, Any]) -> int:
    body = json.dumps({"events": events}).encode()
    answer = Client().post(WEBHOOK, body, content_type="application/json", headers={"X-Pigeon": signature(body)})
    return answer.status_code


def wrote(event_id: str, words: str = "Прете ми.", loft: str = "loft-1", **more: Any) -> dict[str, Any]:
    return {"id": event_id, "loft": loft, "words": words, **more}


def a_contact(words: str = "Прете ми.") -> Contact:
    tell(wrote("e1", words))
    take_in_waiting()
    return Contact.objects.get()


def test_an_event_becomes_a_contact_and_its_payload_is_gone(loft: Loft, operator: Actor) -> None:
    assert tell(wrote("e1", name="Мила")) == 200
    kept = InboundEvent.objects.get()
    assert "Прете" not in bytes(kept.sealed_payload).decode("utf-8", "ignore")
    assert take_in_waiting() == 1
    contact = queries.contact_for(operator, Contact.objects.get().id)
    assert (contact.channel, contact.status, contact.details.reach.name) == ("pigeon", "new", "Мила")
    [message] = queries.conversation(operator, contact.id)
    assert message.text == "Прете ми."
    kept.refresh_from_db()
    assert kept.taken_at
    assert not kept.sealed_payload
    assert kept.message_id == message.id


def test_told_twice_is_once_and_so_is_told_again_after_it_was_forgotten(loft: Loft) -> None:
    tell(wrote("e1"), wrote("e1"))
    tell(wrote("e1"))
    take_in_waiting()
    InboundEvent.objects.update(taken_at=clock.now() - timedelta(days=61))
    assert forget_events.call() == 1
    tell(wrote("e1"))
    take_in_waiting()
    assert Contact.objects.count() == Message.objects.count() == 1


def test_what_is_written_on_has_a_key_of_its_own_and_opens_at_the_desk(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    tell(wrote("e2", "Шаље слике.", files=[["slika.png", PNG.hex()], ["prazno.png", ""]]))
    take_in_waiting()
    first, second, refused = queries.conversation(operator, contact.id)
    assert (first.text, second.text) == ("Прете ми.", "Шаље слике.")
    assert refused.kind == "system"
    [file] = second.attachments
    belongs, _key = queries.attachment_key(operator, file.item_id)
    assert belongs == contact.id
    assert queries.attachment_keys(operator, contact.id)
    assert Message.objects.get(pk=second.id).key_for_centre
    [row] = queries.inbox(operator, queue="unassigned").rows
    assert row.words == "Шаље слике."


def test_messages_stand_in_the_order_of_their_own_time(loft: Loft, operator: Actor) -> None:
    start = datetime.now(UTC).timestamp() - 600
    tell(wrote("e2", "друго", at=start + 60))
    take_in_waiting()
    tell(wrote("e1", "прво", at=start), wrote("e3", "треће", at=start + 120))
    take_in_waiting()
    said = queries.conversation(operator, Contact.objects.get().id)
    assert [message.text for message in said] == ["прво", "друго", "треће"]


@pytest.mark.parametrize(("days", "contacts"), [(29, 1), (31, 2)])
def test_a_closed_contact_opens_again_for_thirty_days(loft: Loft, operator: Actor, days: int, contacts: int) -> None:
    contact = a_contact()
    handling.close(operator, contact_id=contact.id, outcome="advised")
    Contact.objects.update(closed_at=clock.now() - timedelta(days=days))
    tell(wrote("e2", "Још нешто."))
    take_in_waiting()
    assert Contact.objects.count() == contacts
    newest = Contact.objects.order_by("-id").first()
    assert newest
    assert newest.status in ("in_progress", "new")
    assert Thread.objects.count() == 1


def test_a_reply_goes_out_and_its_states_come_back(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    message = handling.reply(operator, contact_id=contact.id, text="Ту смо.")
    out = Outgoing.objects.get(message=message)
    assert out.status == "sending"
    assert deliver_waiting() == 1
    out.refresh_from_db()
    assert (out.status, out.sealed_payload) == ("sent", b"")
    [(address, words, flight)] = loft.flown.values()
    assert (address, words) == ("loft-1", "Ту смо.")
    tell({"id": "s2", "loft": "loft-1", "kind": "read", "flight": flight})
    tell({"id": "s1", "loft": "loft-1", "kind": "delivered", "flight": flight})
    take_in_waiting()
    out.refresh_from_db()
    assert out.status == "read"  # told late, “delivered” does not take it back
    message.refresh_from_db()
    assert message.read_at


def test_an_outage_is_waited_out_and_ends_in_a_notice(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    loft.down = True
    handling.reply(operator, contact_id=contact.id, text="Ту смо.")
    now = clock.now()
    for attempt in range(1, 7):
        with clock.at(now):
            assert deliver_waiting() == 1
            assert deliver_waiting() == 0, "not before its time"
        out = Outgoing.objects.get()
        assert out.attempts == attempt
        now = (out.next_attempt_at or now) + timedelta(seconds=1)
    assert (out.status, out.why, out.sealed_payload) == ("failed", "unreachable", b"")
    assert Notice.objects.filter(person_id=operator.id, kind="contact.reply_failed").count() == 1
    loft.down = False
    outbox.send_again(operator, contact_id=contact.id, message_id=out.message_id)
    assert deliver_waiting() == 1
    assert [words for _loft, words, _flight in loft.flown.values()] == ["Ту смо."]
    assert Outgoing.objects.get().status == "sent"


def test_a_refusal_fails_at_once(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    loft.refuses = True
    handling.reply(operator, contact_id=contact.id, text="Ту смо.")
    deliver_waiting()
    assert Outgoing.objects.values_list("status", "why").get() == ("failed", "blocked")


def test_replies_of_one_contact_go_out_in_their_order(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    loft.down = True
    handling.reply(operator, contact_id=contact.id, text="прво")
    handling.reply(operator, contact_id=contact.id, text="друго")
    assert deliver_waiting() == 1
    loft.down = False
    Outgoing.objects.filter(attempts=1).update(next_attempt_at=clock.now())
    assert deliver_waiting() == 2
    assert [words for _loft, words, _flight in loft.flown.values()] == ["прво", "друго"]


def test_a_status_that_is_faster_than_our_own_note_waits_for_it(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    handling.reply(operator, contact_id=contact.id, text="Ту смо.")
    tell({"id": "s1", "loft": "loft-1", "kind": "delivered", "flight": "flight-1"})
    take_in_waiting()
    assert InboundEvent.objects.filter(taken_at=None).count() == 1
    deliver_waiting()
    with clock.at(clock.now() + timedelta(minutes=1)):
        take_in_waiting()
    assert Outgoing.objects.get().status == "delivered"
    assert not InboundEvent.objects.filter(taken_at=None).exists()


def test_words_from_the_providers_own_tool_enter_the_conversation(loft: Loft, operator: Actor) -> None:
    contact = a_contact()
    tell({"id": "x1", "loft": "loft-1", "kind": "echo", "flight": "flight-77", "words": "Јављам се одавде."})
    now = clock.now()
    for minutes in (0, 1, 2, 5):
        with clock.at(now + timedelta(minutes=minutes)):
            take_in_waiting()
    said = queries.conversation(operator, contact.id)
    assert [(message.kind, message.text) for message in said][-1] == ("to_reporter", "Јављам се одавде.")


def test_what_cannot_be_understood_stays_and_is_tried_again(loft: Loft) -> None:
    tell({"id": "bad"})  # without its loft
    now = clock.now()
    for _ in range(10):
        with clock.at(now):
            take_in_waiting()
        event = InboundEvent.objects.get()
        now = (event.next_attempt_at or now) + timedelta(seconds=1)
    assert (event.taken_at, event.next_attempt_at) == (None, None)
    assert event.sealed_payload


def test_a_channel_that_is_off_makes_replies_wait(loft: Loft, operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = a_contact()
    handling.reply(operator, contact_id=contact.id, text="Ту смо.")
    monkeypatch.delenv("SMARTSAFE_CHANNEL_PIGEON_SECRET")
    deliver_waiting()
    out = Outgoing.objects.get()
    assert (out.status, out.why, out.attempts) == ("sending", "no_channel", 0)
    assert Client().post(WEBHOOK, b"{}", content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("body", "signed", "status", "why"),
    [
        (b'{"events": []}', False, 401, "unsigned"),
        (b"x" * 300_000, True, 413, "oversized"),
        (b"nonsense", True, 400, "malformed"),
    ],
)
def test_a_refusal_leaves_one_entry_without_content(
    loft: Loft, body: bytes, signed: bool, status: int, why: str
) -> None:
    before = Entry.objects.count()
    headers = {"X-Pigeon": signature(body) if signed else "forged"}
    assert Client().post(WEBHOOK, body, content_type="application/json", headers=headers).status_code == status
    [entry] = Entry.objects.filter(sequence__gt=before)
    assert (entry.action, entry.object_id) == ("channel.refused", "pigeon")
    assert entry.details == {"why": why, "status": status}
    assert not InboundEvent.objects.exists()


def test_a_flood_leaves_ten_entries_a_minute_and_then_one_that_counts_the_rest(loft: Loft) -> None:
    start = datetime(2026, 11, 25, 9, 0, 5, tzinfo=UTC)
    for second, count in ((0, 13), (60, 2)):
        with clock.at(start + timedelta(seconds=second)):
            for _ in range(count):
                assert Client().post(WEBHOOK, b"{}", content_type="application/json").status_code == 401
    refused = Entry.objects.filter(action__startswith="channel.refused").order_by("sequence")
    assert refused.count() == 12
    with clock.at(start + timedelta(seconds=90)):
        assert sum_up() == 0, "not before another minute has begun and passed"
    with clock.at(start + timedelta(minutes=4)):
        assert (sum_up(), sum_up()) == (2, 0)
    last = refused.last()
    assert last
    assert (last.action, last.object_id) == ("channel.refused_many", "pigeon")
    assert last.details == {"count": 3, "minute": "2026-11-25T09:00+00:00"}
    assert refused.count() == 13
    assert not RefusedMinute.objects.exists()
