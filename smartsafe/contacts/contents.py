"""Everything that people wrote in a contact, opened: what its exact values and its words are taken from."""

from collections.abc import Callable
from dataclasses import dataclass, field

from smartsafe.evidence.queries import facts
from smartsafe.vault.sealing import RecordKey

from . import identifiers
from .message_keys import for_centre
from .models import Attachment, Contact, Message
from .sealed import ContactDetails, open_body, open_details, open_item_key, open_subject

OpenKey = Callable[[bytes | memoryview], RecordKey]
TOLD = ("from_reporter", "note")  # whose exact values connect contacts: what the centre answers does not
CODES = ("about",)  # answers that are no words
WRITTEN = (*TOLD, "to_reporter")


@dataclass(slots=True)
class Contents:
    """`values`: exact values, for the blind index; `texts`: words, for the word index."""

    values: set[identifiers.Value] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)


def contents_of(contact: Contact, key: RecordKey, open_key: OpenKey) -> Contents:
    """The contact's form, messages, notes and files. Raises CannotOpen."""
    details = open_details(key, contact.id, contact.sealed_details)
    contents = Contents(_values_of_form(details), [open_subject(key, contact.id, contact.sealed_subject)])
    further = [str(told) for name, told in details.form.items() if name not in CODES]
    contents.texts += [details.reach.name, details.when, *further]
    for message in Message.objects.filter(contact=contact, kind__in=WRITTEN).order_by("at", "id"):
        text = open_body(for_centre(message, key, open_key), message.id, message.sealed_body)
        contents.texts.append(text)
        if message.kind in TOLD:
            contents.values |= identifiers.extract(text)
    files = Attachment.objects.filter(contact=contact, item__purged_at=None).select_related("item", "message")
    for attachment in files:
        message_key = for_centre(attachment.message, key, open_key)
        item_key = open_item_key(message_key, contact.id, attachment.item_id, attachment.sealed_item_key)
        contents.values.add(("file", facts(attachment.item, item_key).sha256))
    return contents


def _values_of_form(details: ContactDetails) -> set[identifiers.Value]:
    reach = details.reach
    found = identifiers.of_fields(
        links=details.links, handles=details.handles, emails=[reach.email], phones=[reach.phone]
    )
    return found | identifiers.of_person(email_address=reach.email, number=reach.phone)
