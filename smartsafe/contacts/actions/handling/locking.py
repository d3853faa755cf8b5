"""How every action of the desk begins: the right, the contact's row, the version that the person saw."""

from uuid import UUID

from smartsafe.errors import Invalid, NotFound
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import Erased

from ...answers import MAX_TEXT
from ...errors import ChangedMeanwhile, NothingWritten, NotNow, TooLong
from ...family import lock_conversation
from ...models import Contact
from ...rules import CONTACT, HANDLE

SEE = "contacts.see"  # of an erased contact the plain facts can still be looked at, and nothing else


def locked(actor: Actor, contact_id: UUID, *, version: int | None = None, need: str = HANDLE) -> Contact:
    """The row, locked until the transaction ends; whoever handles it has the whole conversation locked.

    Raises NotAllowed, NotFound, Erased, Stale (the version moved on).
    """
    actor.need(need)
    if need != SEE:
        lock_conversation(contact_id)
    contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if contact is None:
        raise NotFound()
    if contact.erased_at and need != SEE:
        raise Erased()
    same_version(contact, version)
    return contact


def same_version(contact: Contact, version: int | None) -> None:
    """Raises Stale when the person saw another version than the one that stands; None asks nothing."""
    if version is not None and version != contact.version:
        raise ChangedMeanwhile()


def move(contact: Contact, transition: str) -> None:
    """Along the state table. Raises NotNow where it has no such line."""
    if not CONTACT.allows(transition, contact.status):
        raise NotNow()
    contact.status = CONTACT.after(transition, contact.status)


def keep(contact: Contact, *fields: str) -> None:
    """Save these columns with a new version and tell everybody who has the inbox or the contact open."""
    contact.version += 1
    contact.save(update_fields=[*fields, "version"])
    touch("inbox", f"contact:{contact.id}")


def words(text: str, field: str = "text") -> str:
    """The text without what no text holds. Raises NothingWritten, TooLong, and Invalid for NUL characters."""
    if "\0" in text:
        raise Invalid(field)
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise NothingWritten(field)
    if len(text) > MAX_TEXT:
        raise TooLong(field, count=len(text), limit=MAX_TEXT)
    return text
