"""Reading and writing in a contact's conversation: look, reply, note, drafts."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import mark_seen
from smartsafe.people.actors import Actor

from ... import identifiers
from ...answers import MAX_TEXT
from ...errors import NoWayBack, TooLong
from ...family import head_of, in_conversation, members
from ...models import Contact, Message, ReplyDraft
from ...sealed import seal_body, seal_draft
from ...ways import CODE, current
from .. import indexing, outbox
from .course import shut, told_alike
from .locking import keep, locked, move, same_version, words
from .ways import ways_open_to

DRAFTS = ("reply", "note")


@transaction.atomic
def look(actor: Actor, *, contact_id: UUID, shown: str = "page") -> None:
    """A person opens the contact's words: that is an entry, and the reporter's messages count as read.

    What was merged into it is read with it, with an entry of its own. `shown` says where: page, search.
    Raises NotFound.
    """
    contact = locked(actor, contact_id, need="contacts.see")
    read = _unread(contact_id).update(read_at=clock.now())
    if contact.unread or read:
        contact.unread = False
        contact.save(update_fields=["unread"])
        touch("inbox", f"contact:{contact.id}")
    mark_seen(actor, object_id=contact.id)
    for one in (contact_id, *Contact.objects.filter(merged_into=contact).values_list("pk", flat=True)):
        record(actor, "contact.looked", "contact", one, shown=shown)


def _unread(contact_id: UUID) -> "QuerySet[Message]":
    whose = Contact.objects.filter(in_conversation(contact_id)).values("pk")
    return Message.objects.filter(contact__in=whose, kind="from_reporter", read_at=None)


def keep_reading(actor: Actor, *, contact_id: UUID) -> None:
    """What came while the contact stays open before a person's eyes is read. Opening it was the entry."""
    actor.need("contacts.see")
    read = _unread(contact_id).update(read_at=clock.now())
    if Contact.objects.filter(pk=contact_id, unread=True).update(unread=False) or read:
        touch("inbox")  # who has the contact open sees nothing new by it


@transaction.atomic
def look_through(actor: Actor, *, queue: str, count: int) -> None:
    """A person opens a list with the subjects and last words of `count` contacts: that is an entry too."""
    actor.need("contacts.see")
    record(actor, "inbox.looked", "inbox", queue[:64], count=count)


def _write(
    actor: Actor, contact: Contact, kind: str, text: str, submission: UUID | None, *, channel: str = ""
) -> Message:
    key = actor.open(contact.key_for_centre)
    message = Message(
        contact=contact, kind=kind, channel=channel or contact.channel, author_id=actor.id, at=clock.now(),
        submission=submission,
    )  # fmt: skip
    message.sealed_body = seal_body(key, message.id, text)
    message.save(force_insert=True)
    indexing.put(actor, contact.id, text)
    return message


def _forget_draft(actor: Actor, contact: Contact, kind: str) -> None:
    ReplyDraft.objects.filter(contact=contact, person_id=actor.id, kind=kind).delete()


def _sent_before(contact_id: UUID, submission: UUID | None) -> Message | None:
    whose = Contact.objects.filter(in_conversation(contact_id)).values("pk")
    return Message.objects.filter(contact__in=whose, submission=submission).first() if submission else None


@transaction.atomic
def reply(
    actor: Actor,
    *,
    contact_id: UUID,
    text: str,
    close_as: str = "",
    version: int | None = None,
    submission: UUID | None = None,
    here: bool = False,
) -> Message:
    """Write to the reporter; close with an outcome when `close_as` names one. Twice with one `submission` is once.

    It goes the way that is in use (`ways`), in the conversation of the contact whose way that is; on a channel outside
    it stands in the outbox from now on. `here`: behind this contact's own code, where the reporter is now (a chat),
    whatever way is in use and whatever it was merged into.

    Raises NothingWritten, TooLong, Stale, NotNow, NoWayBack, UnknownChoice, NoWorkerKey.
    """
    contact = locked(actor, contact_id)
    # Only now: the same form sent twice waits for the row, and then finds what the first one wrote.
    if (sent := _sent_before(contact_id, submission)) is not None:
        return sent
    text = words(text)
    same_version(contact, version)
    if here:
        message = _reply_behind_the_code(actor, contact, text, submission)
        contact = head_of(contact)
        move(contact, "reply")
    else:
        move(contact, "reply")
        message = _reply_by_the_way_in_use(actor, contact, text, submission)
    _forget_draft(actor, contact, "reply")
    contact.first_replied_at = contact.first_replied_at or message.at
    contact.last_message_at, contact.unread = message.at, False
    if contact.assignee_id is None:
        contact.assignee_id = actor.id
    if contact.progress == "received":
        contact.progress = "handling"
    closed = shut(contact, close_as) if close_as else []
    keep(contact, "status", "first_replied_at", "last_message_at", "unread", "assignee", "progress", *closed)
    told_alike(contact)
    record(
        actor, "contact.replied", "contact", contact.id, message=str(message.id), outcome=close_as,
        channel=message.channel,
    )  # fmt: skip
    return message


def _reply_by_the_way_in_use(actor: Actor, contact: Contact, text: str, submission: UUID | None) -> Message:
    """Raises NoWayBack where there is none, or it takes no words (a telephone)."""
    together = members(contact.pk)
    way = current(ways_open_to(actor, together))
    if way is None or not way.takes_words:
        raise NoWayBack()
    whose = next(one for one in together if one.pk == way.contact_id)
    message = _write(actor, whose, "to_reporter", text, submission, channel=way.channel)
    if way.kind != CODE:
        outbox.put(message, text=text, language=contact.language, way=way)
    _answered(message)
    return message


def _reply_behind_the_code(actor: Actor, contact: Contact, text: str, submission: UUID | None) -> Message:
    """Raises NoWayBack for a contact without a code."""
    if not contact.key_for_receipt:
        raise NoWayBack()
    message = _write(actor, contact, "to_reporter", text, submission)
    _answered(message)
    return message


def _answered(message: Message) -> None:
    """Also what was merged into another has had its first answer."""
    Contact.objects.filter(pk=message.contact_id, first_replied_at=None).update(first_replied_at=message.at)
    touch(f"contact:{message.contact_id}")


@transaction.atomic
def add_note(actor: Actor, *, contact_id: UUID, text: str, submission: UUID | None = None) -> Message:
    """A note that only staff see, also on a closed contact. Its exact values connect it with others.

    Raises NothingWritten, TooLong.
    """
    contact = locked(actor, contact_id)
    if (sent := _sent_before(contact_id, submission)) is not None:
        return sent
    text = words(text)
    if contact.status == "new":
        move(contact, "take")
    message = _write(actor, contact, "note", text, submission)
    _forget_draft(actor, contact, "note")
    keep(contact, "status")
    indexing.put(actor, contact.id, values=identifiers.extract(text))
    record(actor, "contact.noted", "contact", contact.id, message=str(message.id))
    return message


def save_draft(actor: Actor, *, contact_id: UUID, text: str, kind: str = "reply") -> None:
    """Keep what the person has typed so far, sealed; an empty text forgets it. No entry: nobody else sees it.

    Raises NotFound, TooLong.
    """
    if len(text) > MAX_TEXT:
        raise TooLong("text", count=len(text), limit=MAX_TEXT)
    with transaction.atomic():
        contact = locked(actor, contact_id)
        kind = kind if kind in DRAFTS else "reply"
        mine = ReplyDraft.objects.filter(contact=contact, person_id=actor.id, kind=kind)
        if not text.strip():
            mine.delete()
            return
        key = actor.open(contact.key_for_centre)
        ReplyDraft.objects.update_or_create(
            contact=contact,
            person_id=actor.id,
            kind=kind,
            defaults={
                "sealed_body": seal_draft(key, contact.id, actor.id, kind, text.replace("\0", "")),
                "saved_at": clock.now(),
            },
        )
