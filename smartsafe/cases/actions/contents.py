"""What stands in a case: its words and codes, notes, people, evidence."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases import rules
from smartsafe.cases.errors import TooManyIdentifiers
from smartsafe.cases.evidence_keys import is_missing_some, take_from_contacts
from smartsafe.cases.indexing import index_words
from smartsafe.cases.models import Case, Involved, Note
from smartsafe.cases.sealed import Details, note_place, summary_place, title_place
from smartsafe.cases.telling import tell_of_danger
from smartsafe.cases.writing import (
    check_version,
    choice,
    country_code,
    municipality_code,
    profile_choice,
    put_back,
    take,
    words,
)
from smartsafe.errors import NotFound
from smartsafe.identifiers import new_id
from smartsafe.notifications.actions import mark_seen
from smartsafe.people.actors import Actor

FACTS = (
    "kind", "urgency", "danger", "threat", "other_threats", "harms", "child_age_band", "child_gender", "municipality",
    "host_country",
)  # fmt: skip


@transaction.atomic
def edit(
    actor: Actor,
    *,
    case_id: UUID,
    version: int,
    title: str,
    summary: str,
    kind: str,
    urgency: str,
    danger: bool,
    threat: str,
    other_threats: Sequence[str] = (),
    harms: Sequence[str] = (),
    child_age_band: str = "",
    child_gender: str = "",
    municipality: str = "",
    host_country: str = "",
) -> Case:
    """Write the case's words and codes anew. Raises Stale when `version` is not the present one, and Invalid kinds.

    Danger that appears must be acknowledged anew.
    """
    actor.need("cases.handle")
    case = take(case_id)
    check_version(case, version)
    key = actor.open(case.key_for_centre)
    title = words(title, "title", most=rules.MAX_TITLE)
    summary = words(summary, "summary", needed=False)
    before = {name: getattr(case, name) for name in FACTS}
    case.kind = choice(kind, rules.KINDS, "kind")
    case.urgency = profile_choice(urgency, "urgencies", "urgency", needed=True)
    case.threat = profile_choice(threat, "threats", "threat", needed=True)
    case.other_threats = [profile_choice(code, "threats", "other_threats") for code in other_threats if code != threat]
    case.harms = [profile_choice(code, "harms", "harms") for code in harms]
    case.child_age_band = profile_choice(child_age_band, "age_bands", "child_age_band")
    case.child_gender = profile_choice(child_gender, "genders", "child_gender")
    case.municipality = municipality_code(municipality)
    case.host_country = country_code(host_country)
    if danger and not case.danger:
        case.danger_acknowledged_at = case.danger_acknowledged_by = None
    case.danger = danger
    case.sealed_title = key.seal_text(title, title_place(case.pk))
    case.sealed_summary = key.seal_text(summary, summary_place(case.pk))
    put_back(
        case, *FACTS, "danger_acknowledged_at", "danger_acknowledged_by", "sealed_title", "sealed_summary"
    )  # fmt: skip
    index_words(actor, case.pk, title, summary)
    changed = sorted(name for name, value in before.items() if getattr(case, name) != value)
    if "danger" in changed:
        tell_of_danger(case)
    record(actor, "case.edited", "case", case.pk, changed=changed)
    return case


@transaction.atomic
def add_note(actor: Actor, *, case_id: UUID, text: str) -> Note:
    """A note for the file. Raises Missing, TooLong, Unreadable at `text`."""
    actor.need("cases.open")
    case = take(case_id)
    note = write_note(actor, case, words(text, "text"))
    put_back(case)
    record(actor, "case.note_added", "case", case.pk)
    return note


def write_note(actor: Actor, case: Case, text: str) -> Note:
    """Seal a note into the case; the caller's action records what it was for."""
    note_id = new_id()
    sealed = actor.open(case.key_for_centre).seal_text(text, note_place(note_id))
    index_words(actor, case.pk, text)
    return Note.objects.create(id=note_id, case=case, author_id=actor.id, at=clock.now(), sealed_body=sealed)


@transaction.atomic
def add_involved(
    actor: Actor, *, case_id: UUID, role: str, name: str = "", identifiers: Sequence[str] = (), text: str = ""
) -> Involved:
    """Somebody whom the case concerns. Identifiers are addresses, handles, e-mails, numbers, one each.

    Raises Missing at `name` when nothing at all is known, TooManyIdentifiers, NotAChoice at `role`.
    """
    actor.need("cases.handle")
    case = take(case_id)
    choice(role, rules.INVOLVED, "role")
    if len(identifiers) > rules.MAX_IDENTIFIERS:
        raise TooManyIdentifiers("identifiers", most=rules.MAX_IDENTIFIERS)
    lines = [words(line, "identifiers", most=2000, needed=False) for line in identifiers]
    known = [line for line in dict.fromkeys(lines) if line]
    name = words(name, "name", most=rules.MAX_NAME, needed=not (known or text.strip()))
    text = words(text, "text", needed=False)
    key, involved_id = actor.open(case.key_for_centre), new_id()
    sealed = Details(name=name, identifiers=known, words=text).sealed(key, involved_id)
    involved = Involved.objects.create(
        id=involved_id, case=case, role=role, sealed_details=sealed, added_at=clock.now()
    )  # fmt: skip
    index_words(actor, case.pk, *known, named=True)
    index_words(actor, case.pk, name, text)
    put_back(case)
    record(actor, "case.involved_added", "case", case.pk, role=role)
    return involved


@transaction.atomic
def remove_involved(actor: Actor, *, case_id: UUID, involved_id: UUID) -> None:
    """Take somebody out of the case. Raises NotFound when the person does not stand in this case."""
    actor.need("cases.handle")
    case = take(case_id)
    involved = Involved.objects.filter(pk=involved_id, case=case).first()
    if involved is None:
        raise NotFound()
    role = involved.role
    involved.delete()
    put_back(case)
    record(actor, "case.involved_removed", "case", case.pk, role=role)


@transaction.atomic
def gather_evidence(actor: Actor, *, case_id: UUID) -> int:
    """Take over the files that the reporters sent since the last time. How many there were."""
    actor.need("cases.see")
    case = take(case_id)
    count = take_from_contacts(actor, case, actor.open(case.key_for_centre))
    if count:
        put_back(case)
        record(actor, "case.evidence_gathered", "case", case.pk, count=count)
    return count


@transaction.atomic
def look(actor: Actor, *, case_id: UUID) -> None:
    """The person opens the case's words. Files that came meanwhile are taken over. Raises NotFound."""
    actor.need("cases.see")
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound()
    if not case.merged_into_id and is_missing_some(case):
        gather_evidence(actor, case_id=case_id)
    mark_seen(actor, object_id=case.pk)
    record(actor, "case.looked", "case", case.pk)
