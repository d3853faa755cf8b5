"""Finding contacts by number, by exact values, by plain facts."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from smartsafe.country.numbers import numbers_meant
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index

from .. import identifiers
from ..models import Contact
from .inbox import LIST_COLUMNS, Row, opened_rows

MOST = 50


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; all that is given must fit. `words`: a number, or an exact value (address, handle, phone)."""

    words: str = ""
    facts: dict[str, str] = field(default_factory=dict)  # column → code, of FACTS
    since: datetime | None = None
    until: datetime | None = None


FACTS = frozenset(
    ("status", "channel", "service", "threat", "urgency", "reporter_kind", "child_age_band", "municipality", "outcome")
)


def _found_by_value(viewer: Actor, words: str) -> list[UUID]:
    values = identifiers.of_search(words)
    found = blind_index.find(viewer.opened().index_key(), values) if values else []
    return [object_id for object_kind, object_id, _ in found if object_kind == "contact"][:500]


def search(viewer: Actor, wanted: Search, *, limit: int = MOST) -> list[Row]:
    """Contacts that fit, newest first, at most `limit`. Raises NotAllowed, Locked, NotAMember."""
    viewer.need("search")
    plain: dict[str, Any] = {name: code for name, code in wanted.facts.items() if name in FACTS and code}
    contacts = Contact.objects.filter(**plain)
    if wanted.since:
        contacts = contacts.filter(received_at__gte=wanted.since)
    if wanted.until:
        contacts = contacts.filter(received_at__lt=wanted.until)
    if wanted.words.strip():
        numbers, values = numbers_meant(wanted.words, "contact"), _found_by_value(viewer, wanted.words)
        contacts = contacts.filter(Q(number__in=numbers) | Q(pk__in=values))
    elif not (plain or wanted.since or wanted.until):
        return []
    return opened_rows(viewer, list(contacts.only(*LIST_COLUMNS).order_by("-received_at", "-id")[:limit]))
