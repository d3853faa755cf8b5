"""Finding contacts by number, by exact values, by words, by plain facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Q

from smartsafe.country.numbers import numbers_meant
from smartsafe.language.words import Asked, stands_in, stems
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index, word_index
from smartsafe.vault.sealing import CannotOpen

from .. import identifiers
from ..contents import contents_of
from ..models import Contact
from .inbox import LIST_COLUMNS, Row, opened_rows

MOST = 50
CHECKED = 200  # texts that are opened to see whether a phrase stands in them, the newest first


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; all that is given must fit.

    `exact`: a number, or an exact value (address, handle, phone); `words`: what stands in the texts. Either is enough.
    """

    exact: str = ""
    words: Asked = field(default_factory=Asked)
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


def _found_by_words(viewer: Actor, asked: Asked) -> list[UUID]:
    """The contacts whose words were written last, at most MOST."""
    key = viewer.opened().search_key()
    question = word_index.asking(key, map(stems, asked.words), asked.beginnings)
    found = (object_id for _kind, object_id in word_index.find(question, ["contact"]))
    return list(islice(_with_phrases(viewer, found, asked) if asked.phrases else found, MOST))


def _with_phrases(viewer: Actor, contact_ids: Iterable[UUID], asked: Asked) -> Iterator[UUID]:
    for contact in Contact.objects.filter(pk__in=list(islice(contact_ids, CHECKED))).order_by("-received_at"):
        try:
            texts = contents_of(contact, viewer.open(contact.key_for_centre), viewer.open).texts
        except CannotOpen:
            continue
        if all(any(stands_in(phrase, text) for text in texts) for phrase in asked.phrases):
            yield contact.pk


def search(viewer: Actor, wanted: Search, *, limit: int = MOST) -> list[Row]:
    """Contacts that fit, newest first, at most `limit`. Raises NotAllowed, Locked, NotAMember."""
    viewer.need("search")
    plain: dict[str, Any] = {name: code for name, code in wanted.facts.items() if name in FACTS and code}
    contacts = Contact.objects.filter(**plain)
    if wanted.since:
        contacts = contacts.filter(received_at__gte=wanted.since)
    if wanted.until:
        contacts = contacts.filter(received_at__lt=wanted.until)
    if wanted.exact.strip() or wanted.words:
        numbers, found = numbers_meant(wanted.exact, "contact"), _found_by_value(viewer, wanted.exact)
        found += _found_by_words(viewer, wanted.words)
        contacts = contacts.filter(Q(number__in=numbers) | Q(pk__in=found))
    elif not (plain or wanted.since or wanted.until):
        return []
    return opened_rows(viewer, list(contacts.only(*LIST_COLUMNS).order_by("-received_at", "-id")[:limit]))
