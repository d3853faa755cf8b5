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
from .actions.reporting import Conversation, under_code
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
    behind = {one.contact_id: one for one in under_code(conversation)}
    found = {one.pk: one for one in Contact.objects.select_related("merged_into").filter(pk__in=behind)}
    contact = found.get(conversation.contact_id)
    if contact is None or contact.erased_at:
        raise NotFound()
    return ConversationView(
        number=contact.number,
        received_at=contact.received_at,
        first_reply_due=contact.first_reply_due,
        replied=contact.first_replied_at is not None,
        progress=contact.progress,
        outcome=_outcome(contact.told_outcome),
        closed=all((one.merged_into or one).status == "closed" for one in found.values()),
        wants_withdrawal=contact.wants_withdrawal,
        messages=_messages(behind),
    )


def _outcome(code: str) -> str:
    """The profile's sentence for the reporter; empty when it tells none, or knows the code no more."""
    found = next((choice for choice in profile().referral_outcomes if choice.code == code), None)
    return str(found.told) if found and found.told else ""


Behind = dict[UUID, Conversation]  # by contact: everything that one code opens


def _messages(behind: Behind) -> tuple[ToldMessage, ...]:
    rows = Message.objects.filter(contact__in=behind, kind__in=_SIDES).order_by("at", "id")
    names = _file_names(behind)
    told = [
        ToldMessage(
            id=row.id,
            side=_SIDES[row.kind],
            at=row.at,
            text=for_reporter(row.code) if row.code else _words(behind, row),
            files=tuple(names.get(row.id, ())),
            new=row.kind == TO_REPORTER and row.read_at is None,
        )
        for row in rows
    ]
    return tuple(message for message in told if message.text or message.files or message.side == "mine")


def _key(behind: Behind, message: Message) -> RecordKey | None:
    conversation = behind[message.contact_id]
    return message_keys.for_reporter(message, conversation.record_key, conversation.private_key)


def _words(behind: Behind, message: Message) -> str:
    key = _key(behind, message)
    return open_body(key, message.id, message.sealed_body) if key else ""


def _file_names(behind: Behind) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = {}
    files = Attachment.objects.filter(contact__in=behind).select_related("item", "message")
    for row in files.order_by("id"):
        if (message_key := _key(behind, row.message)) is None:
            continue
        key = open_item_key(message_key, row.contact_id, row.item_id, row.sealed_item_key)
        try:
            names.setdefault(row.message_id, []).append(facts(row.item, key).name)
        except Purged:
            names.setdefault(row.message_id, []).append("—")
    return names
