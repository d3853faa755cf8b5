"""What the desk makes of a contact: its assessment, and immediate danger seen by a supervisor."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.profile import Lists, profile
from smartsafe.people.actors import Actor

from ...answers import MAX_LINE
from ...errors import DangerNeedsSupervisor, NoDanger, TooLong, UnknownChoice
from ...models import Contact
from ...sealed import seal_subject
from ...telling import danger_is_seen, tell_of_danger
from .. import indexing
from .locking import keep, locked, move


class Facts(TypedDict, total=False):
    """The plain columns of an assessment: codes of the profile. What is left out stays as it is."""

    threat: str
    other_threats: list[str]
    harms: list[str]
    urgency: str
    danger: bool
    child_age_band: str
    child_gender: str
    municipality: str
    place_of_harm: str
    reporter_kind: str
    service: str


# column → list of the profile, and whether it may stay empty
LISTS: dict[str, tuple[Lists, bool]] = {
    "threat": ("threats", True),
    "urgency": ("urgencies", False),
    "child_age_band": ("age_bands", True),
    "child_gender": ("genders", True),
    "place_of_harm": ("places_of_harm", True),
    "reporter_kind": ("reporter_kinds", True),
    "service": ("services", False),
}
SEVERAL: dict[str, Lists] = {"other_threats": "threats", "harms": "harms"}


def checked_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """The facts with each code known to the profile. Raises UnknownChoice, naming the field."""
    known, plain = profile(), dict[str, Any](facts)
    for name, (kind, may_be_empty) in LISTS.items():
        value = plain.get(name)
        if value is not None and not (may_be_empty and value == "") and value not in known.codes(kind):
            raise UnknownChoice(name)
    for name, kind in SEVERAL.items():
        if not known.codes(kind).issuperset(plain.get(name, ())):
            raise UnknownChoice(name)
        if name in plain:
            plain[name] = list(dict.fromkeys(plain[name]))
    if plain.get("municipality") and plain["municipality"] not in known.places_by_code:
        raise UnknownChoice("municipality")
    return plain


def with_defaults(facts: Facts) -> Facts:
    """Harms, service and urgency of the threat where nothing else was told."""
    full = facts.copy()
    if full.get("threat"):
        threat = profile().threat(full["threat"])
        full["harms"] = full.get("harms") or list(threat.harms)
        full["service"] = full.get("service") or threat.service
        full["urgency"] = full.get("urgency") or threat.urgency
    if full.get("danger"):
        full["urgency"] = "immediate"
    return full


def one_line(subject: str) -> str:
    """A subject on one line. Raises TooLong."""
    subject = " ".join(subject.replace("\0", " ").split())
    if len(subject) > MAX_LINE:
        raise TooLong("subject", count=len(subject), limit=MAX_LINE)
    return subject


def _change_danger(actor: Actor, contact: Contact, danger: bool) -> None:
    if contact.danger and not danger and not contact.danger_acknowledged_at and not actor.may("danger.acknowledge"):
        raise DangerNeedsSupervisor()
    contact.danger = danger
    contact.danger_acknowledged_at, contact.danger_acknowledged_by = None, None


@transaction.atomic
def triage(
    actor: Actor, *, contact_id: UUID, version: int | None = None, subject: str | None = None, **facts: Unpack[Facts]
) -> Contact:
    """Assess the contact. Raises Stale, UnknownChoice, TooLong, NotNow, DangerNeedsSupervisor."""
    plain = checked_facts(facts)
    contact = locked(actor, contact_id, version=version)
    move(contact, "take")
    changed = sorted(name for name, value in plain.items() if getattr(contact, name) != value)
    if "danger" in changed:
        _change_danger(actor, contact, plain["danger"])
        if contact.danger:
            tell_of_danger(contact)
    for name in changed:
        setattr(contact, name, plain[name])
    if contact.threat in contact.other_threats:
        contact.other_threats = [code for code in contact.other_threats if code != contact.threat]
    if subject is not None and (line := one_line(subject)):
        contact.sealed_subject = seal_subject(actor.open(contact.key_for_centre), contact.id, line)
        indexing.put(actor, contact.id, line)
    keep(
        contact, "status", *changed, "other_threats", "sealed_subject", "danger_acknowledged_at",
        "danger_acknowledged_by",
    )  # fmt: skip
    record(
        actor, "contact.triaged", "contact", contact.id, changed=changed, threat=contact.threat,
        urgency=contact.urgency, danger=contact.danger,
    )  # fmt: skip
    return contact


@transaction.atomic
def acknowledge_danger(actor: Actor, *, contact_id: UUID) -> Contact:
    """A supervisor has seen the danger and takes care that somebody acts. Raises NoDanger."""
    contact = locked(actor, contact_id, need="danger.acknowledge")
    if not contact.danger or contact.danger_acknowledged_at:
        raise NoDanger()
    contact.danger_acknowledged_at, contact.danger_acknowledged_by_id = clock.now(), actor.id
    keep(contact, "danger_acknowledged_at", "danger_acknowledged_by")
    danger_is_seen(contact)
    record(actor, "contact.danger_acknowledged", "contact", contact.id)
    return contact
