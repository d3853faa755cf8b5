"""Which outside conversation belongs to which contact. Only the worker knows outside conversations again."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from smartsafe import clock
from smartsafe.contacts.actions import arriving
from smartsafe.contacts.family import split_from
from smartsafe.vault.worker_keys import open_as_worker, outside_key
from smartsafe.vault.worker_public import seal_to_worker

from ..contract import Inbound
from ..models import Strand, Thread


def _key(channel: str, thread: str) -> bytes:
    return outside_key("thread", channel, thread)


def locked(channel: str, inbound: Inbound, *, at: datetime) -> Thread:
    """The thread's row, made when it is new, and locked: its messages are taken in one after the other.

    The address is that of the newest message.
    """
    told = {
        "address": inbound.address or inbound.thread,
        "thread": inbound.thread,
        "event": inbound.event_id,
        "subject": inbound.subject,
        "language": inbound.language,
    }
    sealed = seal_to_worker(json.dumps(told, ensure_ascii=False).encode())
    key = _key(channel, inbound.thread)
    Thread.objects.get_or_create(
        channel=channel, thread_key=key, defaults={"sealed_address": sealed, "last_inbound_at": at}
    )
    thread = Thread.objects.select_for_update().get(channel=channel, thread_key=key)
    if at > thread.last_inbound_at:
        thread.sealed_address, thread.last_inbound_at = sealed, at
        thread.save(update_fields=["sealed_address", "last_inbound_at"])
    return thread


def contact_to_continue(thread: Thread) -> UUID | None:
    """The thread's newest contact, when it is open or was closed only lately."""
    newest = Strand.objects.filter(thread=thread).order_by("-begun_at", "-id").first()
    return newest.contact_id if newest and arriving.goes_on(newest.contact_id) else None


def attach(thread: Thread, contact_id: UUID) -> None:
    Strand.objects.get_or_create(thread=thread, contact_id=contact_id, defaults={"begun_at": clock.now()})


def contacts_of(channel: str, outside: str) -> list[UUID]:
    rows = Strand.objects.filter(thread__channel=channel, thread__thread_key=_key(channel, outside))
    return list(rows.order_by("-begun_at", "-id").values_list("contact_id", flat=True))


def newest_contact(channel: str, outside: str) -> UUID | None:
    return next(iter(contacts_of(channel, outside)), None)


def of_contact(channel: str, contact_id: UUID) -> tuple[dict[str, Any], datetime] | None:
    """(what `locked` sealed, when the person last wrote) of the contact's newest thread; None when it has none.

    What was split off from a contact answers in that one's thread.
    """
    strands = Strand.objects.filter(thread__channel=channel, contact_id=contact_id).select_related("thread")
    strand = strands.order_by("-thread__last_inbound_at", "-id").first()
    if strand is None:
        before = split_from(contact_id)
        return of_contact(channel, before) if before else None
    told: dict[str, Any] = json.loads(open_as_worker(strand.thread.sealed_address))
    return told, strand.thread.last_inbound_at
