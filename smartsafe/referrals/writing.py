"""What the actions share: take a referral for writing, check the right and the state, put it back, tell who waits."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from smartsafe import clock
from smartsafe.cases import rules as cases
from smartsafe.cases.actions import advance
from smartsafe.cases.models import Case
from smartsafe.country.hours import add_working_hours
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound, Stale
from smartsafe.identifiers import new_id
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import officers_of
from smartsafe.vault.public_keys import institution_owner
from smartsafe.vault.sealing import RecordKey

from . import rules
from .errors import Missing, NotNow, OnThePortal, TooLong, Unreadable
from .models import Referral, Step
from .sealed import words_place

WHO = {line.verb: line.who for line in rules.REFERRAL}


def take(actor: Actor, referral_id: UUID, verb: str) -> Referral:
    """The referral, locked until the transaction ends, moved along the table by `verb`. The caller saves.

    Raises NotAllowed, NotFound (also for another institution's), OnThePortal, NotNow.
    """
    referral = may_see(actor, Referral.objects.select_for_update(), referral_id)
    _need(actor, referral, verb)
    line = rules.line(referral.status, verb, accepted=referral.accepted_at is not None)
    if line is None:
        raise NotNow(status=rules.STATUSES[referral.status])
    referral.status = line.after
    return referral


def may_see(actor: Actor, among: Any, referral_id: UUID) -> Referral:
    """One of the query set, if the actor may see it: staff all, an officer what was delivered to the institution.

    Raises NotAllowed, NotFound.
    """
    if actor.may("portal"):
        among = among.filter(institution_id=actor.institution, status__in=rules.SEEN_BY_INSTITUTION)
        among = among.exclude(delivered_at=None)
    else:
        actor.need("referrals.see")
    referral: Referral | None = among.filter(pk=referral_id).first()
    if referral is None:
        raise NotFound()
    return referral


def _need(actor: Actor, referral: Referral, verb: str) -> None:
    if WHO[verb] != rules.PORTAL:
        actor.need(WHO[verb])
    elif not actor.may(rules.PORTAL):
        actor.need(rules.PREPARE)
        if officers_of(referral.institution_id):
            raise OnThePortal()


def key_of(actor: Actor, referral: Referral) -> RecordKey:
    """The record key, by the keyring that the actor is a member of. Raises Locked, NotAMember, CannotOpen."""
    if actor.may("portal"):
        return actor.open(referral.key_for_institution, institution_owner(actor.institution))
    return actor.open(referral.key_for_centre)


def check_version(referral: Referral, version: int) -> None:
    """Raises Stale when somebody changed the referral since `version` was shown."""
    if referral.version != version:
        raise Stale()


def put_back(referral: Referral, *fields: str) -> None:
    """Save the named fields as a new version, and let those who look at it know."""
    referral.changed_at = clock.now()
    referral.version += 1
    referral.save(update_fields=[*fields, "status", "changed_at", "version"])
    topics = ["referrals", f"referral:{referral.pk}", f"case:{referral.case_id}"]
    touch(*topics, f"institution:{referral.institution_id}")


def write_step(
    actor: Actor, referral: Referral, kind: str, text: str = "", *, files: Sequence[dict[str, Any]] = ()
) -> Step:
    """Remember who did what, and the words that belong to it, sealed under the referral's key."""
    step = Step(id=new_id(), referral=referral, kind=kind, by_id=actor.id, at=clock.now())
    if text or files:
        said = {"text": text, "files": list(files)}
        step.sealed_words = key_of(actor, referral).seal_json(said, words_place(step.pk))
    step.save(force_insert=True)
    return step


def words(value: str, field: str, *, most: int = rules.MAX_WORDS, needed: bool = True) -> str:
    """The text without surrounding space. Raises Missing, TooLong or Unreadable, naming the field."""
    value = value.replace("\r\n", "\n").strip()
    if "\x00" in value:
        raise Unreadable(field)
    if needed and not value:
        raise Missing(field)
    if len(value) > most:
        raise TooLong(field, most=most)
    return value


def due(hours: float) -> datetime:
    """So many working hours from now."""
    return add_working_hours(clock.now(), hours)


def tell_staff(actor: Actor, referral: Referral, kind: str, also: Iterable[UUID] = ()) -> None:
    """A notice to who prepared it, to who has the case, and to those named; never to who acts."""
    whom = {referral.prepared_by_id, *also}
    if referral.case.assignee_id:
        whom.add(referral.case.assignee_id)
    tell(whom - {actor.id}, kind, "referral", referral.pk, referral.number)


def tell_officers(referral: Referral, kind: str) -> None:
    officers = [person_id for person_id, _ in officers_of(referral.institution_id)]
    tell(officers, kind, "referral", referral.pk, referral.number)


def follow(actor: Actor, case: Case, *, told_outcome: str = "") -> None:
    """Move the case to where its referrals are together. Where the case's own table has no such way, it stays."""
    now = Case.objects.values_list("status", flat=True).get(pk=case.pk)
    to = _state_of_case(set(Referral.objects.filter(case_id=case.pk).values_list("status", "outcome")))
    way = cases.step(now, to, "advance")
    allowed = way is not None and any(actor.may(capability) for capability in way.who)
    if allowed or told_outcome:
        advance(actor, case_id=case.pk, to=to if allowed else now, told_outcome=told_outcome)


def _state_of_case(referrals: set[tuple[str, str]]) -> str:
    statuses = {status for status, _ in referrals}
    if statuses & set(rules.WITH_INSTITUTION) - {rules.DELIVERED}:
        return cases.WITH_INSTITUTION
    if rules.DELIVERED in statuses:
        return cases.REFERRED
    if statuses & set(rules.IN_PREPARATION):
        return cases.REFERRAL_PREPARED
    if any(outcome for _, outcome in referrals):
        return cases.OUTCOME_KNOWN
    return cases.OPEN


def urgent_hours(referral: Referral) -> float:
    """Working hours that the institution has to confirm receipt."""
    deadlines = profile().deadlines
    return deadlines.acknowledgement_urgent if referral.urgent else deadlines.acknowledgement
