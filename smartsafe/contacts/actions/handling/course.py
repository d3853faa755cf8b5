"""The course of a contact: who has it, closed, reopened, how far the reporter is told that it came."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may, teams

from ...clocks import stop
from ...errors import CannotTake, NotNow, UnknownChoice
from ...family import in_conversation
from ...models import Contact
from ...rules import EMPTY_OUTCOMES, HANDLE, MERGED, OUTCOMES, STEPS
from .locking import keep, locked, move


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


def told_alike(contact: Contact) -> None:
    """Reporters of what was merged into the contact see how far it is, like its own."""
    Contact.objects.filter(merged_into=contact).exclude(progress=contact.progress).update(progress=contact.progress)


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
    told_alike(contact)
    record(actor, "contact.closed", "contact", contact.id, outcome=outcome)
    return contact


@transaction.atomic
def reopen(actor: Actor, *, contact_id: UUID, version: int | None = None) -> Contact:
    """Open again what was closed; what was merged is separated instead. Raises Stale, NotNow."""
    contact = locked(actor, contact_id, version=version)
    if contact.merged_into_id:
        raise NotNow()
    move(contact, "reopen")
    contact.outcome, contact.closed_at = "", None
    if contact.progress == "concluded" and not contact.told_outcome:
        contact.progress = "handling"
    keep(contact, "status", "outcome", "closed_at", "progress")
    told_alike(contact)
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


@transaction.atomic
def tell_progress(actor: Who, *, contact_id: UUID, progress: str, told_outcome: str = "") -> None:
    """What the reporter sees from now on: a step, and the code of an outcome that the profile has a sentence for.

    Called by cases and referrals, which have checked the right; the actor may be an officer or the system. All whose
    contacts are one conversation with it are told. Raises NotFound, UnknownChoice.
    """
    if progress not in STEPS:
        raise UnknownChoice("progress")
    head = Contact.objects.filter(pk=contact_id).values_list("merged_into_id", flat=True).first() or contact_id
    told = list(Contact.objects.select_for_update().filter(in_conversation(head)).order_by("pk"))
    if not told:
        raise NotFound()
    for contact in told:
        contact.progress = progress
        contact.told_outcome = told_outcome or contact.told_outcome
        contact.save(update_fields=["progress", "told_outcome"])
    touch(*(f"contact:{contact.id}" for contact in told))
    record(actor, "contact.progress_told", "contact", contact_id, progress=progress, outcome=told_outcome)
