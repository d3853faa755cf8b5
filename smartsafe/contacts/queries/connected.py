"""Which contacts belong together: what they share, how strongly, and whether they can become one conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index

from ..connection_words import MERGED, SPLIT, STRENGTH_WORDS, STRENGTHS, THREAD, WEAK, Sign, telling
from ..family import in_conversation
from ..models import Contact

SEE = "contacts.see"
COLUMNS = ("id", "number", "received_at", "channel", "status", "threat", "merged_into", "split_from", "erased_at")


@dataclass(frozen=True, slots=True)
class Connection:
    """Another object in which an exact value of the contact stands too, or one that is or was one with it."""

    object_kind: str  # contact; case, … are for the modules above to name
    id: UUID
    signs: tuple[Sign, ...]  # the strongest first
    number: str = ""  # of a contact, as what follows
    received_at: datetime | None = None
    channel: str = ""
    status: str = ""
    threat: str = ""
    merges: bool = False  # whether it is offered to be merged with

    @property
    def same(self) -> tuple[str, ...]:
        """Kinds of what they share, of `connection_words.WORDS`."""
        return tuple(sign.kind for sign in self.signs)

    @property
    def strength(self) -> str:
        return self.signs[0].strength

    @property
    def strength_words(self) -> str:
        return str(STRENGTH_WORDS[self.strength])


def connected(viewer: Actor, contact_id: UUID, *, same_threads: Iterable[UUID] = ()) -> list[Connection]:
    """Contacts (the strongest and newest first), then other objects, that share a value with this conversation.

    `same_threads`: contacts that came out of the same conversation outside. Four statements; no key needed.
    """
    viewer.need(SEE)
    own = dict(Contact.objects.filter(in_conversation(contact_id)).values_list("pk", "split_from"))
    shared = _shared(own)
    for other in same_threads:
        shared.setdefault(("contact", other), {})[THREAD] = 1
    ids = [object_id for object_kind, object_id in shared if object_kind == "contact"]
    before = [one for one in own.values() if one]
    related = Q(pk__in=[*ids, *before]) | Q(merged_into=contact_id) | Q(split_from__in=own)
    # Sorted here: asked for an order, a planner may walk the whole archive in that order instead.
    rows = sorted(Contact.objects.filter(related).only(*COLUMNS), key=lambda one: one.received_at, reverse=True)
    contacts = []
    for one in rows:
        signs = shared.get(("contact", one.pk), {})
        if one.merged_into_id == contact_id:
            signs[MERGED] = 1
        elif one.pk in own:
            continue
        elif one.split_from_id in own or one.pk in own.values():
            signs[SPLIT] = 1
        contacts.append(_connection(one, signs))
    contacts.sort(key=lambda one: STRENGTHS.index(one.strength))
    others = [
        Connection(object_kind, object_id, telling(signs))
        for (object_kind, object_id), signs in shared.items()
        if object_kind != "contact"
    ]
    return contacts + others


def _connection(contact: Contact, kinds: dict[str, int]) -> Connection:
    signs = telling(kinds)
    free = contact.merged_into_id is None and contact.erased_at is None
    return Connection(
        "contact", contact.pk, signs, contact.number, contact.received_at, contact.channel, contact.status,
        contact.threat, merges=free and signs[0].strength != WEAK,
    )  # fmt: skip


def _shared(ids: Iterable[UUID]) -> dict[tuple[str, UUID], dict[str, int]]:
    """By other object: kinds of value that it shares, each with how many others share the rarest such one."""
    rows = blind_index.shared("contact", ids, common="host")
    where: dict[bytes, set[UUID]] = {}
    for token, _kind, _object_kind, object_id in rows:
        where.setdefault(token, set()).add(object_id)
    shared: dict[tuple[str, UUID], dict[str, int]] = {}
    for token, kind, object_kind, object_id in rows:
        signs = shared.setdefault((object_kind, object_id), {})
        # Of several values of one kind the rarest speaks
        signs[kind] = min(signs.get(kind, len(where[token])), len(where[token]))
    return shared
