"""What came in while nobody was signed in, put into the indexes of values and of words at the next unlock (ADR 3)."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.language.words import stemmed
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index, word_index
from smartsafe.vault.sealing import CannotOpen

from ..contents import Contents, contents_of
from ..identifiers import Value
from ..models import Contact

OBJECT = "contact"


def put(actor: Actor, contact_id: UUID, *texts: str, values: set[Value] | None = None) -> None:
    """Words and exact values that stand in the contact from now on. Raises Locked, NotAMember."""
    keys = actor.opened()
    blind_index.put(keys.index_key(), OBJECT, contact_id, values or set())
    word_index.put(keys.search_key(), OBJECT, contact_id, stemmed(*texts))


def forget(contact_id: UUID) -> None:
    blind_index.forget(OBJECT, contact_id)
    word_index.forget(OBJECT, contact_id)


def index(actor: Actor, contact: Contact) -> None:
    """Everything that stands in the contact. Of one that was erased meanwhile nothing is left to find."""
    try:
        contents = contents_of(contact, actor.open(contact.key_for_centre), actor.open)
    except CannotOpen:
        contents = Contents()
    put(actor, contact.id, *contents.texts, values=contents.values)
    contact.indexed_at = clock.now()
    contact.save(update_fields=["indexed_at"])


def index_waiting(actor: Actor, *, limit: int = 20) -> int:
    """Index up to `limit` contacts that wait for it, oldest first; how many. Raises NotAllowed, Locked, NotAMember."""
    actor.need("contacts.see")
    actor.opened().index_key()
    if not Contact.objects.filter(indexed_at=None).exists():  # asked every second: no lock for nothing
        return 0
    with transaction.atomic():
        rows = Contact.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = list(rows.filter(indexed_at=None).order_by("id")[:limit])
        for contact in waiting:
            index(actor, contact)
        if waiting:
            touch(*(f"contact:{contact.id}" for contact in waiting))
            record(actor, "contacts.indexed", "contact", waiting[0].id, count=len(waiting))
    return len(waiting)
