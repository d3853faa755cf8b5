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
from ...family import came_with, head_of, lock_conversation
from ...models import Contact, Merging, Message
from ...rules import CLOSED, CONTACT, HANDLE, IN_PROGRESS, MERGED, NEW, WAITING
from .course import shut
from .locking import keep, locked, move

DANGER = ("danger", "urgency", "danger_acknowledged_at", "danger_acknowledged_by")


@transaction.atomic
def merge(actor: Actor, *, contact_id: UUID, into_id: UUID, version: int | None = None) -> Contact:
    """This contact goes on as part of another one, also when it was closed; the one that stays.

    The other one opens again when this one was open. Raises Stale, NotNow, NotFound, CannotMerge, Erased.
    """
    actor.need(HANDLE)
    lock_conversation(contact_id, into_id)
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
        contact=contact, at=clock.now(), by_id=actor.id, progress=contact.progress, told_outcome=contact.told_outcome,
        head_progress=into.progress, head_told_outcome=into.told_outcome,
    )  # fmt: skip
    changed = shut(contact, MERGED)
    contact.merged_into, contact.progress = into, into.progress
    keep(contact, "merged_into", "progress", *changed)
    # What was merged into this one goes along, so that the chain is never longer than one, and comes back with it.
    Merging.objects.filter(contact__merged_into=contact, along_with=None).update(along_with=contact)
    Contact.objects.filter(merged_into=contact).update(merged_into=into, progress=into.progress)
    record(actor, "contact.merged", "contact", contact.id, into=str(into.id))
    return into


def _join(contact: Contact, into: Contact) -> None:
    """What stays takes on what weighs more, and everything that still waits for somebody."""
    if into.status == CLOSED and contact.status != CLOSED:
        into.status, into.outcome, into.closed_at = CONTACT.after("reopen", into.status), "", None
        if into.progress == "concluded" and not into.told_outcome:
            into.progress = "handling"
    if into.status == WAITING and contact.status in (NEW, IN_PROGRESS):
        into.status = CONTACT.after("hear", into.status)  # somebody still waits for an answer: the clocks go on
    into.assignee_id = into.assignee_id or contact.assignee_id
    if contact.danger and (not into.danger or (into.danger_acknowledged_at and not contact.danger_acknowledged_at)):
        into.danger, into.urgency = True, "immediate"
        into.danger_acknowledged_at = contact.danger_acknowledged_at
        into.danger_acknowledged_by_id = contact.danger_acknowledged_by_id
    into.unread = into.unread or contact.unread
    into.wants_withdrawal = into.wants_withdrawal or contact.wants_withdrawal
    into.last_message_at = max(into.last_message_at, contact.last_message_at)
    keep(
        into, "status", "outcome", "closed_at", "progress", "unread", "wants_withdrawal", "last_message_at", "assignee",
        *DANGER,
    )  # fmt: skip


@transaction.atomic
def separate(actor: Actor, *, contact_id: UUID, version: int | None = None, with_its_case: bool = False) -> Contact:
    """What was merged stands alone again, open, with everything that came to it meanwhile.

    Its reporter is told what they were told before. What was merged into it earlier comes with it. `with_its_case`:
    the case of the conversation is its own, and those who stay are told again what they were before it came.
    Raises Stale, NotNow.
    """
    actor.need(HANDLE)
    lock_conversation(contact_id)
    contact = locked(actor, contact_id, version=version)
    if contact.merged_into_id is None:
        raise NotNow()
    head = head_of(contact)
    along = came_with(contact)
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
    if with_its_case and before is not None:
        _untell(head, before)
    keep(head, "progress", "told_outcome")
    _take_back(contact, along)
    record(actor, "contact.separated", "contact", contact.id, out_of=str(head.id))
    return contact


def _untell(head: Contact, before: Merging) -> None:
    """What the other one's case told is taken back from the head's reporter and from those merged into it."""
    if not before.head_progress:
        return
    head.progress, head.told_outcome = before.head_progress, before.head_told_outcome
    if head.progress == "received" and head.first_replied_at:
        head.progress = "handling"
    for one in Contact.objects.filter(merged_into=head, merging__isnull=False).select_related("merging"):
        one.progress, one.told_outcome = head.progress, head.told_outcome or one.merging.told_outcome
        keep(one, "progress", "told_outcome")


def _take_back(contact: Contact, along: list[Contact]) -> None:
    """What was merged into it earlier is one conversation with it again, and told no more than its own outcome."""
    for one in along:
        one.merged_into, one.progress = contact, contact.progress
        one.told_outcome = contact.told_outcome or one.merging.told_outcome
        keep(one, "merged_into", "progress", "told_outcome")
    Merging.objects.filter(along_with=contact).update(along_with=None)
