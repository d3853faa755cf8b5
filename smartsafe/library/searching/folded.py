"""Text as the full-text index holds it, and a search as it asks."""

import re
from html import unescape

from smartsafe.language.folding import fold

_WORD = re.compile(r"[a-z0-9]+")
_TAG = re.compile(r"<[^<>]*>")
MOST_WORDS = 8
SHORTEST_STEM = 4


def words_of(text: str) -> str:
    """One script, no diacritics, words with spaces between; the same for “ћерка” and “Ćerka”."""
    return " ".join(_WORD.findall(fold(unescape(_TAG.sub(" ", text)))))


def asked(text: str) -> list[str]:
    """The beginnings of words that a search looks for. Endings are cut, as Serbian bends them: “лозинке”, “лозинку”."""
    found = _WORD.findall(fold(text[:200]))[:MOST_WORDS]
    return [_stem(word) for word in found]


def _stem(word: str) -> str:
    stem = word.rstrip("aeious") if word.isalpha() else word
    return stem if len(stem) >= SHORTEST_STEM else word
