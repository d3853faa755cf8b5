"""The telephone: a call taken down while the caller speaks, and calls with nobody to help."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.numbers import next_number
from smartsafe.country.profile import profile
from smartsafe.evidence.uploads import SealedUpload
from smartsafe.live.actions import touch
from smartsafe.once import once
from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import RecordKey

from ... import identifiers
from ...answers import MAX_LINE, subject_of
from ...answers import Answers as Told
from ...errors import TooLong, UnknownChoice
from ...models import Contact, Message
from ...rules import EMPTY_OUTCOMES, HANDLE
from ...sealed import ContactDetails, Reach, seal_body, seal_details, seal_subject
from ...telling import tell_of_danger
from .. import indexing
from ..reporting import attach, kept_files
from .assessment import checked_facts, one_line, with_defaults
from .course import shut
from .locking import words


def _new(actor: Actor, key: RecordKey, *, channel: str, subject: str, details: ContactDetails) -> Contact:
    """An unsaved contact of this moment, in the hands of the one who answered; known so far to the centre alone."""
    now = clock.now()
    contact = Contact(
        number=next_number("contact"),
        received_at=now,
        last_message_at=now,
        first_replied_at=now,
        indexed_at=now,
        channel=channel,
        service="helpline",
        language=profile().languages[0].code,
        status="in_progress",
        progress="handling",
        unread=False,
        assignee_id=actor.id,
        key_for_centre=key.sealed_to(public_key_of(CENTRE)),
    )
    contact.sealed_subject = seal_subject(key, contact.id, subject)
    contact.sealed_details = seal_details(key, contact.id, details)
    return contact


def _taken_down(submission: UUID | None) -> Contact | None:
    """What the same sheet became when it was sent before."""
    before = Message.objects.filter(submission=submission).first() if submission else None
    return before.contact if before else None


@once(_taken_down)
@transaction.atomic
def take_call(
    actor: Actor,
    *,
    text: str,
    subject: str = "",
    number: str = "",
    name: str = "",
    channel: str = "phone",
    outcome: str = "",
    submission: UUID | None = None,
    uploads: Sequence[SealedUpload] = (),
    **facts: object,
) -> Contact:
    """A call, a visit or a letter on paper taken down, with scans as `uploads`.

    `outcome` closes it at once (advised, redirected, …), "" keeps it open. `facts` as in Facts; harms, service and
    urgency follow the threat where they are not told. The caller's number and name are sealed. Twice with one
    `submission` is once. Raises NothingWritten, TooLong, UnknownChoice, and what keeping a file raises.
    """
    actor.need(HANDLE)
    if before := _taken_down(submission):
        return before
    text = words(text)
    plain = checked_facts(with_defaults(checked_facts(facts)))  # type: ignore[arg-type]
    if channel not in profile().codes("channels"):
        raise UnknownChoice("channel")
    for field, value in (("number", number), ("name", name)):
        if len(value) > MAX_LINE:
            raise TooLong(field, count=len(value), limit=MAX_LINE)
    told = Told(text=text, threats=[plain["threat"]] if plain.get("threat") else [])
    key = RecordKey.new()
    details = ContactDetails(reach=Reach(phone=number.strip(), name=name.strip()))
    contact = _new(actor, key, channel=channel, subject=one_line(subject) or subject_of(told), details=details)
    for column, value in plain.items():
        setattr(contact, column, value)
    if outcome:
        shut(contact, outcome)
    contact.save(force_insert=True)
    message = _first_message(actor, contact, key, text, submission)
    attach(message, key, kept_files(uploads))
    values = identifiers.extract(text) | identifiers.of_fields(phones=[number]) | identifiers.of_person(number=number)
    values |= {("file", upload.sha256) for upload in uploads}
    indexing.put(actor, contact.id, text, one_line(subject), name, values=values)
    if contact.danger:
        tell_of_danger(contact)
    touch("inbox")
    record(actor, "contact.call_taken", "contact", contact.id, channel=channel, outcome=outcome, danger=contact.danger)
    return contact


def _first_message(actor: Actor, contact: Contact, key: RecordKey, text: str, submission: UUID | None) -> Message:
    message = Message(
        contact=contact, kind="from_reporter", channel=contact.channel, author_id=actor.id, at=contact.received_at,
        read_at=contact.received_at, submission=submission,
    )  # fmt: skip
    message.sealed_body = seal_body(key, message.id, text)
    message.save(force_insert=True)
    return message


@transaction.atomic
def record_silent_call(actor: Actor, *, kind: str) -> Contact:
    """A call with nobody to help: silent, prank, wrong_number, test. Raises UnknownChoice."""
    actor.need(HANDLE)
    if kind not in EMPTY_OUTCOMES:
        raise UnknownChoice("kind")
    contact = _new(actor, RecordKey.new(), channel="phone", subject="", details=ContactDetails())
    contact.urgency = "low"
    shut(contact, kind)
    contact.save(force_insert=True)
    touch("inbox")
    record(actor, "contact.empty_call", "contact", contact.id, outcome=kind)
    return contact
