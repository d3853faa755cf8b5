"""A case moves: along the table of its states, to another person's hands, past the danger."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases import rules
from smartsafe.cases.actions.contents import write_note
from smartsafe.cases.errors import AlreadyDone, OpenTasks
from smartsafe.cases.models import Case
from smartsafe.cases.staff import worker
from smartsafe.cases.telling import danger_is_seen, tell_assigned
from smartsafe.cases.writing import go, put_back, take, take_survivor, tell_reporters, words
from smartsafe.people.actors import Actor


@transaction.atomic
def give_advice(actor: Actor, *, case_id: UUID, text: str) -> Case:
    """Open → advice given. What was advised is kept as a note. Raises NotFromHere, Missing at `text`."""
    actor.need("cases.handle")
    case = take(case_id)
    go(case, rules.ADVICE_GIVEN, "give_advice", actor)
    write_note(actor, case, words(text, "text"))
    put_back(case, "status")
    tell_reporters(actor, case)
    record(actor, "case.advice_given", "case", case.pk)
    return case


@transaction.atomic
def close(actor: Actor, *, case_id: UUID) -> Case:
    """Conclude the case and tell the reporters so. Raises NotFromHere, OpenTasks."""
    actor.need("cases.handle")
    case = take(case_id)
    go(case, rules.CLOSED, "close", actor)
    if case.tasks.filter(done_at=None).exists():
        raise OpenTasks()
    case.closed_at = clock.now()
    put_back(case, "status", "closed_at")
    tell_reporters(actor, case)
    record(actor, "case.closed", "case", case.pk)
    return case


@transaction.atomic
def reopen(actor: Actor, *, case_id: UUID) -> Case:
    """Back to open. Raises NotFromHere, and IsMerged for a case that lives on in another."""
    actor.need("cases.handle")
    case = take(case_id)
    go(case, rules.OPEN, "reopen", actor)
    case.closed_at = None
    put_back(case, "status", "closed_at")
    tell_reporters(actor, case)
    record(actor, "case.reopened", "case", case.pk)
    return case


@transaction.atomic
def advance(actor: Actor, *, case_id: UUID, to: str, told_outcome: str = "") -> Case:
    """For the referrals of the case: move it to where they are. Needs no key, so an officer's step may do it.

    A merged case moves its survivor. Already being there changes nothing but what reporters are told.
    `told_outcome`: code of an outcome whose sentence the reporter may read. Raises NotFromHere, NotAllowed.
    """
    if not (actor.may("referrals.prepare") or actor.may("portal")):
        actor.need("referrals.prepare")
    case = take_survivor(case_id)
    before = case.status
    if before != to:
        go(case, to, "advance", actor)
    if case.kind != rules.REFERRAL and to != rules.OPEN:
        case.kind = rules.REFERRAL
    case.closed_at = None if before == rules.CLOSED and case.status != before else case.closed_at
    put_back(case, "status", "kind", "closed_at")
    tell_reporters(actor, case, told_outcome=told_outcome)
    record(actor, "case.moved", "case", case.pk, before=before, after=to)
    return case


@transaction.atomic
def assign(actor: Actor, *, case_id: UUID, person_id: UUID | None) -> Case:
    """Into somebody's hands, or nobody's. Raises NobodyThere for one who cannot work on cases."""
    actor.need("cases.handle")
    case = take(case_id)
    case.assignee = worker(person_id, "person")
    put_back(case, "assignee")
    tell_assigned(actor, case)
    record(actor, "case.assigned", "case", case.pk, to=str(person_id or ""))
    return case


@transaction.atomic
def acknowledge_danger(actor: Actor, *, case_id: UUID) -> Case:
    """A supervisor has seen the danger. Raises AlreadyDone when there is none left to acknowledge."""
    actor.need("danger.acknowledge")
    case = take(case_id)
    if not case.danger or case.danger_acknowledged_at:
        raise AlreadyDone()
    case.danger_acknowledged_at = clock.now()
    case.danger_acknowledged_by_id = actor.id
    put_back(case, "danger_acknowledged_at", "danger_acknowledged_by")
    danger_is_seen(case)
    record(actor, "case.danger_acknowledged", "case", case.pk)
    return case
