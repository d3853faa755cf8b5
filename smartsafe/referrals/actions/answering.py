"""The institution's steps. Its officers take them on the portal; for one without officers, staff enter its answer."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.profile import profile
from smartsafe.institutions.actions import row_of
from smartsafe.people.actors import Actor
from smartsafe.referrals.errors import NotAChoice
from smartsafe.referrals.models import Referral
from smartsafe.referrals.writing import due, follow, put_back, take, tell_staff, words, write_step


@transaction.atomic
def acknowledge(actor: Actor, *, referral_id: UUID) -> Referral:
    """It arrived. From now the time for the outcome runs. Raises NotFound, NotNow, OnThePortal, as all here do."""
    referral = take(actor, referral_id, "acknowledge")
    referral.acknowledged_at = clock.now()
    _waits_for_institution(referral)
    write_step(actor, referral, "acknowledge")
    put_back(referral, "acknowledged_at", "due_at", "reminded_at")
    tell_staff(actor, referral, "referral.acknowledged")
    follow(actor, referral.case)
    record(actor, "referral.acknowledged", "referral", referral.pk)
    return referral


@transaction.atomic
def ask(actor: Actor, *, referral_id: UUID, text: str) -> Referral:
    """A question to the centre; its time to answer runs. Raises Missing, TooLong, Unreadable at `text`."""
    referral = take(actor, referral_id, "ask")
    write_step(actor, referral, "ask", words(text, "text"))
    referral.due_at, referral.reminded_at = due(profile().deadlines.answer), None
    put_back(referral, "due_at", "reminded_at")
    tell_staff(actor, referral, "referral.asked")
    follow(actor, referral.case)
    record(actor, "referral.asked", "referral", referral.pk)
    return referral


@transaction.atomic
def accept(actor: Actor, *, referral_id: UUID, text: str = "") -> Referral:
    """The institution is competent and acts."""
    referral = take(actor, referral_id, "accept")
    write_step(actor, referral, "accept", words(text, "text", needed=False))
    referral.accepted_at = clock.now()
    put_back(referral, "accepted_at")
    tell_staff(actor, referral, "referral.accepted")
    follow(actor, referral.case)
    record(actor, "referral.accepted", "referral", referral.pk)
    return referral


@transaction.atomic
def decline(actor: Actor, *, referral_id: UUID, to: str = "", text: str) -> Referral:
    """Not competent; `to` names who is, if it is known. Raises NotAChoice at `to`, Missing at `text`."""
    referral = take(actor, referral_id, "decline")
    if to and (to == referral.institution_id or not _known(to)):
        raise NotAChoice("to")
    write_step(actor, referral, "decline", words(text, "text"))
    referral.declined_to_id = to or None
    referral.due_at, referral.reminded_at = due(profile().deadlines.answer), None
    put_back(referral, "declined_to", "due_at", "reminded_at")
    tell_staff(actor, referral, "referral.declined")
    follow(actor, referral.case)
    record(actor, "referral.declined", "referral", referral.pk, to=to)
    return referral


def _known(code: str) -> bool:
    return code in profile().directory and row_of(code).active


@transaction.atomic
def report_outcome(actor: Actor, *, referral_id: UUID, outcome: str, text: str = "") -> Referral:
    """What came of it, as a code of the profile; words are for the centre alone.

    The reporter reads at once the sentence that the profile has for the code, if any, and nothing else (ADR 6).
    Raises NotAChoice at `outcome`.
    """
    referral = take(actor, referral_id, "report_outcome")
    found = next((one for one in profile().referral_outcomes if one.code == outcome), None)
    if found is None:
        raise NotAChoice("outcome")
    write_step(actor, referral, "report_outcome", words(text, "text", needed=False))
    referral.outcome, referral.outcome_at = outcome, clock.now()
    referral.due_at, referral.reminded_at = None, None
    put_back(referral, "outcome", "outcome_at", "due_at", "reminded_at")
    tell_staff(actor, referral, "referral.outcome")
    follow(actor, referral.case, told_outcome=outcome if found.told else "")
    record(actor, "referral.outcome_reported", "referral", referral.pk, outcome=outcome)
    return referral


def _waits_for_institution(referral: Referral) -> None:
    referral.due_at, referral.reminded_at = due(profile().deadlines.outcome), None
