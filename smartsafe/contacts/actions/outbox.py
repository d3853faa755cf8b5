"""Replies on their way out: durable before they are tried, tried again with back-off, never silently dropped.

The desk puts them in, sealed to the worker; the worker claims, sends (in `channels`) and says here what came of it.
A claim is a lease: whoever dies while sending gives the reply back when the lease ends, with the same idempotency.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.vault.worker_public import seal_to_worker

from ..errors import NotNow
from ..family import members, topics
from ..message_keys import for_centre
from ..models import Message, Outgoing
from ..rules import OUTGOING, WHY_FAILED
from ..sealed import open_address, open_body
from ..ways import ADDRESS, Way
from .handling.locking import locked

SENDING, SENT, DELIVERED, READ, FAILED = OUTGOING
LEASE = timedelta(minutes=2)
# How long after each attempt the next one follows; after the last of them the reply has failed.
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 3600, 6 * 3600))
MOST_ATTEMPTS = len(BACK_OFF) + 1
CHANNEL_OFF_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A reply that this worker may send now. `sealed_payload` opens to `payload_of`'s JSON."""

    id: int
    channel: str
    contact_id: UUID
    idempotency: UUID
    attempts: int
    sealed_payload: bytes


def payload_of(text: str, language: str, address: str, *, automatic: bool = False) -> bytes:
    told = {"text": text, "language": language, "address": address, "automatic": automatic}
    return json.dumps(told, ensure_ascii=False).encode()


def put(message: Message, *, text: str, language: str, way: Way | None = None, automatic: bool = False) -> Outgoing:
    """Into the outbox, in the transaction that wrote the message.

    `way`: the one in use, with an address of its own where it is no thread; `automatic`: nobody wrote it.

    Raises NoWorkerKey.
    """
    return Outgoing.objects.create(
        message=message,
        channel=message.channel,
        way_id=way.row_id if way and way.kind == ADDRESS else None,
        sealed_payload=seal_to_worker(
            payload_of(text, language, way.address if way and way.kind == ADDRESS else "", automatic=automatic)
        ),
        next_attempt_at=clock.now(),
    )


@transaction.atomic
def claim() -> Claimed | None:
    """The next reply whose time has come. Those of one contact go out in their order."""
    now = clock.now()
    earlier = Outgoing.objects.filter(
        message__contact_id=OuterRef("message__contact_id"), status=SENDING, id__lt=OuterRef("id")
    )
    due = Outgoing.objects.filter(~Exists(earlier), status=SENDING, next_attempt_at__lte=now)
    row = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "id").first()
    if row is None:
        return None
    row.attempts += 1
    row.next_attempt_at = now + LEASE
    row.save(update_fields=["attempts", "next_attempt_at"])
    contact_id = Message.objects.values_list("contact_id", flat=True).get(pk=row.message_id)
    return Claimed(row.id, row.channel, contact_id, row.idempotency, row.attempts, bytes(row.sealed_payload))


def _row(outgoing_id: int) -> Outgoing | None:
    return Outgoing.objects.select_for_update(of=("self",)).select_related("message").filter(pk=outgoing_id).first()


@transaction.atomic
def sent(outgoing_id: int, *, provider_key: bytes | None, delivered: bool) -> None:
    """The provider took it: the payload is destroyed. Harmless when it is known already."""
    row = _row(outgoing_id)
    if row is None:
        return
    row.provider_key = provider_key or row.provider_key
    if row.status in (SENDING, FAILED):
        row.status = DELIVERED if delivered else SENT
    row.sent_at = row.sent_at or clock.now()
    _settle(row, "")


def _settle(row: Outgoing, why: str) -> None:
    row.why, row.sealed_payload, row.next_attempt_at = why, b"", None
    row.save(update_fields=["status", "why", "sealed_payload", "next_attempt_at", "sent_at", "provider_key"])
    touch(*topics(row.message.contact_id))


@transaction.atomic
def later(outgoing_id: int, *, after_seconds: float = 0, why: str = "unreachable", sealed_payload: bytes = b"") -> None:
    """It could not be taken now. After the last attempt it has failed.

    `sealed_payload`: what is to be sent the next time, where a part of it has arrived.
    """
    row = _row(outgoing_id)
    if row is None or row.status != SENDING:
        return
    if row.attempts >= MOST_ATTEMPTS:
        _fail(row, why)
        return
    pause = max(BACK_OFF[max(row.attempts, 1) - 1], timedelta(seconds=min(after_seconds, 24 * 3600)))
    row.next_attempt_at, row.why = clock.now() + pause, why
    row.sealed_payload = sealed_payload or row.sealed_payload
    row.save(update_fields=["next_attempt_at", "why", "sealed_payload"])
    touch(*topics(row.message.contact_id))


@transaction.atomic
def wait_for_channel(outgoing_id: int) -> None:
    """Its channel is not connected: it waits without using up an attempt, and the desk sees why."""
    row = _row(outgoing_id)
    if row is None or row.status != SENDING:
        return
    changed = row.why != "no_channel"
    row.attempts, row.why, row.next_attempt_at = max(row.attempts - 1, 0), "no_channel", clock.now() + CHANNEL_OFF_FOR
    row.save(update_fields=["attempts", "why", "next_attempt_at"])
    if changed:
        touch(*topics(row.message.contact_id))


@transaction.atomic
def failed(outgoing_id: int, *, why: str) -> None:
    """It will never be taken. The author is told; the words stay in the message."""
    row = _row(outgoing_id)
    if row is not None and row.status != FAILED:
        _fail(row, why)


def _fail(row: Outgoing, why: str) -> None:
    why = why if why in WHY_FAILED else "refused"
    message = row.message
    row.status = FAILED
    _settle(row, why)
    if message.author_id:
        tell([message.author_id], "contact.reply_failed", "contact", message.contact_id, message.contact.number)
    record(SYSTEM, "contact.reply_failed", "contact", message.contact_id, message=str(message.id), why=why)


def find(channel: str, *, token: str = "", provider_key: bytes | None = None) -> tuple[int, UUID] | None:
    """(outgoing id, contact id) by our own token or by the provider's id; None when we never sent it."""
    wanted = Q(channel=channel, provider_key=provider_key) if provider_key else Q(pk=None)
    with suppress(ValueError):
        wanted |= Q(channel=channel, idempotency=UUID(token))
    return Outgoing.objects.filter(wanted).values_list("id", "message__contact_id").order_by("-id").first()


@transaction.atomic
def told(outgoing_id: int, *, status: str, why: str = "") -> None:
    """What the provider tells about a message of ours. Told late or twice, a state never goes back."""
    row = _row(outgoing_id)
    if row is None:
        return
    if status == FAILED:
        if row.status in (SENDING, SENT):
            _fail(row, why)
        return
    if row.status != FAILED and OUTGOING.index(status) <= OUTGOING.index(row.status):
        return
    row.status = status
    row.sent_at = row.sent_at or clock.now()
    if status == READ and row.message.read_at is None:
        row.message.read_at = clock.now()
        row.message.save(update_fields=["read_at"])
    _settle(row, "")


@transaction.atomic
def told_until(channel: str, *, contact_ids: list[UUID], until: datetime, status: str) -> int:
    """The same for everything sent in these contacts until a moment (a watermark); how many there were."""
    rows = Outgoing.objects.filter(
        channel=channel, message__contact_id__in=contact_ids, status__in=(SENT, DELIVERED), sent_at__lte=until
    )
    found = list(rows.values_list("id", flat=True))
    for outgoing_id in found:
        told(outgoing_id, status=status)
    return len(found)


@transaction.atomic
def send_again(actor: Actor, *, contact_id: UUID, message_id: UUID) -> None:
    """A person wants a failed reply tried again, from the words in the message, to where it was to go.

    Raises NotFound, NotNow, Locked, …
    """
    contact = locked(actor, contact_id)
    together = {one.pk: one for one in members(contact_id)}
    row = (
        Outgoing.objects.select_for_update(of=("self",))
        .select_related("way__contact")
        .filter(message_id=message_id, message__contact__in=together)
        .first()
    )
    if row is None:
        raise NotFound()
    if row.status != FAILED:
        raise NotNow()
    message = Message.objects.get(pk=message_id)
    key = for_centre(message, actor.open(together[message.contact_id].key_for_centre), actor.open)
    text = open_body(key, message.id, message.sealed_body)
    automatic = message.author_id is None
    row.sealed_payload = seal_to_worker(payload_of(text, contact.language, _address(actor, row), automatic=automatic))
    row.status, row.why, row.attempts, row.next_attempt_at = SENDING, "", 0, clock.now()
    row.save(update_fields=["sealed_payload", "status", "why", "attempts", "next_attempt_at"])
    touch(f"contact:{contact.id}")
    record(actor, "contact.reply_again", "contact", contact.id, message=str(message.id))


def _address(actor: Actor, row: Outgoing) -> str:
    """Where it was to go; empty where it follows its thread."""
    if row.way is None:
        return ""
    whose = row.way.contact
    return open_address(actor.open(whose.key_for_centre), whose.pk, row.way.pk, row.way.sealed_address)
