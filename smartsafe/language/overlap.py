"""How much two texts speak of the same thing: by the beginnings of their words, without a dictionary."""

import re

from .folding import fold

_WORD = re.compile(r"[a-z0-9]+")
SHORTEST, STEM = 4, 4  # shorter words are grammar; what differs after so many letters is an ending
# Words of that length which are grammar all the same, folded
GRAMMAR = frozenset(
    _WORD.findall(
        """ako bilo bila biti
    cela gde jedan jedna jedno jesam jeste koja koje koji kako kada kaze meni mene moje moja moze
    mogu moji nego neko neka neki njega njene njih njoj onda onaj ovaj ovde ovog pored posto preko samo sada sebe svoj
    svoju svoje tada tako takodje tebe tebi toga treba vama vase vasa vise zasto zato zbog about after also because been
    could does every from have into just like more other over should some somebody someone than that their them then
    there these they thing this very want what when where which while will with would your"""
    )
)


def stems(text: str) -> frozenset[str]:
    """Beginnings of the words that say something, in one script without diacritics."""
    words = _WORD.findall(fold(text))
    return frozenset(word[:STEM] for word in words if len(word) >= SHORTEST and word not in GRAMMAR)


def overlap(asked: frozenset[str], told: frozenset[str]) -> float:
    """0 for nothing in common, 1 when all that is asked for is told; long texts win nothing by their length."""
    if not asked or not told:
        return 0.0
    return len(asked & told) / min(len(asked), len(told), 12)
