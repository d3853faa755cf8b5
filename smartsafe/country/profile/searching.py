"""Finding a place by what somebody types: in either script, with or without diacritics."""

from collections.abc import Iterable
from functools import cache

from smartsafe.language.folding import fold

from .territory import Place


@cache
def _keys(place_code: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Every beginning under which the place may be typed: the name and each of its words, đ also as plain d."""
    folded = {fold(name) for name in names}
    folded |= {name.replace("dj", "d") for name in folded}
    words = {word for name in folded for word in name.replace("-", " ").split()}
    return tuple(sorted(folded | words))


def matching(places: Iterable[Place], typed: str) -> list[Place]:
    """Places whose whole name begins as typed come first, then those of which a word does."""
    wanted = " ".join(fold(typed[:80].replace("\0", "")).replace("-", " ").split())
    if not wanted:
        return []
    found: list[tuple[bool, bool, int, Place]] = []
    for order, place in enumerate(places):
        names = tuple(place.name.in_language(code) for code in sorted(place.name.written))
        if any(key.replace("-", " ").startswith(wanted) for key in _keys(place.code, names)):
            whole = any(fold(name).startswith(wanted) for name in names)
            found.append((not whole, bool(place.part_of), order, place))
    return [place for *_, place in sorted(found, key=lambda entry: entry[:3])]
