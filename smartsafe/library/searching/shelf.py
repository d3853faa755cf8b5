"""The published items as sets of bits, one for each code: combining filters and counting choices costs microseconds.

An item's place is its position from the newest on; bit *n* of a set says whether the item at place *n* belongs to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from .. import words
from ..models import Edition, Entry

FACETS = ("audience", "age", "topic", "format")


@dataclass(frozen=True, slots=True)
class Shelf:
    mark: UUID | None
    ids: list[int]
    places: Mapping[int, int]
    sets: Mapping[tuple[str, str], int]
    preferred: Mapping[str, int]  # language → one of each item: in that language, or else in another
    keys: Mapping[UUID, tuple[int, ...]]  # what an item is in every language → its places

    def of(self, ids: Iterable[int]) -> int:
        return _bits((self.places[one] for one in ids if one in self.places), len(self.ids))


def _bits(places: Iterable[int], size: int) -> int:
    held = bytearray(size // 8 + 1)
    for place in places:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


def places_in(bits: int) -> Iterator[int]:
    """The places of a set, from the newest on."""
    drawn = bin(bits)[:1:-1]
    place = drawn.find("1")
    while place >= 0:
        yield place
        place = drawn.find("1", place + 1)


_shelf: Shelf | None = None


def shelf() -> Shelf:
    """As the database has it now; read again only when something was published, changed or taken down."""
    global _shelf
    mark = Edition.objects.values_list("mark", flat=True).first()
    held = _shelf
    if held is None or mark is None or held.mark != mark:
        held = _shelf = _read(mark)
    return held


def _read(mark: UUID | None) -> Shelf:
    rows = list(Entry.objects.order_by("-published_at", "-item_id").values_list("item_id", "key", "language", "facets"))
    members: dict[tuple[str, str], list[int]] = {}
    by_key: dict[UUID, dict[str, int]] = {}
    for place, (_id, key, language, facets) in enumerate(rows):
        members.setdefault(("language", language), []).append(place)
        by_key.setdefault(key, {})[language] = place
        for kind in FACETS:
            for code in facets.get(kind, ()):
                members.setdefault((kind, code), []).append(place)
    order = [code for code, _name in words.locales()]
    preferred = {
        language: _bits(
            (found[next(code for code in (language, *order, *found) if code in found)] for found in by_key.values()),
            len(rows),
        )
        for language in order
    }
    ids = [row[0] for row in rows]
    return Shelf(
        mark=mark,
        ids=ids,
        places={one: place for place, one in enumerate(ids)},
        sets={name: _bits(places, len(rows)) for name, places in members.items()},
        preferred=preferred,
        keys={key: tuple(found.values()) for key, found in by_key.items()},
    )
