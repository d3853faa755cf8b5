"""Items that somebody outside the library names, a campaign for example: by their key, which every language shares."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Sum

from . import words
from .errors import NoSuchItem
from .models import Downloads, Entry
from .searching.search import Card, cards_of


def named(typed: str) -> UUID:
    """The key of a published item by its address, as copied from a browser, or by its slug. Raises NoSuchItem."""
    path = typed.split("?", 1)[0].split("#", 1)[0]
    slug = path.rstrip("/").rpartition("/")[2].strip()
    key = Entry.objects.filter(slug=slug).values_list("key", flat=True).first() if slug else None
    if key is None:
        raise NoSuchItem()
    return key


def cards(keys: Sequence[UUID], *, language: str) -> list[Card]:
    """In the given order, each in the reader's language where it exists; what is not published is left out."""
    return [card for _key, card in by_key(keys, language=language)]


def by_key(keys: Sequence[UUID], *, language: str) -> list[tuple[UUID, Card]]:
    wanted, chosen = words.written_in(language), dict[UUID, int]()
    for key, item_id, written in (
        Entry.objects.filter(key__in=keys).order_by("item_id").values_list("key", "item_id", "language")
    ):
        if key not in chosen or written == wanted:
            chosen[key] = item_id
    found = {card.id: card for card in cards_of(list(chosen.values()))}
    return [(key, found[chosen[key]]) for key in keys if chosen.get(key) in found]


def taken(keys: Sequence[UUID], *, first: date, last: date) -> dict[UUID, int]:
    """How often each was taken in that time, in whatever language; also what is not published any more."""
    rows = Downloads.objects.filter(item__translation_key__in=keys, day__gte=first, day__lte=last)
    told = rows.values("item__translation_key").annotate(all=Sum("count")).values_list("item__translation_key", "all")
    return dict.fromkeys(keys, 0) | dict(told)
