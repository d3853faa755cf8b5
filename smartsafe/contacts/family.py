"""A conversation: a contact and those that were merged into it. Nothing moves when contacts are merged.

Each keeps its own words, keys, files, thread outside and receipt code; the desk reads them as one timeline. So a
reporter's code never opens what another one wrote, and separating is taking the pointer away.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from .models import Contact


def in_conversation(contact_id: UUID, of: str = "") -> Q:
    """The contact itself and what was merged into it; `of` is the way there from another table ("contact__")."""
    return Q(**{f"{of}pk": contact_id}) | Q(**{f"{of}merged_into": contact_id})


def members(contact_id: UUID) -> list[Contact]:
    """The contact first, then what was merged into it, oldest first."""
    found = Contact.objects.filter(in_conversation(contact_id))
    return sorted(found, key=lambda one: (one.pk != contact_id, one.received_at, one.pk))


def lock(contact_ids: Iterable[UUID]) -> None:
    """These rows in one order: two who want the same ones must not wait for one another."""
    list(Contact.objects.select_for_update().filter(pk__in=set(contact_ids)).order_by("pk").values_list("pk"))


def head_of(contact: Contact) -> Contact:
    """What the contact continues in, locked; itself when it was not merged."""
    if contact.merged_into_id is None:
        return contact
    return Contact.objects.select_for_update().get(pk=contact.merged_into_id)


def split_from(contact_id: UUID) -> UUID | None:
    """The contact from which this one was split off, which has the thread outside."""
    return Contact.objects.filter(pk=contact_id).values_list("split_from", flat=True).first()


def with_split_off(contact_ids: Iterable[UUID]) -> list[UUID]:
    """These, and what was split off from them: replies in it go the same way."""
    ids = list(contact_ids)
    return [*ids, *Contact.objects.filter(split_from__in=ids).values_list("pk", flat=True)]


def topics(*contact_ids: UUID) -> list[str]:
    """Live topics of these contacts and of what they were merged into: who has either open sees what moved."""
    heads = Contact.objects.filter(pk__in=contact_ids, merged_into__isnull=False).values_list("merged_into", flat=True)
    return [f"contact:{one}" for one in dict.fromkeys((*contact_ids, *heads))]
