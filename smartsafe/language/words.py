"""Words as a search compares them: folded to one script without diacritics, and their stems in Serbian and English.

Stems by Snowball (https://snowballstem.org). A word has the stem of either language, since people mix them.
"""

import re
import threading
from dataclasses import dataclass
from functools import cache

import Stemmer

from .folding import fold
from .overlap import GRAMMAR

LANGUAGES = ("serbian", "english")
SHORTEST, LONGEST = 2, 40
SHORTEST_BEGINNING = 3
MOST_ASKED = 12  # words of one question
_WORD = re.compile(rf"[^\W_]{{{SHORTEST},{LONGEST}}}")
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_TYPED = re.compile(rf"([^\W_]{{{SHORTEST},{LONGEST}}})(\*?)")
# What is too short for `overlap` and says nothing, folded
_SMALL = frozenset(
    _WORD.findall(
        """ali bi bih bio da do ga gde ih ili im iz ja je jer jos ju ka kad ko koj li me mi moj mu na nam ne ni nije no
        nju od on ona oni ono pa po pod pre sa se si smo ste su sve sto ta taj tek ti tim to tu tvoj uz va vas ve vi za
        zar an and are as at be but by can did do for had has he her him his how if in is it its me my no not of off on
        or our out she so the to too up us was we who why you"""
    )
)
_here = threading.local()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed into a search, folded. `words` and `beginnings` must all stand in a text, `phrases` in a row."""

    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.beginnings)


@cache
def _grammar() -> frozenset[str]:
    return GRAMMAR | _SMALL


def in_order(text: str) -> list[str]:
    """Every word, folded, as it follows."""
    return _WORD.findall(fold(text))


def telling(text: str) -> set[str]:
    """The folded words that say something."""
    return set(in_order(text)) - _grammar()


def stems(word: str) -> tuple[str, ...]:
    """The stems of a folded word, one for each language in which it has one of its own; the Serbian first."""
    # Not shared between threads, and without its memory of the last words: these may be anybody's.
    stemmers = getattr(_here, "stemmers", None)
    if stemmers is None:
        stemmers = _here.stemmers = [Stemmer.Stemmer(language, 0) for language in LANGUAGES]
    return tuple(dict.fromkeys(stemmer.stemWord(word) for stemmer in stemmers))


def stemmed(*texts: str) -> dict[str, tuple[str, ...]]:
    """The words of the texts that say something, each with its stems: what is indexed."""
    return {word: stems(word) for text in texts for word in telling(text)}


def asked(typed: str, *, unfinished: bool = False) -> Asked:
    """`word`, `beginn*`, `"a phrase"`. `unfinished`: somebody is typing, so that the last word is a beginning.

    A beginning has at least SHORTEST_BEGINNING letters. Words that say nothing are asked for in phrases only.
    """
    phrases = [tuple(in_order(quoted)) for quoted in _QUOTED.findall(typed)]
    words = [word for phrase in phrases for word in phrase]
    beginnings: list[str] = []
    rest = fold(_QUOTED.sub(" ", typed))
    for match in _TYPED.finditer(rest):
        open_end = bool(match[2]) or (unfinished and match.end() == len(rest))
        (beginnings if open_end and len(match[1]) >= SHORTEST_BEGINNING else words).append(match[1])
    told = [word for word in dict.fromkeys(words) if word not in _grammar()]
    return Asked(
        tuple(told[:MOST_ASKED]), tuple(dict.fromkeys(beginnings))[:MOST_ASKED], tuple(p for p in phrases if len(p) > 1)
    )


def stands_in(phrase: tuple[str, ...], text: str) -> bool:
    """Whether the words stand in the text one after the other, in any script."""
    return f" {' '.join(phrase)} " in f" {' '.join(in_order(text))} "
