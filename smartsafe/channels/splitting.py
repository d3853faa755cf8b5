"""A long reply in the parts that its provider takes, in their order; nothing is lost of it but the space at a cut."""

import re
import unicodedata
from collections.abc import Callable

from smartsafe.language.scripts import in_script

from .contract import Outbound, Sent, TryLater

# Where a text may be cut, best first; the cut is made after what is found
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…][\"”“’)]*\s"), re.compile(r"\s"))
_JOINER = "\u200d"
_STAYS = frozenset({_JOINER, "\ufe0e", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))})


def size(text: str) -> int:
    """In UTF-16 units, as messengers count: an emoji is two or more."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def in_bytes(text: str) -> int:
    """As Instagram counts: a Cyrillic letter is two."""
    return len(text.encode(errors="replace"))


def words_of(out: Outbound) -> str:
    """In the script that the person reads: Latin is derived from Cyrillic, never the other way round."""
    return in_script(out.text, out.language) if out.language == "sr-latn" else out.text


def send_parts(out: Outbound, most: int, send: Callable[[str], str]) -> Sent:
    """Send the reply's parts that the other side has not got yet; the reply's state is that of the last one.

    `send` gives the provider's id of one part. Raises TryLater, which says how many have arrived, and Refused.
    """
    provider_id = ""
    for place, part in enumerate(parts(words_of(out), most)):
        if place < out.parts_sent:
            continue
        try:
            provider_id = send(part)
        except TryLater as trouble:
            raise TryLater(trouble.after_seconds, parts_sent=place) from None
    return Sent(provider_id)


def parts(text: str, most: int, measure: Callable[[str], int] = size) -> list[str]:
    """Parts of at most so many UTF-16 units, or of what else is measured; [] for a text of nothing but space."""
    made, rest = list[str](), text.strip()
    while measure(rest) > most:
        cut = _cut(rest, most, measure)
        made.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [part for part in (*made, rest) if part]


def _cut(text: str, most: int, measure: Callable[[str], int]) -> int:
    """At the end of a paragraph, a line, a sentence or a word, unless that leaves a part less than half full."""
    end, used = 0, 0
    while end < len(text) and (used := used + measure(text[end])) <= most:
        end += 1
    for cut in _CUTS:
        # what follows the end tells whether a word ends there
        found = [match.end() for match in cut.finditer(text, end // 2, end + 1) if match.start() <= end]
        if found:
            return found[-1]
    return _between_letters(text, end)


def _between_letters(text: str, end: int) -> int:
    """Not inside a letter with its accent, nor inside an emoji that is made of several."""
    for cut in range(end, max(end - 32, 0), -1):
        held = text[cut] in _STAYS or text[cut - 1] == _JOINER or unicodedata.category(text[cut]).startswith("M")
        if not held:
            return cut
    return end
