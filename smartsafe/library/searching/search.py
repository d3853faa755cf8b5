"""Search: words, filters that combine, and how many items each further choice would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from .. import words
from ..models import Entry
from . import full_text
from .folded import asked
from .shelf import Shelf, places_in, shelf

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Card:
    """An item in a list. `language`: the one it is written in; `also`: the others it exists in."""

    id: int
    slug: str
    language: str
    title: str
    summary: str
    cover: str
    format: str
    minutes: int | None
    pages: int | None
    year: int | None
    picture: str = ""  # that an editor added, in place of the cover's drawing
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    total: int
    page: int
    last_page: int
    cards: list[Card] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)  # kind → code → how many with the other filters


def search(*, language: str, text: str = "", chosen: Mapping[str, Sequence[str]] | None = None, page: int = 1) -> Found:
    """Published items for a reader of this language; those with the words in the title first, then the newest."""
    on = shelf()
    chosen = {kind: codes for kind, codes in (chosen or {}).items() if codes}
    stems = asked(text)
    matching, titled = (1 << len(on.ids)) - 1, 0
    if stems:
        everywhere, in_title = full_text.find(stems)
        matching, titled = on.of(everywhere), on.of(in_title)
    elif text.strip():
        matching = 0
    wanted = {kind: _any(on, kind, codes) for kind, codes in chosen.items() if kind in words.KINDS}
    best = on.preferred.get(words.written_in(language), 0)
    result = matching & _all(wanted) & (-1 if "language" in wanted else best)
    total = result.bit_count()
    last = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), last)
    return Found(total, page, last, _cards(on, result, titled, page), _counts(on, matching, wanted, best))


def _any(on: Shelf, kind: str, codes: Sequence[str]) -> int:
    found = 0
    for code in codes:
        found |= on.sets.get((kind, code), 0)
    return found


def _all(wanted: Mapping[str, int], besides: str = "") -> int:
    found = -1
    for kind, members in wanted.items():
        if kind != besides:
            found &= members
    return found


def _counts(on: Shelf, matching: int, wanted: Mapping[str, int], best: int) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for kind in words.KINDS:
        among = matching & _all(wanted, besides=kind)
        if kind != "language" and "language" not in wanted:
            among &= best
        counts[kind] = {code: (among & on.sets.get((kind, code), 0)).bit_count() for code, _name in words.choices(kind)}
    return counts


def _cards(on: Shelf, result: int, titled: int, page: int) -> list[Card]:
    def in_order() -> Any:
        yield from places_in(result & titled)
        yield from places_in(result & ~titled)

    start = (page - 1) * PER_PAGE
    return cards_of([on.ids[place] for place in islice(in_order(), start, start + PER_PAGE)], on)


def cards_of(ids: Sequence[int], on: Shelf | None = None) -> list[Card]:
    """The cards of published items in the given order; what is not published is left out."""
    on = on or shelf()
    rows = {entry.item_id: entry for entry in Entry.objects.filter(item_id__in=ids)}
    tongues: dict[int, list[str]] = {}
    for entry in rows.values():
        for code, _name in words.locales():
            held = on.sets.get(("language", code), 0)
            if code != entry.language and any(held >> place & 1 for place in on.keys.get(entry.key, ())):
                tongues.setdefault(entry.item_id, []).append(code)
    return [
        Card(
            id=rows[one].item_id, slug=rows[one].slug, language=rows[one].language,
            also=tuple(tongues.get(one, ())), **rows[one].card,
        )
        for one in ids if one in rows
    ]  # fmt: skip
