"""What every channel passes. A channel brings a `Peer`: its other side, spoken to the way the real one speaks.

The peer of a channel stands in `tests/channels/<code>/peer.py` as a context manager `peer(request)`.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import uuid4

import pytest

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels import registry
from smartsafe.channels.actions import taking
from smartsafe.channels.contract import Outbound, Refused
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, outbox
from smartsafe.contacts.models import Attachment, Contact, Message, Outgoing
from smartsafe.people.actors import Actor

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Event:
    """Somebody wrote. The same event told twice is equal."""

    id: str
    thread: str = "thread-1"
    text: str = "Неко ми прети."
    at: datetime = field(default_factory=clock.now)
    files: tuple[tuple[str, bytes], ...] = ()


class Peer:
    """The other side of one channel. `tell` goes the whole way that the real one goes, and keeps nothing back."""

    code: ClassVar[str]
    pushed = True  # it calls our webhook; else we ask it, and the webhook refuses everybody
    outside = True  # there is somebody outside at all
    signs_time = False  # the signature covers a time, so that an old one is refused
    carries_words = True  # the words of an event are the words of the message
    file: tuple[str, bytes] = ("slika.png", PNG)

    def tell(self, *events: Event) -> int:
        """Deliver these now; the status of the answer (200 where the channel is asked)."""
        raise NotImplementedError

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        """Any bytes to the webhook; the status."""
        raise NotImplementedError

    def oversized(self) -> bytes:
        """More than the channel takes."""
        return b"x" * (registry.channel(self.code).max_bytes + 1)

    def break_down(self) -> None:
        raise NotImplementedError

    def mend(self) -> None:
        raise NotImplementedError

    def sent(self) -> list[str]:
        """What reached the other side from us, oldest first."""
        raise NotImplementedError


JUNK = (b"", b"{}", b"[]", b"null", b"\xff\xfe\x00", b'{"entry": [{"messaging": 5}]}', b"[" * 5000, '{"а": 1}'.encode())


class ChannelContract:
    """Subclassed by whoever gives a `peer` fixture."""

    @pytest.fixture(autouse=True)
    def _nothing_answers_by_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)

    @pytest.fixture
    def spoken(self, peer: Peer) -> Peer:
        if not peer.outside:
            pytest.skip("nobody outside speaks on this channel")
        return peer

    @pytest.fixture
    def both_ways(self, spoken: Peer) -> Peer:
        if registry.channel(spoken.code).one_way:
            pytest.skip("nothing is sent on this channel")
        return spoken

    def test_it_is_what_the_registry_says(self, peer: Peer) -> None:
        channel = registry.channel(peer.code)
        assert channel.code == peer.code
        assert str(channel.label)
        assert channel.missing() == []

    def test_off_it_says_what_is_missing(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        if not peer.outside:
            pytest.skip("it needs nothing")
        for name in list(os.environ):
            if name.startswith("SMARTSAFE_CHANNEL_"):
                monkeypatch.delenv(name)
        missing = registry.channel(peer.code).missing()
        assert missing
        assert all(name.startswith("SMARTSAFE_CHANNEL_") for name in missing)
        assert not registry.is_on(peer.code)

    def test_told_twice_at_once_and_later_it_stands_once(self, spoken: Peer) -> None:
        event = Event("e1")
        assert spoken.tell(event) == 200
        assert spoken.tell(event) == 200
        take_in_waiting()
        assert spoken.tell(event) == 200
        take_in_waiting()
        assert Contact.objects.count() == said().count() == 1

    def test_what_is_told_late_takes_its_place(self, spoken: Peer, operator: Actor) -> None:
        start = clock.now() - timedelta(minutes=4)
        events = [Event(f"e{n}", text=f"реч {n}", at=start + timedelta(minutes=n)) for n in range(3)]
        for n in (2, 0, 1):
            spoken.tell(events[n])
            take_in_waiting()
        contact = Contact.objects.get()
        shown = [m for m in queries.conversation(operator, contact.id) if m.kind == "from_reporter"]
        assert [message.at for message in shown] == sorted(message.at for message in shown)
        if spoken.carries_words:
            assert [message.text for message in shown] == ["реч 0", "реч 1", "реч 2"]

    def test_threads_are_contacts_of_their_own(self, spoken: Peer) -> None:
        spoken.tell(Event("e1", thread="thread-1"))
        spoken.tell(Event("e2", thread="thread-2"))
        take_in_waiting()
        assert Contact.objects.count() == 2

    @pytest.mark.parametrize(("days", "contacts"), [(10, 1), (40, 2)])
    def test_a_closed_contact_opens_again_or_a_new_one_begins(
        self, spoken: Peer, operator: Actor, days: int, contacts: int
    ) -> None:
        spoken.tell(Event("e1"))
        take_in_waiting()
        contact = Contact.objects.get()
        handling.close(operator, contact_id=contact.id, outcome="advised")
        Contact.objects.update(closed_at=clock.now() - timedelta(days=days))
        spoken.tell(Event("e2"))
        take_in_waiting()
        assert Contact.objects.count() == contacts
        contact.refresh_from_db()
        assert (contact.status == "closed") == (contacts == 2)

    def test_files_are_kept_as_evidence(self, spoken: Peer, operator: Actor) -> None:
        spoken.tell(Event("e1"))
        take_in_waiting()
        spoken.tell(Event("e2", files=(spoken.file,)))
        take_in_waiting()
        contact = Contact.objects.get()
        kept = Attachment.objects.select_related("item").filter(contact=contact).latest("id")
        assert kept.item.size == len(spoken.file[1])
        assert [item for item, _key in queries.attachment_keys(operator, contact.id)][-1] == kept.item_id

    def test_a_worker_that_dies_while_taking_in_leaves_no_half(
        self, spoken: Peer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spoken.tell(Event("e1", files=(spoken.file,)))
        with monkeypatch.context() as dying:
            dying.setattr(taking.InboundEvent, "save", die_after(taking.InboundEvent.save, 1))
            with pytest.raises(SystemExit):
                take_in_waiting()
        assert not Contact.objects.exists()
        with clock.at(clock.now() + taking.LEASE + timedelta(seconds=1)):
            take_in_waiting()
        assert Contact.objects.count() == said().count() == 1

    @pytest.mark.parametrize("body", JUNK)
    def test_junk_is_refused_and_never_breaks(self, peer: Peer, body: bytes) -> None:
        assert 400 <= peer.send(body) < 500 or peer.send(body) == 200
        take_in_waiting()
        assert not Contact.objects.exists()

    @pytest.mark.parametrize("what", ["unsigned", "oversized", "replayed"])
    def test_a_refusal_has_its_status_and_one_entry_without_content(self, peer: Peer, what: str) -> None:
        before, status = Entry.objects.count(), {"unsigned": 401, "oversized": 413, "replayed": 409}[what]
        if what == "replayed" and not peer.signs_time and peer.pushed:
            pytest.skip("its signature covers no time: telling again is harmless, and counted once")
        if not peer.pushed:
            status = 403
        body = peer.oversized() if what == "oversized" else b'{"secret words": "Neko mi preti"}'
        signed_at = clock.now() - timedelta(hours=1) if what == "replayed" else None
        assert peer.send(body, signed=what != "unsigned", signed_at=signed_at) == status
        [entry] = Entry.objects.filter(sequence__gt=before)
        assert (entry.action, entry.object_id) == ("channel.refused", peer.code)
        assert set(entry.details) == {"why", "status"}
        assert not InboundEvent.objects.exists()

    def test_a_reply_goes_back_the_way_it_came(self, both_ways: Peer, operator: Actor) -> None:
        out = self._replied(both_ways, operator)
        deliver_waiting()
        out.refresh_from_db()
        assert out.status in ("sent", "delivered")
        assert not out.sealed_payload
        [words] = both_ways.sent()
        assert "Ту смо за тебе." in words

    def test_while_the_other_side_is_down_a_reply_waits(self, both_ways: Peer, operator: Actor) -> None:
        out = self._replied(both_ways, operator)
        both_ways.break_down()
        deliver_waiting()
        out.refresh_from_db()
        assert (out.status, out.why, out.attempts) == ("sending", "unreachable", 1)
        both_ways.mend()
        with clock.at(clock.now() + timedelta(hours=7)):
            deliver_waiting()
        out.refresh_from_db()
        assert out.status in ("sent", "delivered")
        assert len(both_ways.sent()) == 1

    def test_a_worker_that_dies_between_sending_and_noting_sends_again(
        self, both_ways: Peer, operator: Actor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """At least once; exactly once where the other side knows the idempotency again."""
        out = self._replied(both_ways, operator)
        with monkeypatch.context() as dying:
            dying.setattr(outbox, "sent", die)
            with pytest.raises(SystemExit):
                deliver_waiting()
        assert len(both_ways.sent()) == 1
        with clock.at(clock.now() + outbox.LEASE + timedelta(seconds=1)):
            deliver_waiting()
        out.refresh_from_db()
        assert out.status in ("sent", "delivered")
        assert len(both_ways.sent()) == (1 if registry.channel(both_ways.code).idempotent else 2)

    def test_a_one_way_channel_refuses_to_send(self, peer: Peer) -> None:
        if not registry.channel(peer.code).one_way and peer.outside:
            pytest.skip("it sends")
        with pytest.raises(Refused):
            registry.channel(peer.code).send(Outbound(uuid4(), "somebody", "thread", "words", "sr", None))

    def _replied(self, peer: Peer, operator: Actor) -> Outgoing:
        peer.tell(Event("e1"))
        take_in_waiting()
        message = handling.reply(operator, contact_id=Contact.objects.get().id, text="Ту смо за тебе.")
        return Outgoing.objects.get(message=message)


def said() -> Any:
    return Message.objects.filter(kind="from_reporter")


def die(*_told: object, **_named: object) -> None:
    raise SystemExit("killed")


def die_after(save: Any, calls: int) -> Any:
    """The first calls go through, the next one is the end."""
    left: Iterator[int] = iter(range(calls))

    def saving(self: object, *told: object, **named: object) -> None:
        if next(left, None) is None:
            die()
        save(self, *told, **named)

    return saving
