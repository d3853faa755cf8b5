"""One person who came by several ways: their contacts become one conversation, and stand alone again.

Nothing is moved or sealed anew (`family`): each contact keeps its words, files, thread outside and receipt code.
"""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import Erased

from ...errors import CannotMerge, NotNow
from ...family import head_of, lock
from ...models import Contact, Merging, Message
from ...rules import CLOSED, CONTACT, HANDLE, MERGED
from .course import shut
from .locking import keep, locked, move

DANGER = ("danger", "urgency", "danger_acknowledged_at", "danger_acknowledged_by")


@transaction.atomic
def merge(actor: Actor, *, contact_id: UUID, into_id: UUID, version: int | None = None) -> Contact:
    """This contact goes on as part of another one, also when it was closed; the one that stays.

    The other one opens again when this one was open. Raises Stale, NotNow, NotFound, CannotMerge, Erased.
    """
    actor.need(HANDLE)
    further = Contact.objects.filter(pk=into_id).values_list("merged_into_id", flat=True).first()
    lock([contact_id, into_id, *([further] if further else [])])
    contact = locked(actor, contact_id, version=version)
    into = Contact.objects.filter(pk=into_id).first()
    if into is None:
        raise NotFound()
    into = head_of(into)
    if into.erased_at:
        raise Erased()
    if into.id == contact.id:
        raise CannotMerge("into")
    if contact.merged_into_id:
        raise NotNow()
    _join(contact, into)
    Merging.objects.create(
        contact=contact, at=clock.now(), by_id=actor.id, progress=contact.progress, told_outcome=contact.told_outcome
    )
    changed = shut(contact, MERGED)
    contact.merged_into, contact.progress = into, into.progress
    keep(contact, "merged_into", "progress", *changed)
    # What was merged into this one goes along, so that the chain is never longer than one.
    Contact.objects.filter(merged_into=contact).update(merged_into=into, progress=into.progress)
    record(actor, "contact.merged", "contact", contact.id, into=str(into.id))
    return into


def _join(contact: Contact, into: Contact) -> None:
    """What stays takes on what weighs more, and everything that still waits for somebody."""
    if into.status == CLOSED and contact.status != CLOSED:
        into.status, into.outcome, into.closed_at = CONTACT.after("reopen", into.status), "", None
        if into.progress == "concluded" and not into.told_outcome:
            into.progress = "handling"
    if contact.danger and not into.danger:
        into.danger, into.urgency = True, "immediate"
        into.danger_acknowledged_at = contact.danger_acknowledged_at
        into.danger_acknowledged_by_id = contact.danger_acknowledged_by_id
    into.unread = into.unread or contact.unread
    into.wants_withdrawal = into.wants_withdrawal or contact.wants_withdrawal
    into.last_message_at = max(into.last_message_at, contact.last_message_at)
    keep(
        into, "status", "outcome", "closed_at", "progress", "unread", "wants_withdrawal", "last_message_at", *DANGER
    )  # fmt: skip


@transaction.atomic
def separate(actor: Actor, *, contact_id: UUID, version: int | None = None) -> Contact:
    """What was merged stands alone again, open, with everything that came to it meanwhile.

    Its reporter is told what they were told before. Raises Stale, NotNow.
    """
    actor.need(HANDLE)
    head_id = Contact.objects.filter(pk=contact_id).values_list("merged_into_id", flat=True).first()
    lock([contact_id, *([head_id] if head_id else [])])
    contact = locked(actor, contact_id, version=version)
    if contact.merged_into_id is None:
        raise NotNow()
    head = head_of(contact)
    move(contact, "separate")
    before = Merging.objects.filter(contact=contact).first()
    if before is not None:
        contact.progress, contact.told_outcome = before.progress, before.told_outcome
        before.delete()
    if contact.progress == "concluded" and not contact.told_outcome:
        contact.progress = "handling"
    contact.merged_into, contact.outcome, contact.closed_at = None, "", None
    contact.assignee_id = contact.assignee_id or head.assignee_id or actor.id
    contact.unread = Message.objects.filter(contact=contact, kind="from_reporter", read_at=None).exists()
    keep(contact, "status", "merged_into", "outcome", "closed_at", "progress", "told_outcome", "assignee", "unread")
    keep(head)
    record(actor, "contact.separated", "contact", contact.id, out_of=str(head.id))
    return contact
