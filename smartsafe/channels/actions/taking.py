"""Taking events in: opened by the worker, made part of a contact, marked taken, all in one transaction."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.contacts.actions import arriving, outbox
from smartsafe.contacts.actions.answering import answer_by_itself
from smartsafe.contacts.family import with_split_off
from smartsafe.contacts.sealed import ContactDetails, Reach
from smartsafe.vault.worker_keys import open_as_worker, outside_key

from ..contract import AnswersAtOnce, Channel, Inbound, Signals
from ..models import InboundEvent
from ..registry import channel as channel_of
from . import threads

logger = logging.getLogger(__name__)

# For so long one worker has an event to itself. Two that take the same one do no harm: one of them finds it taken.
LEASE = timedelta(seconds=20)
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600, 6 * 3600))
# A provider may tell of a message of ours before we have noted its id; after so many tries it is somebody else's.
WAIT_FOR_OURS = 3


class NotYet(Exception):
    """It concerns a message of ours that we do not know (yet)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    id: UUID
    channel: str
    payload: bytes
    received_at: datetime
    failures: int


@transaction.atomic
def claim() -> Waiting | None:
    """The event that has waited longest. A claim counts as a failure until it is taken in."""
    now = clock.now()
    due = InboundEvent.objects.filter(taken_at=None, next_attempt_at__lte=now)
    row = due.select_for_update(skip_locked=True).order_by("next_attempt_at", "id").first()
    if row is None:
        return None
    row.failures += 1
    row.next_attempt_at = now + LEASE
    row.save(update_fields=["failures", "next_attempt_at"])
    return Waiting(row.id, row.channel, bytes(row.sealed_payload), row.received_at, row.failures)


def take(event: Waiting) -> bool:
    """Take one event in; False when it has to wait. Nothing is raised: the event stays and says how often it failed."""
    try:
        channel = channel_of(event.channel)
        inbounds = channel.parse(open_as_worker(event.payload))
        _take_all(channel, event, inbounds, patient=event.failures <= WAIT_FOR_OURS)
    except Exception as error:
        if not isinstance(error, NotYet):
            logger.error("an event of %s was not taken in: %s", event.channel, type(error).__name__)
        _put_back(event)
        return False
    return True


def _put_back(event: Waiting) -> None:
    pause = BACK_OFF[event.failures - 1] if event.failures <= len(BACK_OFF) else None
    InboundEvent.objects.filter(pk=event.id, taken_at=None).update(
        next_attempt_at=clock.now() + pause if pause else None
    )


@transaction.atomic
def _take_all(channel: Channel, event: Waiting, inbounds: list[Inbound], *, patient: bool) -> None:
    row = InboundEvent.objects.select_for_update().get(pk=event.id)
    if row.taken_at:
        return
    for inbound in inbounds:
        message_id = _take_one(channel, event, inbound, patient=patient)
        row.message_id = message_id or row.message_id
    row.taken_at, row.next_attempt_at, row.sealed_payload = clock.now(), None, b""
    row.save(update_fields=["taken_at", "next_attempt_at", "sealed_payload", "message"])


def _take_one(channel: Channel, event: Waiting, inbound: Inbound, *, patient: bool) -> UUID | None:
    """The message that it became, if any."""
    if inbound.kind == "message":
        message_id = _message(channel.code, event, inbound)
        if isinstance(channel, AnswersAtOnce) and channel.answers_at_once and not inbound.automatic:
            answer_by_itself(SYSTEM, message_id=message_id)
        return message_id
    if inbound.kind == "echo":
        return _echo(channel.code, event, inbound, patient=patient)
    if inbound.kind in ("delivered", "read", "failed"):
        _status(channel.code, inbound, patient=patient)
    elif inbound.kind == "signal" and isinstance(channel, Signals):
        channel.signal(inbound)
    return None


def _submission(code: str, inbound: Inbound) -> UUID:
    """The same for the same outside event, so that a message stands once even when its event was forgotten."""
    return UUID(bytes=outside_key("submission", code, inbound.event_id)[:16])


def _message(code: str, event: Waiting, inbound: Inbound) -> UUID:
    at = inbound.at or event.received_at
    thread = threads.locked(code, inbound, at=at)
    # What answers one of ours belongs where that stands: one thread may have several contacts (split off).
    contact_id = _answered(code, inbound) or threads.contact_to_continue(thread)
    if contact_id is not None:
        arrived = arriving.hear(
            SYSTEM, contact_id=contact_id, channel=code, text=inbound.text,
            files=[(file.name, file.content) for file in inbound.files], at=at,
            submission=_submission(code, inbound), left_out=inbound.left_out,
        )  # fmt: skip
    else:
        arrived = arriving.begin(
            SYSTEM, channel=code, text=inbound.text, subject=inbound.subject,
            files=[(file.name, file.content) for file in inbound.files], details=_details(inbound),
            language=inbound.language, at=at, submission=_submission(code, inbound), facts=inbound.facts,
            left_out=inbound.left_out,
        )  # fmt: skip
    threads.attach(thread, arrived.contact_id)
    return arrived.message_id


def _details(inbound: Inbound) -> ContactDetails:
    reach = Reach(email=inbound.email, phone=inbound.phone, name=inbound.name)
    return ContactDetails(links=inbound.links, handles=inbound.handles, reach=reach)


def _answered(code: str, inbound: Inbound) -> UUID | None:
    """The contact in which the message that this answers was written, if it may still be continued."""
    found = _ours(code, inbound.reply_to)
    return found[1] if found and arriving.goes_on(found[1]) else None


def _ours(code: str, outside_id: str) -> tuple[int, UUID] | None:
    if not outside_id:
        return None
    return outbox.find(code, token=outside_id, provider_key=provider_key(code, outside_id))


def provider_key(code: str, provider_id: str) -> bytes | None:
    return outside_key("provider", code, provider_id) if provider_id else None


def _status(code: str, inbound: Inbound, *, patient: bool) -> None:
    if inbound.kind not in ("delivered", "read", "failed"):
        return
    found = _ours(code, inbound.provider_id) or _ours(code, inbound.reply_to)
    if found:
        outbox.told(found[0], status=inbound.kind, why=inbound.why)
    elif inbound.provider_id or inbound.reply_to:
        if patient:
            raise NotYet()
    elif inbound.at is not None:
        contacts = with_split_off(threads.contacts_of(code, inbound.thread))
        outbox.told_until(code, contact_ids=contacts, until=inbound.at, status=inbound.kind)


def _echo(code: str, event: Waiting, inbound: Inbound, *, patient: bool) -> UUID | None:
    """Our own words: a proof that they were sent, or else what a colleague wrote in the provider's own tool."""
    found = _ours(code, inbound.provider_id) or _ours(code, inbound.reply_to)
    if found:
        outbox.sent(found[0], provider_key=provider_key(code, inbound.provider_id), delivered=False)
        return None
    contact_id = threads.newest_contact(code, inbound.thread)
    if contact_id is None:
        return None
    if patient:
        raise NotYet()
    arrived = arriving.told_elsewhere(
        SYSTEM, contact_id=contact_id, channel=code, text=inbound.text,
        files=[(file.name, file.content) for file in inbound.files], at=inbound.at or event.received_at,
        submission=_submission(code, inbound),
    )  # fmt: skip
    return arrived.message_id
