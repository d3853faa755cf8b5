"""Exact values of what came in while nobody was signed in, put into the blind index at the next unlock (ADR 3)."""

from collections.abc import Callable

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.evidence.queries import facts
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index
from smartsafe.vault.sealing import CannotOpen, RecordKey

from .. import identifiers
from ..message_keys import for_centre
from ..models import Attachment, Contact, Message
from ..sealed import open_body, open_details, open_item_key


def values_of(
    contact: Contact, key: RecordKey, open_key: "Callable[[bytes | memoryview], RecordKey]"
) -> set[identifiers.Value]:
    """Every exact value of the contact's form, messages, notes and files. Raises CannotOpen."""
    details = open_details(key, contact.id, contact.sealed_details)
    found = identifiers.of_fields(
        links=details.links,
        handles=details.handles,
        emails=[details.reach.email],
        phones=[details.reach.phone],
    )
    found |= identifiers.of_person(email_address=details.reach.email, number=details.reach.phone)
    for message in Message.objects.filter(contact=contact, kind__in=("from_reporter", "note")).order_by("at", "id"):
        found |= identifiers.extract(open_body(for_centre(message, key, open_key), message.id, message.sealed_body))
    files = Attachment.objects.filter(contact=contact, item__purged_at=None).select_related("item", "message")
    for attachment in files:
        message_key = for_centre(attachment.message, key, open_key)
        item_key = open_item_key(message_key, contact.id, attachment.item_id, attachment.sealed_item_key)
        found.add(("file", facts(attachment.item, item_key).sha256))
    return found


def index_waiting(actor: Actor, *, limit: int = 20) -> int:
    """Index up to `limit` contacts that wait for it, oldest first; how many. Raises NotAllowed, Locked, NotAMember."""
    actor.need("contacts.see")
    index_key = actor.opened().index_key()
    if not Contact.objects.filter(indexed_at=None).exists():  # asked every second: no lock for nothing
        return 0
    with transaction.atomic():
        rows = Contact.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = list(rows.filter(indexed_at=None).order_by("id")[:limit])
        for contact in waiting:
            try:
                values = values_of(contact, actor.open(contact.key_for_centre), actor.open)
            except CannotOpen:
                values = set()  # erased meanwhile: nothing is left to find
            blind_index.put(index_key, "contact", contact.id, values)
            contact.indexed_at = clock.now()
            contact.save(update_fields=["indexed_at"])
        if waiting:
            touch(*(f"contact:{contact.id}" for contact in waiting))
            record(actor, "contacts.indexed", "contact", waiting[0].id, count=len(waiting))
    return len(waiting)
