"""What the desk can ask about contacts. Each question takes the viewer; asking opens, so callers record a look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names
from smartsafe.vault.sealing import CannotOpen, RecordKey

from .family import members
from .message_keys import for_centre
from .models import Attachment, Contact, Message, Outgoing, ReplyDraft
from .outgoing_words import Delivery, delivery_of
from .queries_connected import Connection, connected
from .queries_inbox import FIXED, SEE, Page, QueueCount, Row, inbox, queue_counts, queue_of
from .queries_search import Search, search
from .sealed import ContactDetails, open_body, open_details, open_draft, open_item_key, open_subject
from .system_messages import for_desk
from .ways import Way, current, ways_of

__all__ = [
    "FIXED",
    "Connection",
    "Page",
    "QueueCount",
    "Row",
    "Search",
    "connected",
    "inbox",
    "queue_counts",
    "queue_of",
    "search",
]


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


def _contact(viewer: Actor, contact_id: UUID) -> Contact:
    viewer.need(SEE)
    contact = Contact.objects.filter(pk=contact_id).first()
    if contact is None:
        raise NotFound()
    return contact


def _together(viewer: Actor, contact_id: UUID) -> list[Contact]:
    viewer.need(SEE)
    found = members(contact_id)
    if not found or found[0].id != contact_id:
        raise NotFound()
    return found


def contact_for(viewer: Actor, contact_id: UUID) -> ContactView:
    """Everything about one contact but its conversation. Raises NotAllowed, NotFound, Locked, NotAMember."""
    return _view(viewer, _together(viewer, contact_id))


def _view(viewer: Actor, together: list[Contact]) -> ContactView:
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
        subject="" if erased else open_subject(_key(viewer, contact), contact.id, contact.sealed_subject),
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


def _key(viewer: Actor, contact: Contact) -> RecordKey:
    return viewer.open(contact.key_for_centre)


def _details(viewer: Actor, contact: Contact) -> ContactDetails | None:
    """None when its key was destroyed."""
    try:
        return open_details(_key(viewer, contact), contact.id, contact.sealed_details)
    except CannotOpen:
        return None


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file of a message as a placeholder: what it is, never its content or name."""

    item_id: UUID
    media: str
    size: int
    purged: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message, note or system sentence. `author` is a member of staff's name, "" for the reporter."""

    id: UUID
    kind: str  # from_reporter, to_reporter, note, system
    channel: str
    author_id: UUID | None
    author: str
    at: datetime
    read_at: datetime | None
    text: str
    attachments: list[AttachmentView]
    contact_id: UUID  # whose conversation it is in: of what was merged, its own
    number: str
    delivery: Delivery | None = None  # of a reply that had to leave the house

    @property
    def automatic(self) -> bool:
        """Nobody wrote it: it went out by itself through our own outbox."""
        return self.kind == "to_reporter" and self.author_id is None and self.delivery is not None


def conversation(viewer: Actor, contact_id: UUID, *, alone: bool = False) -> list[MessageView]:
    """Messages and notes, oldest first: five statements. Empty texts when erased. Raises NotAllowed, NotFound, …

    One timeline with what was merged into the contact, unless it is asked for `alone`.
    """
    return _timeline(viewer, [_contact(viewer, contact_id)] if alone else _together(viewer, contact_id))


def opened(viewer: Actor, contact_id: UUID) -> tuple[ContactView, list[MessageView]]:
    """Both `contact_for` and `conversation`, for the page that shows the two."""
    together = _together(viewer, contact_id)
    return _view(viewer, together), _timeline(viewer, together)


def _timeline(viewer: Actor, together: list[Contact]) -> list[MessageView]:
    record_keys = {contact.id: _key_or_none(viewer, contact) for contact in together}
    messages = list(Message.objects.filter(contact__in=together).order_by("at", "id"))
    keys = {message.id: _key_of(viewer, message, record_keys[message.contact_id]) for message in messages}
    people = names(message.author_id for message in messages)
    files: dict[UUID, list[AttachmentView]] = {}
    for file in Attachment.objects.filter(contact__in=together).select_related("item").order_by("id"):
        view = AttachmentView(file.item_id, file.item.media, file.item.size, file.item.purged_at is not None)
        files.setdefault(file.message_id, []).append(view)
    sent = {row.message_id: delivery_of(row) for row in Outgoing.objects.filter(message__contact__in=together)}
    numbers_of = {contact.id: contact.number for contact in together}
    return [
        MessageView(
            id=message.id, kind=message.kind, channel=message.channel, author_id=message.author_id,
            author=people.get(message.author_id, "") if message.author_id else "", at=message.at,
            read_at=message.read_at, text=_text(keys[message.id], message), attachments=files.get(message.id, []),
            delivery=sent.get(message.id), contact_id=message.contact_id,
            number=numbers_of[message.contact_id],
        )
        for message in messages
    ]  # fmt: skip


def _key_or_none(viewer: Actor, contact: Contact) -> RecordKey | None:
    try:
        return viewer.open(contact.key_for_centre)
    except CannotOpen:
        return None


def _key_of(viewer: Actor, message: Message, record_key: RecordKey | None) -> RecordKey | None:
    """What opens the message; None when that was destroyed."""
    try:
        return for_centre(message, record_key, viewer.open) if record_key else None
    except CannotOpen:
        return None


def _text(key: RecordKey | None, message: Message) -> str:
    if message.kind == "system":
        return for_desk(message.code)
    return open_body(key, message.id, message.sealed_body) if key else ""


def record_key(viewer: Actor, contact_id: UUID) -> RecordKey:
    """The contact's record key. Raises NotAllowed, NotFound, Locked, NotAMember, and CannotOpen when erased."""
    return viewer.open(_contact(viewer, contact_id).key_for_centre)


def attachment_key(viewer: Actor, item_id: UUID) -> tuple[UUID, RecordKey]:
    """(contact id, the item's key) of a file that came with a contact. Raises NotFound, CannotOpen, …"""
    viewer.need(SEE)
    file = Attachment.objects.filter(item_id=item_id).select_related("contact", "message").first()
    if file is None:
        raise NotFound()
    key = for_centre(file.message, viewer.open(file.contact.key_for_centre), viewer.open)
    return file.contact_id, open_item_key(key, file.contact_id, item_id, file.sealed_item_key)


def attachment_keys(viewer: Actor, contact_id: UUID) -> list[tuple[UUID, RecordKey]]:
    """(item id, key) of every file of the contact that has not been purged, oldest first."""
    key = record_key(viewer, contact_id)
    files = Attachment.objects.filter(contact_id=contact_id, item__purged_at=None).select_related("message")
    return [
        (
            file.item_id,
            open_item_key(for_centre(file.message, key, viewer.open), contact_id, file.item_id, file.sealed_item_key),
        )
        for file in files.order_by("id")
    ]


def draft(viewer: Actor, contact_id: UUID, kind: str = "reply") -> str:
    """What the viewer typed and has not sent yet; "" for nothing."""
    return drafts(viewer, contact_id).get(kind, "")


def drafts(viewer: Actor, contact_id: UUID) -> dict[str, str]:
    """Every draft of the viewer, by kind. One statement where there is none."""
    kept = ReplyDraft.objects.filter(contact_id=contact_id, person_id=viewer.id).values_list("kind", "sealed_body")
    found = dict(kept)
    key = _key_or_none(viewer, _contact(viewer, contact_id)) if found else None
    return {kind: open_draft(key, contact_id, viewer.id, kind, body) for kind, body in found.items()} if key else {}


def numbers(contact_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Numbers by id, in one statement; unknown ids are left out. Opens nothing."""
    return dict(Contact.objects.filter(pk__in=list(contact_ids)).values_list("id", "number"))


def id_of_number(viewer: Actor, number: str) -> UUID:
    """By the full number as it stands on the page. Raises NotFound."""
    viewer.need(SEE)
    found = Contact.objects.filter(number=number.strip().upper()[:30]).values_list("id", flat=True).first()
    if found is None:
        raise NotFound()
    return found
