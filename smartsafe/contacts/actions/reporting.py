"""What a reporter may do. The public face may reach it: nothing here opens what the reporter's own key does not."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import REPORTER, Who, record
from smartsafe.country import hours
from smartsafe.country.numbers import next_number
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.evidence.actions import keep
from smartsafe.evidence.uploads import SealedUpload
from smartsafe.live.actions import touch
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.receipts import ReceiptKey, digits_of, new_code, receipt_key
from smartsafe.vault.sealing import CannotOpen, RecordKey

from ..answers import MAX_TEXT, AnswerFile, Answers, checked, subject_of
from ..errors import NothingTold, TooLong
from ..family import lock_conversation, standing, topics
from ..models import Attachment, Contact, Message
from ..rules import CONTACT
from ..sealed import seal_body, seal_details, seal_item_key, seal_subject
from ..telling import tell_of_danger, tell_of_withdrawal, tell_reporter_wrote

# What a person could type as a code at most; anything longer costs the same work and is as wrong.
MAX_TYPED_CODE = 64
URGENCIES = ("immediate", "high", "normal", "low")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Shown once: the code (sixteen digits, no spaces), the contact's number, until when we answer."""

    code: str
    number: str
    reply_by: datetime
    contact_id: UUID | None = field(default=None, compare=False)  # for whoever took the report in; no page shows it

    def __repr__(self) -> str:
        return f"Receipt({self.number})"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A reporter's way into their own contact. `private_key` is the receipt's; it never stands in the database."""

    contact_id: UUID
    record_key: RecordKey
    private_key: bytes

    def __repr__(self) -> str:
        return "Conversation(…)"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code with its key. Deriving the key is slow by design: draw it before anything is locked."""

    code: str
    key: ReceiptKey

    def __repr__(self) -> str:
        return "Drawn(…)"


def draw(code: str = "") -> Drawn:
    """A new code, or the key of one drawn before. Raises NoKeyring, TooBusy."""
    code = code or new_code()
    return Drawn(code, receipt_key(code))


def take_in(
    actor: Who = REPORTER, *, answers: Answers, channel: str = "form", language: str, drawn: Drawn | None = None
) -> Receipt:
    """A new contact with its first message and files. Raises NothingTold, TooLong, UnknownChoice, NoKeyring, TooBusy.

    `drawn`: for callers that hold a transaction of their own, and where a second press must find the same contact.
    """
    return _take_in(actor, checked(answers), channel, language, drawn or draw())


@transaction.atomic
def _take_in(actor: Who, answers: Answers, channel: str, language: str, drawn: Drawn) -> Receipt:
    receipt = drawn.key
    key, now = RecordKey.new(), clock.now()
    plain = _plain(answers)
    due = hours.add_working_hours(now, profile().deadlines.first_reply[plain["urgency"]])
    contact = Contact(
        **plain,
        received_at=now,
        channel=channel,
        language=language,
        status="new",
        last_message_at=now,
        first_reply_due=due,
        key_for_centre=key.sealed_to(public_key_of(CENTRE)),
        key_for_receipt=key.sealed_to(receipt.public),
        receipt_public_key=receipt.public,
        receipt_lookup=receipt.lookup,
    )
    contact.sealed_subject = seal_subject(key, contact.id, subject_of(answers))
    contact.sealed_details = seal_details(key, contact.id, answers.details)
    contact.number = next_number("contact")
    contact.save(force_insert=True)
    _add_message(contact, key, text=answers.text, files=answers.files, submission=None)
    touch("inbox")
    if contact.danger:
        tell_of_danger(contact)
    record(
        actor, "contact.received", "contact", contact.id, channel=channel, service=contact.service,
        danger=contact.danger,
    )  # fmt: skip
    return Receipt(drawn.code, contact.number, due, contact.id)


def _plain(answers: Answers) -> dict[str, Any]:
    """The plain columns: codes for queues and statistics, nothing else."""
    known = [profile().threat(code) for code in answers.threats]
    harms = [harm for threat in known for harm in threat.harms]
    urgency = min((threat.urgency for threat in known), key=URGENCIES.index, default="normal")
    danger = bool(answers.danger)
    return {
        "service": answers.service,
        "threat": answers.threats[0] if answers.threats else "",
        "other_threats": answers.threats[1:],
        "harms": list(dict.fromkeys(harms)),
        "place_of_harm": answers.place_of_harm,
        "reporter_kind": answers.told_kind,
        "child_age_band": answers.age_band,
        "child_gender": answers.gender,
        "municipality": answers.municipality,
        "danger": danger,
        "urgency": URGENCIES[0] if danger else urgency,
    }


def _add_message(
    contact: Contact,
    key: RecordKey,
    *,
    text: str,
    files: Sequence[AnswerFile],
    submission: UUID | None,
) -> Message:
    message = Message(
        contact=contact, kind="from_reporter", channel=contact.channel, at=clock.now(), submission=submission
    )
    message.sealed_body = seal_body(key, message.id, text)
    message.save(force_insert=True)
    attach(message, key, files)
    return message


def attach(message: Message, key: RecordKey, files: Sequence[AnswerFile]) -> None:
    """Files become part of the message; their keys are sealed under the key that opens it."""
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            contact_id=message.contact_id,
            item_id=file.item_id,
            sealed_item_key=seal_item_key(key, message.contact_id, file.item_id, file.key),
        )
        for file in files
    )


def open_conversation(code: str) -> Conversation | None:
    """By the code as typed, with anything between the digits. The same work whether it exists or not."""
    receipt = receipt_key(digits_of(code[:MAX_TYPED_CODE]))
    found = Contact.objects.filter(receipt_lookup=receipt.lookup).values_list("id", flat=True).first()
    try:
        return resume(found, receipt.private)
    except NotFound:
        return None


def resume(contact_id: UUID | None, private_key: bytes) -> Conversation:
    """Into a contact with the receipt's private key. Raises NotFound, also when the contact was erased."""
    contact_id = contact_id or UUID(int=0)
    sealed = Contact.objects.filter(pk=contact_id).values_list("key_for_receipt", flat=True).first()
    try:
        return Conversation(contact_id, RecordKey.opened_by(private_key, sealed or b""), private_key)
    except CannotOpen:
        raise NotFound() from None


def under_code(conversation: Conversation) -> list[Conversation]:
    """The code's own contact first, then what was split off from it as the same person's, in their order."""
    found = [conversation]
    split = Contact.objects.filter(split_from=conversation.contact_id, erased_at=None, key_for_receipt__isnull=False)
    for contact_id, sealed in split.order_by("pk").values_list("pk", "key_for_receipt"):
        with suppress(CannotOpen):
            key = RecordKey.opened_by(conversation.private_key, sealed or b"")
            found.append(Conversation(contact_id, key, conversation.private_key))
    return found


def _last_asked(conversation: Conversation) -> Conversation:
    """Where somebody wrote to the reporter last: what they write now answers that."""
    behind = {one.contact_id: one for one in under_code(conversation)}
    if len(behind) == 1:
        return conversation
    replies = Message.objects.filter(contact__in=behind, kind="to_reporter").order_by("-at", "-id")
    asked = replies.values_list("contact_id", flat=True).first()
    return behind[asked] if asked else conversation


@transaction.atomic
def write_more(
    conversation: Conversation,
    *,
    text: str,
    uploads: Sequence[SealedUpload] = (),
    submission: UUID | None = None,
) -> None:
    """Another message from the reporter; a closed contact opens again. Nothing happens when `submission` was used.

    Raises NothingTold, TooLong, NotFound.
    """
    text = text.replace("\0", "").strip()
    if len(text) > MAX_TEXT:
        raise TooLong("text", count=len(text), limit=MAX_TEXT)
    if not (text or uploads):
        raise NothingTold("text")
    conversation = _last_asked(conversation)
    contact = _locked(conversation)
    if submission and Message.objects.filter(submission=submission).exists():
        return
    files = kept_files(uploads)
    _add_message(contact, conversation.record_key, text=text, files=files, submission=submission)
    wake(contact)
    record(REPORTER, "contact.reporter_wrote", "contact", contact.id, files=len(files))


def _locked(conversation: Conversation) -> Contact:
    lock_conversation(conversation.contact_id)
    contact = Contact.objects.select_for_update().filter(pk=conversation.contact_id).first()
    if contact is None or contact.erased_at:
        raise NotFound()
    return contact


def wake(contact: Contact, *also: str, at: datetime | None = None) -> None:
    """The reporter wrote: unread, up in the queue, open again. Its exact values are to be indexed again.

    What was merged stays so: what it continues in wakes instead, and takes on the columns `also`.
    """
    contact.indexed_at = None
    head = standing(contact)
    if head is not contact:
        contact.last_message_at = max(contact.last_message_at, at or clock.now())
        contact.save(update_fields=["indexed_at", "last_message_at", *also])
        touch(f"contact:{contact.id}")
        told, contact = contact, head
        for name in also:
            setattr(contact, name, getattr(told, name))
    if contact.status == "closed":
        contact.outcome, contact.closed_at = "", None
        if contact.progress == "concluded" and not contact.told_outcome:
            contact.progress = "handling"
    contact.status = CONTACT.after("hear", contact.status)
    contact.unread = True
    contact.last_message_at = max(contact.last_message_at, at or clock.now())
    contact.version += 1
    changed = ("status", "outcome", "closed_at", "progress", "unread", "last_message_at", "indexed_at", "version")
    contact.save(update_fields=[*changed, "merged_into", *also])
    touch("inbox", f"contact:{contact.id}")
    (tell_of_withdrawal if "wants_withdrawal" in also else tell_reporter_wrote)(contact)


@transaction.atomic
def ask_withdrawal(conversation: Conversation) -> None:
    """The reporter asks that nothing more be done. A wish for the staff to answer, not an erasure. Harmless twice."""
    contact = _locked(conversation)
    if contact.wants_withdrawal:
        return
    contact.wants_withdrawal = True
    Message.objects.create(
        contact=contact, kind="system", channel=contact.channel, at=clock.now(), code="withdrawal_asked"
    )
    wake(contact, "wants_withdrawal")
    record(REPORTER, "contact.withdrawal_asked", "contact", contact.id)


@transaction.atomic
def tell_danger(conversation: Conversation) -> None:
    """The reporter says that somebody is in danger now: to the top of every queue. Harmless twice."""
    contact = _locked(conversation)
    head = standing(contact)
    if head.danger and head.danger_acknowledged_at is None:
        return
    contact.danger, contact.urgency = True, URGENCIES[0]
    contact.danger_acknowledged_at = contact.danger_acknowledged_by = None
    Message.objects.create(contact=contact, kind="system", channel=contact.channel, at=clock.now(), code="danger_told")
    wake(contact, "danger", "urgency", "danger_acknowledged_at", "danger_acknowledged_by")
    tell_of_danger(head)
    record(REPORTER, "contact.danger_told", "contact", contact.id)


def mark_read(conversation: Conversation, *, quietly: bool = False) -> None:
    """The reporter has seen every reply that stands in the conversation now; `quietly`: no open page need know."""
    behind = [one.contact_id for one in under_code(conversation)]
    unread = Message.objects.filter(contact__in=behind, kind="to_reporter", read_at=None)
    if unread.update(read_at=clock.now()) and not quietly:
        touch(*topics(*behind))


def kept_files(uploads: Sequence[SealedUpload]) -> list[AnswerFile]:
    """Files as they arrived, kept as items of evidence, ready to be part of answers or of a message."""
    return [AnswerFile(item.id, key) for item, key in map(keep, uploads)]
