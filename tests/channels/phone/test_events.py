"""What the exchange tells becomes the record of a call, in whatever order it arrives."""

import itertools
from base64 import b64encode
from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.phone import tasks
from smartsafe.channels.phone.models import Call, CallBack
from smartsafe.contacts import queries
from smartsafe.contacts.actions.indexing import index_waiting
from smartsafe.contacts.models import Contact
from smartsafe.evidence.queries import content, facts, item
from smartsafe.people.actors import Actor
from tests.channels.phone.conftest import OPEN
from tests.factories.phone import NUMBER, a_call, tell, the_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exchange")]
SECOND = timedelta(seconds=1)
WAV = (
    b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data"
    + bytes(2048)
)


def codes() -> list[str]:
    return list(Entry.objects.filter(action__startswith="call.").order_by("sequence").values_list("action", flat=True))


def test_a_call_rings_is_answered_and_ends() -> None:
    tell("ringing", "c1", at=OPEN - 60 * SECOND, number=NUMBER)
    tell("answered", "c1", at=OPEN - 50 * SECOND)
    assert the_call().outcome == ""
    tell("ended", "c1", at=OPEN - 10 * SECOND)
    call = the_call()
    assert (call.outcome, call.in_hours) == ("answered", True)
    assert (call.answered_at - call.rang_at, call.ended_at - call.answered_at) == (10 * SECOND, 40 * SECOND)
    assert codes() == ["call.told"] * 3


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_events_does_not_matter(order: tuple[int, ...]) -> None:
    told = [("ringing", 60), ("answered", 50), ("ended", 10)]
    for place in order:
        what, ago = told[place]
        assert tell(what, "c1", at=OPEN - ago * SECOND, number=NUMBER).status_code == 200
    call = the_call()
    assert call.outcome == "answered"
    assert call.at == call.rang_at == OPEN - 60 * SECOND
    assert not CallBack.objects.filter(done_at=None).exists()
    assert ("call.odd" in codes()) == (order != (0, 1, 2))


def test_the_same_event_twice_is_once() -> None:
    for _ in range(2):
        answer = tell("ringing", "c1", id="same", number=NUMBER)
        assert answer.status_code == 200
    assert InboundEvent.objects.count() == 1
    assert codes() == ["call.told"]


def test_an_event_of_an_unknown_call_is_kept_and_said_to_be_odd() -> None:
    tell("ended", "never heard of", at=OPEN - SECOND)
    assert the_call().outcome == "missed"
    assert Entry.objects.get(action="call.odd").details == {"what": "ended", "odd": "unknown_call"}


def test_a_missed_call_with_a_number_is_to_be_called_back_in_working_hours() -> None:
    tell("ringing", "c1", at=OPEN - 30 * SECOND, number=NUMBER)
    tell("missed", "c1", at=OPEN - 5 * SECOND)
    call_back = CallBack.objects.get()
    assert call_back.due_at == OPEN - 30 * SECOND + timedelta(hours=4)
    tell("ringing", "c2", number="060/000-1234")  # the same person, written differently, again in vain
    tell("missed", "c2")
    assert CallBack.objects.count() == 1


def test_a_hidden_number_cannot_be_called_back() -> None:
    for number in ("", "anonymous", "0"):
        tell("missed", f"c{number}", number=number)
    assert not CallBack.objects.exists()
    assert not Call.objects.exclude(sealed_number=b"").exists()


def test_who_calls_again_and_is_answered_need_not_be_called() -> None:
    tell("missed", "c1", at=OPEN - 60 * SECOND, number=NUMBER)
    tell("ringing", "c2", at=OPEN - 20 * SECOND, number=NUMBER)
    assert CallBack.objects.get().done_at is None
    tell("answered", "c2", at=OPEN - 10 * SECOND)
    assert CallBack.objects.get().outcome == "called_again"


def test_told_late_a_missed_call_asks_for_nothing_when_the_caller_was_answered_since() -> None:
    tell("answered", "c2", at=OPEN - 10 * SECOND, number=NUMBER)
    tell("missed", "c1", at=OPEN - 60 * SECOND, number=NUMBER)
    assert not CallBack.objects.exists()


def test_an_exchange_that_falls_silent_leaves_nothing_ringing_for_ever(operator: Actor) -> None:
    tell("ringing", "c1", number=NUMBER)
    tell("ringing", "c2")
    tell("answered", "c2")
    with clock.at(OPEN + timedelta(minutes=20)):
        assert tasks.end_silent_calls.func() == 1
    assert set(Call.objects.values_list("outcome", flat=True)) == {"missed", ""}
    with clock.at(OPEN + timedelta(hours=5)):
        assert tasks.end_silent_calls.func() == 1
    assert set(Call.objects.values_list("outcome", flat=True)) == {"missed", "answered"}
    odd = Entry.objects.filter(action="call.odd").values_list("details", flat=True)
    assert [one["odd"] for one in odd] == ["never_told", "never_told"]
    tell("ended", "c2", at=OPEN + SECOND)  # told at last
    assert Call.objects.get(outcome="answered").ended_at


def test_a_voice_message_becomes_a_contact_with_its_recording_sealed(operator: Actor) -> None:
    sunday = OPEN - timedelta(days=3)
    with clock.at(sunday):
        recording = {"name": "msg0001.wav", "base64": b64encode(WAV).decode()}
        tell("ringing", "c1", number=NUMBER)
        tell("voicemail", "c1", number=NUMBER, seconds=34, recording=recording)
        call = the_call()
        contact = Contact.objects.get()
    assert (call.outcome, call.in_hours, call.contact) == ("voicemail", False, contact)
    assert (contact.channel, contact.status, contact.unread) == ("phone", "new", True)
    view = queries.contact_for(operator, contact.id)
    assert view.details.reach.phone == NUMBER
    assert not view.can_answer
    [message] = queries.conversation(operator, contact.id)
    assert "34" in message.text
    [file] = message.attachments
    assert file.media == "audio"
    _owner, key = queries.attachment_key(operator, file.item_id)
    assert facts(item(file.item_id), key).name == "msg0001.wav"
    assert b"".join(content(item(file.item_id), key)) == WAV
    call_back = CallBack.objects.get()
    assert call_back.contact == contact
    assert call_back.due_at > OPEN - timedelta(days=2)  # not on a Sunday


def test_a_voice_message_without_its_recording_is_a_contact_all_the_same(operator: Actor) -> None:
    tell("voicemail", "c1", number=NUMBER)
    [message] = queries.conversation(operator, Contact.objects.get().id)
    assert message.text
    assert not message.attachments


def test_a_recording_that_is_no_sound_file_leaves_a_sentence(operator: Actor) -> None:
    tell("voicemail", "c1", recording={"base64": b64encode(b"MZ" + bytes(300)).decode()})
    assert "system" in {one.kind for one in queries.conversation(operator, Contact.objects.get().id)}


def test_the_number_of_a_voice_message_connects_contacts(operator: Actor) -> None:
    tell("voicemail", "c1", number=NUMBER)
    tell("voicemail", "c2", number="0600001234")
    first, second = Contact.objects.order_by("received_at", "id")
    index_waiting(operator)
    assert [one.id for one in queries.connected(operator, first.id)] == [second.id]


def test_numbers_are_forgotten_when_nobody_needs_them() -> None:
    a_call(number=NUMBER)
    with clock.at(OPEN + timedelta(days=89)):
        assert tasks.forget_old_numbers.func() == 0
    with clock.at(OPEN + timedelta(days=91)):
        assert tasks.forget_old_numbers.func() == 1
    call = the_call()
    assert (bytes(call.sealed_number), bytes(call.key_for_centre), call.caller_key) == (b"", b"", None)
