"""The course of a contact: who has it, closed, reopened, merged, how far the reporter is told that it came."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may, teams
from smartsafe.vault.sealing import Erased

from ..clocks import stop
from ..errors import CannotMerge, CannotTake, UnknownChoice
from ..models import Contact
from ..rules import EMPTY_OUTCOMES, HANDLE, MERGED, OUTCOMES, STEPS
from .handling_locking import keep, locked, move


def shut(contact: Contact, outcome: str) -> list[str]:
    """Close with this outcome; the columns that changed. Raises NotNow, UnknownChoice."""
    if outcome not in OUTCOMES:
        raise UnknownChoice("outcome")
    move(contact, "merge" if outcome == MERGED else "close")
    contact.outcome, contact.closed_at, contact.unread = outcome, clock.now(), False
    changed = ["status", "outcome", "closed_at", "unread", *stop(contact)]
    if outcome not in (MERGED, *EMPTY_OUTCOMES) and contact.progress in ("received", "handling"):
        # A referral still under way tells its own end.
        contact.progress = "handling" if outcome == "case_opened" else "concluded"
        changed.append("progress")
    return changed


@transaction.atomic
def close(actor: Actor, *, contact_id: UUID, outcome: str, version: int | None = None) -> Contact:
    """Close as advised, redirected, silent, prank, test, … Raises Stale, NotNow, UnknownChoice."""
    contact = locked(actor, contact_id, version=version)
    if outcome == MERGED:
        raise UnknownChoice("outcome")
    changed = shut(contact, outcome)
    if contact.assignee_id is None:
        contact.assignee_id = actor.id
    keep(contact, "assignee", *changed)
    record(actor, "contact.closed", "contact", contact.id, outcome=outcome)
    return contact


@transaction.atomic
def reopen(actor: Actor, *, contact_id: UUID, version: int | None = None) -> Contact:
    """Open again what was closed or merged. Raises Stale, NotNow."""
    contact = locked(actor, contact_id, version=version)
    move(contact, "reopen")
    contact.outcome, contact.closed_at, contact.merged_into = "", None, None
    if contact.progress == "concluded" and not contact.told_outcome:
        contact.progress = "handling"
    keep(contact, "status", "outcome", "closed_at", "merged_into", "progress")
    record(actor, "contact.reopened", "contact", contact.id)
    return contact


@transaction.atomic
def assign(
    actor: Actor,
    *,
    contact_id: UUID,
    person_id: UUID | None = None,
    team_id: UUID | None = None,
    version: int | None = None,
) -> Contact:
    """Give it to a person, to a team, to both, or (neither) to nobody. Raises Stale, NotNow, CannotTake."""
    contact = locked(actor, contact_id, version=version)
    if person_id is not None and person_id not in {one for one, _ in people_who_may(HANDLE)}:
        raise CannotTake("person")
    if team_id is not None and team_id not in {one for one, _ in teams()}:
        raise CannotTake("team")
    if person_id is not None:
        move(contact, "take")
    contact.assignee_id, contact.team_id = person_id, team_id
    keep(contact, "status", "assignee", "team")
    if person_id is not None and person_id != actor.id:
        tell([person_id], "contact.assigned", "contact", contact.id, contact.number)
    record(actor, "contact.assigned", "contact", contact.id, to=str(person_id or ""), team=str(team_id or ""))
    return contact


def _lock_in_order(contact_id: UUID, into_id: UUID) -> None:
    """Both rows, and the one that `into` was merged into: two merges that cross must not wait for one another."""
    further = Contact.objects.filter(pk=into_id).values_list("merged_into_id", flat=True).first()
    wanted = [contact_id, into_id, *([further] if further else [])]
    list(Contact.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))


@transaction.atomic
def merge(actor: Actor, *, contact_id: UUID, into_id: UUID, version: int | None = None) -> Contact:
    """Close this contact as part of another; the one that stays.

    Raises Stale, NotNow, NotFound, CannotMerge, Erased.
    """
    actor.need(HANDLE)
    _lock_in_order(contact_id, into_id)
    contact = locked(actor, contact_id, version=version)
    into = Contact.objects.select_for_update().filter(pk=into_id).first()
    if into is not None and into.merged_into_id:
        into = Contact.objects.select_for_update().get(pk=into.merged_into_id)
    if into is None:
        raise NotFound()
    if into.erased_at:
        raise Erased()
    if into.id == contact.id:
        raise CannotMerge("into")
    changed = shut(contact, MERGED)
    contact.merged_into, contact.progress = into, into.progress
    keep(contact, "merged_into", "progress", *changed)
    # What was merged into this one goes along, so that the chain is never longer than one.
    Contact.objects.filter(merged_into=contact).update(merged_into=into)
    if contact.danger and not into.danger:
        into.danger, into.urgency = True, "immediate"
        into.danger_acknowledged_at = contact.danger_acknowledged_at
        into.danger_acknowledged_by_id = contact.danger_acknowledged_by_id
    keep(into, "danger", "urgency", "danger_acknowledged_at", "danger_acknowledged_by")
    record(actor, "contact.merged", "contact", contact.id, into=str(into.id))
    return into


@transaction.atomic
def tell_progress(actor: Who, *, contact_id: UUID, progress: str, told_outcome: str = "") -> None:
    """What the reporter sees from now on: a step, and the code of an outcome that the profile has a sentence for.

    Called by cases and referrals, which have checked the right; the actor may be an officer or the system. Those
    merged into the contact are told too. Raises NotFound, UnknownChoice.
    """
    if progress not in STEPS:
        raise UnknownChoice("progress")
    told = list(Contact.objects.select_for_update().filter(pk=contact_id))
    if not told:
        raise NotFound()
    told += Contact.objects.select_for_update().filter(merged_into_id=contact_id)
    for contact in told:
        contact.progress = progress
        contact.told_outcome = told_outcome or contact.told_outcome
        contact.save(update_fields=["progress", "told_outcome"])
    touch(*(f"contact:{contact.id}" for contact in told))
    record(actor, "contact.progress_told", "contact", contact_id, progress=progress, outcome=told_outcome)
