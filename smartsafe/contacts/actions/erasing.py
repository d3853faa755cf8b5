"""A contact's time has come: its key is destroyed, and every word, file key and index row that hung on it."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch

from ..errors import NotNow
from ..models import Attachment, Contact, Message, Outgoing, ReplyDraft, ReplyWay
from ..rules import CLOSED
from . import indexing


@transaction.atomic
def erase(actor: Who, *, contact_id: UUID) -> set[UUID]:
    """Destroy what opens the contact, for the centre and for the receipt code; plain columns stay for statistics.

    Whose time has come is the retention module's to say. Returns the items of evidence whose keys were held here:
    whoever calls purges those that nothing else holds. Raises NotFound (also when it was erased), NotNow when open.
    """
    contact = Contact.objects.select_for_update().filter(pk=contact_id, erased_at=None).first()
    if contact is None:
        raise NotFound()
    if contact.status != CLOSED:
        raise NotNow()
    contact.erased_at = contact.indexed_at = clock.now()
    contact.key_for_centre, contact.sealed_subject, contact.sealed_details = b"", b"", b""
    contact.key_for_receipt = contact.receipt_public_key = contact.receipt_lookup = None
    contact.unread = False
    contact.version += 1
    contact.save(
        update_fields=[
            "erased_at", "indexed_at", "key_for_centre", "sealed_subject", "sealed_details", "key_for_receipt",
            "receipt_public_key", "receipt_lookup", "unread", "version",
        ]
    )  # fmt: skip
    Message.objects.filter(contact=contact).update(sealed_body=b"", key_for_centre=b"", key_for_receipt=b"")
    outgoing = Outgoing.objects.filter(message__contact=contact)
    outgoing.filter(status="sending").update(status="failed", why="withdrawn")
    outgoing.update(sealed_payload=b"", next_attempt_at=None)
    ReplyDraft.objects.filter(contact=contact).delete()
    ReplyWay.objects.filter(contact=contact).update(sealed_address=b"")
    files = Attachment.objects.filter(contact=contact)
    items = set(files.values_list("item_id", flat=True))
    files.update(sealed_item_key=b"")
    indexing.forget(contact.id)
    touch("inbox", f"contact:{contact.id}")
    record(actor, "contact.erased", "contact", contact.id, outcome=contact.outcome, files=len(items))
    return items
