"""Chosen messages of a conversation become a contact of their own: another matter, or another person's words.

A contact has one record key, so what leaves is sealed anew, under the key of the new contact: bodies, and the keys of
files (the files themselves stay). Whose words they are decides who reads them by receipt code. The same person's: the
new key is sealed to the code of the old contact too, and that code shows both. Another person's: no code opens them.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.country.numbers import next_number
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import CENTRE, public_key_of
from smartsafe.vault.sealing import RecordKey

from ...answers import Answers, subject_of
from ...errors import CannotSplit
from ...family import lock, members
from ...message_keys import for_centre
from ...models import Contact, Message
from ...rules import HANDLE, IN_PROGRESS
from ...sealed import (
    ContactDetails,
    open_body,
    open_details,
    open_item_key,
    seal_body,
    seal_details,
    seal_item_key,
    seal_subject,
)
from .. import indexing
from .locking import keep, locked

WRITTEN = ("from_reporter", "to_reporter", "note")
# What a new matter of the same person begins with
OF_THE_PERSON = ("reporter_kind", "child_age_band", "child_gender", "municipality")


@transaction.atomic
def split_off(
    actor: Actor,
    *,
    contact_id: UUID,
    message_ids: Collection[UUID],
    same_person: bool,
    version: int | None = None,
) -> Contact:
    """The new contact, open, in the same hands. Everything moves with its channel, time, files and way out.

    `same_person`: the words are the reporter's own, about something else; else somebody else's.
    Raises Stale, NotFound, Erased, and CannotSplit at `messages`.
    """
    actor.need(HANDLE)
    together = members(contact_id)
    lock(one.pk for one in together)
    locked(actor, contact_id, version=version)
    chosen = _chosen([one.pk for one in together], message_ids)
    source = locked(actor, chosen[0].contact_id)
    _the_first_stays(source, chosen)
    old, key = actor.open(source.key_for_centre), RecordKey.new()
    new = _begun(actor, source, chosen, old, key, same_person=same_person)
    for message in chosen:
        _move(actor, message, old, key, new)
    _left_behind(actor, source)
    indexing.index(actor, new)
    touch("inbox", *(f"contact:{one.pk}" for one in together))
    record(
        actor, "contact.split_off", "contact", new.pk, out_of=str(source.pk), count=len(chosen),
        same_person=same_person,
    )  # fmt: skip
    return new


def _chosen(contact_ids: Sequence[UUID], message_ids: Collection[UUID]) -> list[Message]:
    """In their order. Raises CannotSplit."""
    found = list(
        Message.objects.filter(pk__in=message_ids, contact__in=contact_ids, kind__in=WRITTEN).order_by("at", "id")
    )
    whose = {message.contact_id for message in found}
    if len(found) != len(set(message_ids)) or len(whose) != 1 or not _said(found):
        raise CannotSplit("messages")
    return found


def _said(messages: Sequence[Message]) -> list[Message]:
    return [message for message in messages if message.kind == "from_reporter"]


def _the_first_stays(source: Contact, chosen: Sequence[Message]) -> None:
    """With it came the form's answers and the code. Raises CannotSplit."""
    first = Message.objects.filter(contact=source, kind="from_reporter").order_by("at", "id").first()
    if first in chosen:
        raise CannotSplit("messages")


def _begun(
    actor: Actor, source: Contact, chosen: Sequence[Message], old: RecordKey, key: RecordKey, *, same_person: bool
) -> Contact:
    first = _said(chosen)[0]
    answered = next((message.at for message in chosen if message.kind == "to_reporter"), None)
    new = Contact(
        number=next_number("contact"),
        received_at=first.at,
        channel=first.channel,
        service=source.service,
        language=source.language,
        urgency=source.urgency,
        status=IN_PROGRESS,
        progress="handling",
        assignee_id=source.assignee_id or actor.id,
        team_id=source.team_id,
        unread=any(message.read_at is None for message in _said(chosen)),
        first_reply_due=source.first_reply_due,
        first_replied_at=answered,
        last_message_at=max(message.at for message in chosen),
        split_from_id=source.split_from_id or source.pk,
        key_for_centre=key.sealed_to(public_key_of(CENTRE)),
    )
    details = ContactDetails()
    if same_person:
        told = open_details(old, source.pk, source.sealed_details)
        details = ContactDetails(reach=told.reach, exact_age=told.exact_age)
        for name in OF_THE_PERSON:
            setattr(new, name, getattr(source, name))
        if source.receipt_public_key:
            new.receipt_public_key = bytes(source.receipt_public_key)
            new.key_for_receipt = key.sealed_to(new.receipt_public_key)
    words = open_body(for_centre(first, old, actor.open), first.pk, first.sealed_body)
    new.sealed_subject = seal_subject(key, new.pk, subject_of(Answers(text=words)))
    new.sealed_details = seal_details(key, new.pk, details)
    new.save(force_insert=True)
    return new


def _move(actor: Actor, message: Message, old: RecordKey, key: RecordKey, new: Contact) -> None:
    """Opened by what opened it, sealed under the new contact's key, which is all that opens it from now on."""
    before, was_in = for_centre(message, old, actor.open), message.contact_id
    words = open_body(before, message.pk, message.sealed_body)
    message.contact, message.sealed_body = new, seal_body(key, message.pk, words)
    message.key_for_centre = message.key_for_receipt = b""
    message.save(update_fields=["contact", "sealed_body", "key_for_centre", "key_for_receipt"])
    for file in message.attachments.all():
        item_key = open_item_key(before, was_in, file.item_id, file.sealed_item_key)
        file.contact, file.sealed_item_key = new, seal_item_key(key, new.pk, file.item_id, item_key)
        file.save(update_fields=["contact", "sealed_item_key"])
    # The sentence that a file of it was not kept belongs to it.
    Message.objects.filter(contact_id=was_in, code="file_not_kept", at=message.at).update(contact=new)


def _left_behind(actor: Actor, source: Contact) -> None:
    rest = Message.objects.filter(contact=source, kind__in=WRITTEN)
    source.last_message_at = rest.exclude(kind="note").order_by("-at").values_list("at", flat=True)[0]
    source.unread = rest.filter(kind="from_reporter", read_at=None).exists()
    keep(source, "last_message_at", "unread")
    indexing.forget(source.pk)
    indexing.index(actor, source)
