"""What a reporter sees of their own contact, with the key that their code gives."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.evidence.errors import Purged
from smartsafe.evidence.queries import facts
from smartsafe.vault.sealing import RecordKey

from . import message_keys
from .actions.reporting import Conversation
from .models import Attachment, Contact, Message
from .sealed import open_body, open_item_key
from .system_messages import for_reporter

FROM_REPORTER, TO_REPORTER, SYSTEM = "from_reporter", "to_reporter", "system"


@dataclass(frozen=True, slots=True)
class ToldMessage:
    """One bubble. `side` is mine, theirs or system; `files` are names; `new` was not read before."""

    id: UUID
    side: str
    at: datetime
    text: str
    files: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True, slots=True)
class ConversationView:
    """The page behind a code. `progress` is one of rules.STEPS; `outcome` the sentence the profile allows, or empty."""

    number: str
    received_at: datetime
    first_reply_due: datetime | None
    replied: bool
    progress: str
    outcome: str
    closed: bool
    wants_withdrawal: bool
    messages: tuple[ToldMessage, ...]


_SIDES = {FROM_REPORTER: "mine", TO_REPORTER: "theirs", SYSTEM: "system"}


def conversation_view(conversation: Conversation) -> ConversationView:
    """Raises NotFound when the contact is gone. Notes of the staff never come near this page."""
    contact = Contact.objects.select_related("merged_into").filter(pk=conversation.contact_id).first()
    if contact is None or contact.erased_at:
        raise NotFound()
    return ConversationView(
        number=contact.number,
        received_at=contact.received_at,
        first_reply_due=contact.first_reply_due,
        replied=contact.first_replied_at is not None,
        progress=contact.progress,
        outcome=_outcome(contact.told_outcome),
        closed=(contact.merged_into or contact).status == "closed",
        wants_withdrawal=contact.wants_withdrawal,
        messages=_messages(conversation),
    )


def _outcome(code: str) -> str:
    """The profile's sentence for the reporter; empty when it tells none, or knows the code no more."""
    found = next((choice for choice in profile().referral_outcomes if choice.code == code), None)
    return str(found.told) if found and found.told else ""


def _messages(conversation: Conversation) -> tuple[ToldMessage, ...]:
    rows = Message.objects.filter(contact_id=conversation.contact_id, kind__in=_SIDES).order_by("at", "id")
    names = _file_names(conversation)
    told = [
        ToldMessage(
            id=row.id,
            side=_SIDES[row.kind],
            at=row.at,
            text=for_reporter(row.code) if row.code else _words(conversation, row),
            files=tuple(names.get(row.id, ())),
            new=row.kind == TO_REPORTER and row.read_at is None,
        )
        for row in rows
    ]
    return tuple(message for message in told if message.text or message.files or message.side == "mine")


def _key(conversation: Conversation, message: Message) -> RecordKey | None:
    return message_keys.for_reporter(message, conversation.record_key, conversation.private_key)


def _words(conversation: Conversation, message: Message) -> str:
    key = _key(conversation, message)
    return open_body(key, message.id, message.sealed_body) if key else ""


def _file_names(conversation: Conversation) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = {}
    files = Attachment.objects.filter(contact_id=conversation.contact_id).select_related("item", "message")
    for row in files.order_by("id"):
        if (message_key := _key(conversation, row.message)) is None:
            continue
        key = open_item_key(message_key, conversation.contact_id, row.item_id, row.sealed_item_key)
        try:
            names.setdefault(row.message_id, []).append(facts(row.item, key).name)
        except Purged:
            names.setdefault(row.message_id, []).append("—")
    return names
