"""The conversation of a contact: messages, notes, files, drafts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names
from smartsafe.vault.sealing import CannotOpen, RecordKey

from ..message_keys import for_centre
from ..models import Attachment, Contact, Message, Outgoing, ReplyDraft
from ..outgoing_words import Delivery, delivery_of
from ..sealed import open_body, open_draft, open_item_key
from ..system_messages import for_desk
from .contact import ContactView, view_of
from .opening import SEE, found, key_or_none, record_key, together_with


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
    return _timeline(viewer, [found(viewer, contact_id)] if alone else together_with(viewer, contact_id))


def opened(viewer: Actor, contact_id: UUID) -> tuple[ContactView, list[MessageView]]:
    """Both `contact_for` and `conversation`, for the page that shows the two."""
    together = together_with(viewer, contact_id)
    return view_of(viewer, together), _timeline(viewer, together)


def _timeline(viewer: Actor, together: list[Contact]) -> list[MessageView]:
    record_keys = {contact.id: key_or_none(viewer, contact) for contact in together}
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
    typed = dict(kept)
    key = key_or_none(viewer, found(viewer, contact_id)) if typed else None
    return {kind: open_draft(key, contact_id, viewer.id, kind, body) for kind, body in typed.items()} if key else {}
