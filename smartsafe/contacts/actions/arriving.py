"""What comes in from outside while perhaps nobody is signed in: the worker takes it in, and can open none of it later.

A contact that begins has its record key at hand. A message to one that exists gets a key of its own, since the
contact's cannot be opened here. Messages stand in the order of their own time, whenever they arrive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.country import hours
from smartsafe.country.numbers import next_number
from smartsafe.country.profile import profile
from smartsafe.errors import DomainError, NotFound
from smartsafe.evidence.actions import keep_bytes
from smartsafe.live.actions import touch
from smartsafe.once import once
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import RecordKey

from ..answers import MAX_LINE, MAX_TEXT, AnswerFile, Answers, subject_of
from ..errors import UnknownChoice
from ..family import lock_conversation, standing
from ..models import Contact, Message
from ..rules import CLOSED, CONTACT, REOPENS_FOR_DAYS
from ..sealed import ContactDetails, seal_body, seal_details, seal_subject
from .handling.assessment import Facts, checked_facts, tell_of_danger, with_defaults
from .reporting import attach, wake

File = tuple[str, bytes]  # name, content


@dataclass(frozen=True, slots=True)
class Arrived:
    contact_id: UUID
    message_id: UUID


def _before(submission: UUID | None) -> Arrived | None:
    """What the same event became when it was taken in before."""
    if submission is None:
        return None
    found = Message.objects.filter(submission=submission).values_list("contact_id", "id").first()
    return Arrived(*found) if found else None


def _moment(at: datetime | None) -> datetime:
    """The sender's own time, which no clock that runs ahead may push into the future."""
    now = clock.now()
    return min(at, now) if at else now


def _known(facts: dict[str, Any]) -> Facts:
    """Those of the facts that the profile knows: what a machine guesses wrong must not lose a report."""
    kept: dict[str, Any] = {}
    for name, value in facts.items():
        if name not in Facts.__annotations__:
            continue
        try:
            kept |= checked_facts({name: value})
        except UnknownChoice:
            continue
    return kept  # type: ignore[return-value]


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """The plain columns; service, urgency and harms follow the threat where they are not told."""
    known = with_defaults(_known(facts))
    return {"service": "helpline", "urgency": "normal", **known}


@once(_before)
@transaction.atomic
def begin(
    actor: Who,
    *,
    channel: str,
    text: str,
    files: Iterable[File] = (),
    details: ContactDetails | None = None,
    language: str = "",
    threat: str = "",
    subject: str = "",
    at: datetime | None = None,
    submission: UUID | None = None,
    facts: dict[str, Any] | None = None,
    left_out: int = 0,
) -> Arrived:
    """A new contact. `facts` are further plain columns; codes that the profile does not know are left out.

    `left_out` counts files that came with it and are not here: the desk reads that there were some. Twice with one
    `submission` is once. Raises NoKeyring.
    """
    if before := _before(submission):
        return before
    key, now = RecordKey.new(), clock.now()
    plain = _plain({**(facts or {}), "threat": threat})
    languages = {one.code for one in profile().languages}
    contact = Contact(
        **plain,
        channel=channel,
        language=language if language in languages else profile().languages[0].code,
        status="new",
        received_at=now,
        last_message_at=_moment(at),
        first_reply_due=hours.add_working_hours(now, profile().deadlines.first_reply[plain["urgency"]]),
        key_for_centre=key.sealed_to(public_key_of(CENTRE)),
    )
    title = " ".join(subject.replace("\0", " ").split())[:MAX_LINE]
    told = Answers(text=text[:MAX_TEXT], threats=[contact.threat] if contact.threat else [])
    contact.sealed_subject = seal_subject(key, contact.id, title or subject_of(told))
    contact.sealed_details = seal_details(key, contact.id, details or ContactDetails())
    contact.number = next_number("contact")
    contact.save(force_insert=True)
    message = _message(contact, channel=channel, at=_moment(at), submission=submission)
    _write(message, key, text, files, left_out)
    if contact.danger:
        tell_of_danger(contact)
    touch("inbox")
    record(
        actor, "contact.received", "contact", contact.id, channel=channel, service=contact.service,
        danger=contact.danger,
    )  # fmt: skip
    return Arrived(contact.id, message.id)


@once(_before)
@transaction.atomic
def hear(
    actor: Who,
    *,
    contact_id: UUID,
    channel: str,
    text: str,
    files: Iterable[File] = (),
    at: datetime | None = None,
    submission: UUID | None = None,
    left_out: int = 0,
) -> Arrived:
    """Another message in a contact; a closed one opens again. Twice with one `submission` is once.

    Raises NotFound, also when the contact was erased.
    """
    contact = _locked(contact_id)
    if before := _before(submission):
        return before
    message, key = _with_own_key(contact, channel=channel, at=at, submission=submission)
    count = _write(message, key, text, files, left_out)
    wake(contact, at=message.at)
    record(actor, "contact.reporter_wrote", "contact", contact.id, files=count)
    return Arrived(contact.id, message.id)


@once(_before)
@transaction.atomic
def told_elsewhere(
    actor: Who,
    *,
    contact_id: UUID,
    channel: str,
    text: str,
    files: Iterable[File] = (),
    at: datetime | None = None,
    submission: UUID | None = None,
) -> Arrived:
    """A colleague has answered in the provider's own tool: it belongs into the conversation. Raises NotFound."""
    contact = _locked(contact_id)
    if before := _before(submission):
        return before
    message, key = _with_own_key(contact, channel=channel, at=at, submission=submission, kind="to_reporter")
    _write(message, key, text, files)
    for one in dict.fromkeys((contact, standing(contact))):
        one.first_replied_at = one.first_replied_at or message.at
        one.last_message_at = max(one.last_message_at, message.at)
        if CONTACT.allows("reply", one.status):
            one.status = CONTACT.after("reply", one.status)
        one.version += 1
        one.save(update_fields=["first_replied_at", "last_message_at", "status", "version", "merged_into"])
        touch("inbox", f"contact:{one.id}")
    record(actor, "contact.told_elsewhere", "contact", contact.id, channel=channel)
    return Arrived(contact.id, message.id)


def goes_on(contact_id: UUID) -> bool:
    """Whether what is written now continues the contact: it is open, or was closed only lately. Locks it."""
    lock_conversation(contact_id)
    contact = Contact.objects.select_for_update().filter(pk=contact_id, erased_at=None).first()
    if contact is not None and contact.merged_into_id:
        contact = Contact.objects.filter(pk=contact.merged_into_id, erased_at=None).first()
    if contact is None:
        return False
    if contact.status != CLOSED or contact.closed_at is None:
        return True
    return clock.now() - contact.closed_at < timedelta(days=REOPENS_FOR_DAYS)


def _locked(contact_id: UUID) -> Contact:
    lock_conversation(contact_id)
    contact = Contact.objects.select_for_update().filter(pk=contact_id, erased_at=None).first()
    if contact is None:
        raise NotFound()
    return contact


def _message(
    contact: Contact, *, channel: str, at: datetime, submission: UUID | None, kind: str = "from_reporter"
) -> Message:
    return Message(contact=contact, kind=kind, channel=channel, at=at, submission=submission)


def _with_own_key(
    contact: Contact, *, channel: str, at: datetime | None, submission: UUID | None, kind: str = "from_reporter"
) -> tuple[Message, RecordKey]:
    key = RecordKey.new()
    message = _message(contact, channel=channel, at=_moment(at), submission=submission, kind=kind)
    message.key_for_centre = key.sealed_to(public_key_of(CENTRE))
    if contact.receipt_public_key:
        message.key_for_receipt = key.sealed_to(bytes(contact.receipt_public_key))
    return message, key


def _write(message: Message, key: RecordKey, text: str, files: Iterable[File], left_out: int = 0) -> int:
    """Seal the words and the files under the key; how many files were kept.

    Words beyond what a message holds are kept whole as a file; a file that is not taken in leaves a sentence.
    """
    text = text.replace("\0", "").strip()
    files = list(files)
    if len(text) > MAX_TEXT:
        files.insert(0, ("message.txt", text.encode()))
    message.sealed_body = seal_body(key, message.id, text[:MAX_TEXT])
    message.save(force_insert=True)
    kept, refused = _keep_all(files)
    attach(message, key, kept)
    if refused or left_out:
        Message.objects.create(
            contact_id=message.contact_id, kind="system", channel=message.channel, at=message.at, code="file_not_kept"
        )
    return len(kept)


def _keep_all(files: Iterable[File]) -> tuple[list[AnswerFile], int]:
    """(what was kept, how many were refused: too large, empty, of a kind that is not taken in)."""
    kept, refused = list[AnswerFile](), 0
    for name, content in files:
        try:
            item, item_key = keep_bytes(name.replace("\0", "") or "file", content)
        except DomainError:
            refused += 1
            continue
        kept.append(AnswerFile(item.id, item_key))
    return kept, refused
