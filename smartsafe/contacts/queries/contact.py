"""One contact with its words opened, but for its conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names
from smartsafe.vault.sealing import CannotOpen

from ..models import Contact
from ..sealed import ContactDetails, open_details, open_subject
from ..ways import Way, current, ways_of
from .opening import SEE, key_of, together_with


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact with its words opened. `erased`: its key was destroyed, only plain facts are left."""

    id: UUID
    number: str
    received_at: datetime
    channel: str
    service: str
    language: str
    status: str
    outcome: str
    progress: str
    told_outcome: str
    urgency: str
    danger: bool
    danger_acknowledged_at: datetime | None
    danger_acknowledged_by: str
    threat: str
    other_threats: list[str]
    harms: list[str]
    place_of_harm: str
    reporter_kind: str
    child_age_band: str
    child_gender: str
    municipality: str
    wants_withdrawal: bool
    assignee_id: UUID | None
    assignee: str
    team_id: UUID | None
    team: str
    merged_into_id: UUID | None
    merged_into: str  # number
    closed_at: datetime | None
    first_reply_due: datetime | None
    first_replied_at: datetime | None
    last_message_at: datetime
    unread: bool
    indexed: bool
    version: int
    subject: str
    details: ContactDetails
    has_receipt: bool
    can_answer: bool  # whether words written now can reach the reporter
    erased: bool
    erased_at: datetime | None  # when, by the rules of retention
    ways: list[Way]  # by which the person can be answered, the one in use first
    merged: list["Merged"]  # what is one conversation with it
    split_from_id: UUID | None
    split_from: str  # number

    @property
    def danger_waits(self) -> bool:
        return self.danger and self.danger_acknowledged_at is None

    @property
    def anonymous(self) -> bool:
        return not self.details.reach

    @property
    def way(self) -> Way | None:
        return current(self.ways)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was merged into a contact, and what its reporter told besides."""

    id: UUID
    number: str
    channel: str
    received_at: datetime
    details: ContactDetails
    has_receipt: bool


NOBODY = UUID(int=0)
PLAIN = (
    "id", "number", "received_at", "channel", "service", "language", "status", "outcome", "progress", "told_outcome",
    "urgency", "danger", "danger_acknowledged_at", "threat", "other_threats", "harms", "place_of_harm",
    "reporter_kind", "child_age_band", "child_gender", "municipality", "wants_withdrawal", "assignee_id", "team_id",
    "merged_into_id", "closed_at", "first_reply_due", "first_replied_at", "last_message_at", "unread", "version",
    "erased_at", "split_from_id",
)  # fmt: skip


def merged_with(viewer: Actor, contact_id: UUID) -> list[UUID]:
    """What is shown with the contact because it was merged into it."""
    viewer.need(SEE)
    return list(Contact.objects.filter(merged_into=contact_id).values_list("pk", flat=True))


def contact_for(viewer: Actor, contact_id: UUID) -> ContactView:
    """Everything about one contact but its conversation. Raises NotAllowed, NotFound, Locked, NotAMember."""
    return view_of(viewer, together_with(viewer, contact_id))


def view_of(viewer: Actor, together: list[Contact]) -> ContactView:
    """Of a contact and what was merged into it, taken out already."""
    contact, *merged = together
    people = names(one for one in (contact.assignee_id, contact.danger_acknowledged_by_id) if one)
    others = [one for one in (contact.merged_into_id, contact.split_from_id) if one]
    numbers_of = numbers(others) if others else {}
    details = {one.id: told for one in (contact, *merged) if (told := _details(viewer, one)) is not None}
    erased, ways = contact.id not in details, ways_of(viewer, [contact, *merged], details)
    plain: dict[str, Any] = {name: getattr(contact, name) for name in PLAIN}
    way = current(ways)
    return ContactView(
        **plain,
        danger_acknowledged_by=people.get(contact.danger_acknowledged_by_id or NOBODY, ""),
        assignee=people.get(contact.assignee_id or NOBODY, ""),
        team=contact.team.name if contact.team else "",
        merged_into=numbers_of.get(contact.merged_into_id or NOBODY, ""),
        indexed=contact.indexed_at is not None,
        subject="" if erased else open_subject(key_of(viewer, contact), contact.id, contact.sealed_subject),
        details=details.get(contact.id, ContactDetails()),
        has_receipt=bool(contact.key_for_receipt),
        can_answer=way is not None and way.takes_words and not erased,
        erased=erased,
        ways=ways,
        merged=[
            Merged(
                one.id, one.number, one.channel, one.received_at, details.get(one.id, ContactDetails()),
                bool(one.key_for_receipt),
            )
            for one in merged
        ],
        split_from=numbers_of.get(contact.split_from_id or NOBODY, ""),
    )  # fmt: skip


def _details(viewer: Actor, contact: Contact) -> ContactDetails | None:
    """None when its key was destroyed."""
    try:
        return open_details(key_of(viewer, contact), contact.id, contact.sealed_details)
    except CannotOpen:
        return None


def numbers(contact_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Numbers by id, in one statement; unknown ids are left out. Opens nothing."""
    return dict(Contact.objects.filter(pk__in=list(contact_ids)).values_list("id", "number"))


def id_of_number(viewer: Actor, number: str) -> UUID:
    """By the full number as it stands on the page. Raises NotFound."""
    viewer.need(SEE)
    contact_id = Contact.objects.filter(number=number.strip().upper()[:30]).values_list("id", flat=True).first()
    if contact_id is None:
        raise NotFound()
    return contact_id
