"""Taking a contact out and opening its key: what every question about one contact begins with."""

from uuid import UUID

from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import CannotOpen, RecordKey

from ..family import members
from ..models import Contact

SEE = "contacts.see"


def found(viewer: Actor, contact_id: UUID) -> Contact:
    """Raises NotAllowed, NotFound."""
    viewer.need(SEE)
    contact = Contact.objects.filter(pk=contact_id).first()
    if contact is None:
        raise NotFound()
    return contact


def together_with(viewer: Actor, contact_id: UUID) -> list[Contact]:
    """The contact first, then what was merged into it. Raises NotAllowed, NotFound."""
    viewer.need(SEE)
    together = members(contact_id)
    if not together or together[0].id != contact_id:
        raise NotFound()
    return together


def key_of(viewer: Actor, contact: Contact) -> RecordKey:
    """Raises Locked, NotAMember, and CannotOpen when erased."""
    return viewer.open(contact.key_for_centre)


def key_or_none(viewer: Actor, contact: Contact) -> RecordKey | None:
    """None when it was destroyed."""
    try:
        return key_of(viewer, contact)
    except CannotOpen:
        return None


def record_key(viewer: Actor, contact_id: UUID) -> RecordKey:
    """The contact's record key. Raises NotAllowed, NotFound, Locked, NotAMember, and CannotOpen when erased."""
    return key_of(viewer, found(viewer, contact_id))
