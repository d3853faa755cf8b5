"""One case, opened: what its page shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from smartsafe.cases import rules
from smartsafe.cases.models import Case, CaseContact
from smartsafe.cases.sealed import Details, note_place, summary_place, title_place
from smartsafe.contacts.family import in_conversation
from smartsafe.contacts.models import Contact
from smartsafe.contacts.sealed import open_subject
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names
from smartsafe.vault.sealing import CannotOpen, RecordKey

from .tasks import TaskRow, rows_of


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another case, by its number."""

    id: UUID
    number: str
    status: str

    @property
    def status_label(self) -> str:
        return str(rules.STATUSES[self.status])


@dataclass(frozen=True, slots=True)
class ContactInCase:
    """A contact of the case. `subject` is empty where its key was destroyed."""

    id: UUID
    number: str
    channel: str
    received_at: datetime
    status: str
    progress: str
    subject: str
    danger: bool
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvolvedView:
    id: UUID
    role: str
    details: Details

    @property
    def role_label(self) -> str:
        return str(rules.INVOLVED[self.role])


@dataclass(frozen=True, slots=True)
class NoteView:
    id: UUID
    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case and all that stands in it, opened. Codes are the profile's and `rules`'."""

    id: UUID
    number: str
    version: int
    status: str
    kind: str
    title: str
    summary: str
    urgency: str
    danger: bool
    danger_acknowledged_at: datetime | None
    danger_acknowledged_by: str
    threat: str
    other_threats: list[str]
    harms: list[str]
    child_age_band: str
    child_gender: str
    municipality: str
    host_country: str
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    changed_at: datetime
    assignee_id: UUID | None
    assignee: str
    merged_into: Neighbour | None
    merged: list[Neighbour]
    linked: list[Neighbour]
    contacts: list[ContactInCase]
    involved: list[InvolvedView]
    notes: list[NoteView]
    tasks: list[TaskRow]
    verbs: frozenset[str]
    erased_at: datetime | None

    @property
    def status_label(self) -> str:
        return str(rules.STATUSES[self.status])

    @property
    def kind_label(self) -> str:
        return str(rules.KINDS[self.kind])

    @property
    def burning(self) -> bool:
        return self.danger and self.danger_acknowledged_at is None and self.status != rules.CLOSED

    @property
    def readable(self) -> bool:
        """False when the case's key was destroyed: facts remain, words are gone."""
        return bool(self.title)


def _case(viewer: Actor, case_id: UUID) -> Case:
    viewer.need("cases.see")
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NotFound()
    return case


def record_key(viewer: Actor, case_id: UUID) -> RecordKey:
    """The case's record key. Raises NotFound, Locked, NotAMember, and CannotOpen for one that was destroyed."""
    return viewer.open(_case(viewer, case_id).key_for_centre)


def case_of_contact(viewer: Actor, contact_id: UUID) -> Neighbour | None:
    """The case to which a contact belongs, or what was merged into it, if any. For the contact's page."""
    if not viewer.may("cases.see"):
        return None
    # The contacts first: asked for both at once across the join, the database would read the contacts of every case.
    whole = Contact.objects.filter(in_conversation(contact_id)).values("pk")
    joined = CaseContact.objects.filter(contact__in=whole).values_list("case_id", "case__number", "case__status")
    found = joined.order_by("pk").first()
    return Neighbour(*found) if found else None


def summary_line(viewer: Actor, case_id: UUID) -> tuple[str, str]:
    """(number, title) of a case, for the head of pages about a part of it."""
    case = _case(viewer, case_id)
    return case.number, viewer.open(case.key_for_centre).open_text(case.sealed_title, title_place(case_id))


def threats_of(viewer: Actor, case_id: UUID) -> list[str]:
    """The codes of what threatens, the main one first. Opens nothing. Raises NotFound."""
    case = _case(viewer, case_id)
    return [case.threat, *case.other_threats]


def _neighbours(found: QuerySet[Case]) -> list[Neighbour]:
    return [Neighbour(*one) for one in found.order_by("number").values_list("pk", "number", "status")]


def _contact(viewer: Actor, joined: CaseContact) -> ContactInCase:
    contact = joined.contact
    try:
        subject = open_subject(viewer.open(contact.key_for_centre), contact.pk, contact.sealed_subject)
    except CannotOpen:
        subject = ""
    return ContactInCase(
        id=contact.pk,
        number=contact.number,
        channel=contact.channel,
        received_at=contact.received_at,
        status=contact.status,
        progress=contact.progress,
        subject=subject,
        danger=contact.danger,
        erased_at=contact.erased_at,
    )


def _verbs(viewer: Actor, case: Case) -> frozenset[str]:
    """What this person may do with the case as it stands."""
    if case.merged_into_id or case.erased_at:
        return frozenset()
    verbs = {
        way.verb
        for way in rules.CASE
        if way.before == case.status and way.verb != "advance" and any(viewer.may(code) for code in way.who)
    }
    if viewer.may("cases.open"):
        verbs |= {"add_note", "add_contact"}
    if viewer.may("cases.handle"):
        verbs |= {"edit", "add_involved", "add_task", "link", "assign", "remove_contact"}
    if viewer.may("referrals.prepare") and case.status != rules.CLOSED:
        verbs.add("refer")
    if viewer.may("danger.acknowledge") and case.danger and not case.danger_acknowledged_at:
        verbs.add("acknowledge_danger")
    return frozenset(verbs)


def case_for(viewer: Actor, case_id: UUID) -> CaseView:
    """The case, opened. Reading it is recorded by `actions.look`, which a page calls first. Raises NotFound."""
    case = _case(viewer, case_id)
    try:
        key: RecordKey | None = viewer.open(case.key_for_centre)
    except CannotOpen:
        key = None
    joined = case.case_contacts.select_related("contact").order_by("added_at", "id")
    notes = list(case.notes.order_by("-at", "-id")) if key else []
    known = (case.opened_by_id, case.danger_acknowledged_by_id, case.assignee_id, *(note.author_id for note in notes))
    people = names(one for one in known if one)
    return CaseView(
        id=case.pk,
        number=case.number,
        version=case.version,
        status=case.status,
        kind=case.kind,
        title=key.open_text(case.sealed_title, title_place(case.pk)) if key else "",
        summary=key.open_text(case.sealed_summary, summary_place(case.pk)) if key else "",
        urgency=case.urgency,
        danger=case.danger,
        danger_acknowledged_at=case.danger_acknowledged_at,
        danger_acknowledged_by=people.get(case.danger_acknowledged_by_id, "") if case.danger_acknowledged_by_id else "",
        threat=case.threat,
        other_threats=case.other_threats,
        harms=case.harms,
        child_age_band=case.child_age_band,
        child_gender=case.child_gender,
        municipality=case.municipality,
        host_country=case.host_country,
        opened_at=case.opened_at,
        opened_by=people.get(case.opened_by_id, ""),
        closed_at=case.closed_at,
        changed_at=case.changed_at,
        assignee_id=case.assignee_id,
        assignee=people.get(case.assignee_id, "") if case.assignee_id else "",
        merged_into=next(iter(_neighbours(Case.objects.filter(pk=case.merged_into_id))), None)
        if case.merged_into_id
        else None,
        merged=_neighbours(case.merged.all()),
        linked=_neighbours(case.linked.all()),
        contacts=[_contact(viewer, row) for row in joined],
        involved=[
            InvolvedView(one.pk, one.role, Details.opened(key, one.pk, one.sealed_details))
            for one in (case.involved.order_by("added_at", "id") if key else ())
            if key
        ],
        notes=[
            NoteView(
                note.pk, people.get(note.author_id, ""), note.at, key.open_text(note.sealed_body, note_place(note.pk))
            )
            for note in notes
            if key
        ],
        tasks=rows_of(viewer, case, key),
        verbs=_verbs(viewer, case),
        erased_at=case.erased_at,
    )
