"""What the actions share: take a case for writing, check words and codes, put it back, tell who is waiting."""

import re
from collections.abc import Iterable
from uuid import UUID

from smartsafe import clock
from smartsafe.contacts.actions.handling import tell_progress
from smartsafe.country.profile import profile
from smartsafe.country.profile.whole import Lists
from smartsafe.errors import NotFound, Stale
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import Erased

from . import rules
from .errors import IsMerged, Missing, NotAChoice, NotACountry, NotFromHere, TooLong, Unreadable
from .models import Case


def take(case_id: UUID) -> Case:
    """The case, locked until the transaction ends. Raises NotFound, Erased, IsMerged (the survivor is worked)."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NotFound()
    if case.erased_at:
        raise Erased()
    if case.merged_into_id:
        raise IsMerged(number=Case.objects.values_list("number", flat=True).get(pk=case.merged_into_id))
    return case


def take_survivor(case_id: UUID) -> Case:
    """The case, or the one that it was merged into, locked. Raises NotFound."""
    into = Case.objects.filter(pk=case_id).values_list("merged_into_id", flat=True)
    return take_survivor(into[0]) if into and into[0] else take(case_id)


def check_version(case: Case, version: int) -> None:
    """Raises Stale when somebody changed the case since `version` was shown."""
    if case.version != version:
        raise Stale()


def put_back(case: Case, *fields: str) -> None:
    """Save the named fields as a new version, and let those who look at the case know."""
    case.changed_at = clock.now()
    case.version += 1
    case.save(update_fields=[*fields, "changed_at", "version"])
    topics = ["cases", f"case:{case.pk}"]
    touch(*topics, *([f"person:{case.assignee_id}"] if case.assignee_id else []))


def go(case: Case, after: str, verb: str, actor: Actor) -> None:
    """Move the case along a step of the table. Raises NotFromHere or NotAllowed. The caller saves."""
    way = rules.step(case.status, after, verb)
    if way is None:
        raise NotFromHere(status=rules.STATUSES[case.status])
    if not any(actor.may(capability) for capability in way.who):
        actor.need(way.who[0])
    case.status = after


def tell_reporters(actor: Actor, case: Case, *, told_outcome: str = "") -> None:
    """Let the contacts of the case show how far it is; those that show it already stay as they are."""
    progress = rules.PROGRESS[case.status]
    told = case.case_contacts.order_by("contact_id").values_list("contact_id", "contact__progress")
    for contact_id, shown in told:
        if shown != progress or told_outcome:
            tell_progress(actor, contact_id=contact_id, progress=progress, told_outcome=told_outcome)


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


def choice(code: str, known: Iterable[str], field: str) -> str:
    """Raises NotAChoice, naming the field."""
    if code not in known:
        raise NotAChoice(field)
    return code


def profile_choice(code: str, kind: Lists, field: str, *, needed: bool = False) -> str:
    """A code of one of the profile's lists, or nothing. Raises NotAChoice, naming the field."""
    return choice(code, profile().codes(kind), field) if code or needed else ""


def country_code(code: str) -> str:
    """Two letters of ISO 3166, or nothing. Raises NotACountry."""
    code = code.strip().upper()
    if code and not re.fullmatch("[A-Z]{2}", code):
        raise NotACountry("host_country")
    return code


def municipality_code(code: str) -> str:
    """Raises NotAChoice."""
    return choice(code, profile().places_by_code, "municipality") if code else ""
