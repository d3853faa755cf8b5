"""Staff look at an application, admit it to a cohort, turn it down, ask a guardian again, end a membership."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from smartsafe.audit.actions import record
from smartsafe.notifications.actions import settle
from smartsafe.people.actors import Actor

from ...errors import NotAChoice
from .. import sealed
from ..errors import CohortFull, NotNow, WrongCohort
from ..models import Application, Cohort
from ..rules import APPLIED, MANAGE, MEMBER, MOST_IN_A_COHORT, REASONS, WAITING
from .applying import ask_guardian
from .ending import end, locked, moved


@transaction.atomic
def look(actor: Actor, *, application_id: UUID) -> dict[str, Any]:
    """What the young person wrote, and who consented. Never before a guardian has said yes. Written down each time.

    Raises NotFound, NotNow; Locked, NotAMember.
    """
    actor.need(MANAGE)
    row = locked(application_id)
    if row.status not in (APPLIED, MEMBER):
        raise NotNow()
    told = sealed.told(actor, row)
    consent = row.consents.filter(answer="given").order_by("-answered_at").first()
    told["consented"] = sealed.who_consented(actor, consent) if consent else ""
    record(actor, "youth.looked", "youth_application", row.id)
    return told


@transaction.atomic
def look_at_cohort(actor: Actor, *, cohort_id: UUID) -> dict[UUID, str]:
    """The names of its members, by application. Written down each time. Raises Locked, NotAMember."""
    actor.need(MANAGE)
    rows = Application.objects.filter(cohort_id=cohort_id, status=MEMBER).order_by("place")
    found = {row.id: str(sealed.told(actor, row).get("name", "")) for row in rows}
    record(actor, "youth.looked_at_cohort", "youth_cohort", cohort_id, count=len(found))
    return found


@transaction.atomic
def admit(actor: Actor, *, application_id: UUID, cohort_id: UUID) -> None:
    """From now on the code opens the cohort's board. Raises NotFound, NotNow, WrongCohort, CohortFull; Locked, …"""
    actor.need(MANAGE)
    cohort = Cohort.objects.select_for_update().filter(pk=cohort_id, ended_on=None).first()
    row = locked(application_id)
    row.status = moved(row, "admit")
    if cohort is None or cohort.role != row.role:
        raise WrongCohort("cohort")
    if cohort.members.filter(status=MEMBER).count() >= MOST_IN_A_COHORT:
        raise CohortFull("cohort", most=MOST_IN_A_COHORT)
    row.cohort = cohort
    row.place = (cohort.members.aggregate(last=Max("place"))["last"] or 0) + 1
    row.cohort_key_for_code = sealed.cohort_key(actor, cohort).sealed_to(bytes(row.code_public))
    row.save(update_fields=["status", "cohort", "place", "cohort_key_for_code"])
    settle("youth.applied", row.id)
    record(actor, "youth.admitted", "youth_application", row.id)


def _reason(reason: str) -> str:
    if reason not in REASONS:
        raise NotAChoice("reason")
    return reason


@transaction.atomic
def decline(actor: Actor, *, application_id: UUID, reason: str) -> None:
    """What was written is erased; the code shows the reason's sentence. Raises NotFound, NotNow, NotAChoice."""
    actor.need(MANAGE)
    row = locked(application_id)
    end(row, "decline", reason=_reason(reason))
    record(actor, "youth.declined", "youth_application", row.id, reason=reason)


@transaction.atomic
def leave(actor: Actor, *, application_id: UUID, reason: str) -> None:
    """A membership ends. Raises NotFound, NotNow, NotAChoice."""
    actor.need(MANAGE)
    row = locked(application_id)
    end(row, "leave", reason=_reason(reason))
    record(actor, "youth.left", "youth_application", row.id, reason=reason)


@transaction.atomic
def ask_again(actor: Actor, *, application_id: UUID) -> None:
    """Another letter to the guardian; the earlier link ends. Raises NotFound, NotNow."""
    actor.need(MANAGE)
    row = locked(application_id)
    row.status = moved(row, "ask_again")
    ask_guardian(row)
    record(actor, "youth.asked_again", "youth_application", row.id, status=WAITING)
