"""A conversation: a contact and those that were merged into it. Nothing moves when contacts are merged.

Each keeps its own words, keys, files, thread outside and receipt code; the desk reads them as one timeline. So a
reporter's code never opens what another one wrote, and separating is taking the pointer away.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from .models import Contact, Merging


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


def lock_conversation(*contact_ids: UUID) -> None:
    """The whole conversations of these contacts, head and members in one order, whoever comes from which end."""
    heads = {head or one for one, head in _pairs(Q(pk__in=contact_ids))}
    while True:
        whole = Contact.objects.select_for_update().filter(Q(pk__in=heads) | Q(merged_into__in=heads))
        held = set(whole.order_by("pk").values_list("pk", flat=True))
        found = _pairs(Q(pk__in=contact_ids) | Q(merged_into__in=heads))
        now = {head or one for one, head in found if one in contact_ids}
        if now == heads and held.issuperset(one for one, _head in found):
            return
        heads = now  # it has moved before the rows were ours


def _pairs(where: Q) -> list[tuple[UUID, UUID | None]]:
    """Contacts, each with what it was merged into."""
    return list(Contact.objects.filter(where).values_list("pk", "merged_into"))


def came_with(contact: Contact) -> list[Contact]:
    """What was merged into this one before it was merged itself, and so on: it leaves with it."""
    found: dict[UUID, Contact] = {}
    wanted = [contact.pk]
    while wanted:
        more = Contact.objects.filter(merging__along_with__in=wanted, merged_into=contact.merged_into_id)
        new = {one.pk: one for one in more.select_related("merging") if one.pk not in found}
        found, wanted = found | new, list(new)
    return list(found.values())


def head_of(contact: Contact) -> Contact:
    """What the contact continues in, locked; itself when it was not merged."""
    if contact.merged_into_id is None:
        return contact
    return Contact.objects.select_for_update().get(pk=contact.merged_into_id)


def standing(contact: Contact) -> Contact:
    """Where what its reporter says now is to be heard, locked: the head, or itself where that one was erased.

    In an erased one nobody would answer: the contact leaves it, and whoever keeps it saves `merged_into`.
    """
    head = head_of(contact)
    if head.erased_at is None or head is contact:
        return head
    Merging.objects.filter(contact=contact).delete()
    contact.merged_into = None
    return contact


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
