"""Serbian in both scripts: Cyrillic is written, Latin is derived from it."""

import re

_LETTERS = dict(
    zip(
        "абвгдђежзијклмнопрстћуфхцчш",
        ("a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "ć", "u",
         "f", "h", "c", "č", "š"),
        strict=True,
    )
)  # fmt: skip
_SINGLE = str.maketrans({**_LETTERS, **{cyrillic.upper(): latin.upper() for cyrillic, latin in _LETTERS.items()}})
_SMALL_PAIRS = str.maketrans({"љ": "lj", "њ": "nj", "џ": "dž"})
_CAPITAL_PAIRS = {"Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
# A web or e-mail address works only as it was written, whatever its letters.
_ADDRESS = re.compile(
    r"(\b[a-z][a-z0-9+.-]*://[^\s<>\"]+|\bwww\.[^\s<>\"]+|[^\s<>\"@]+@[^\s<>\"@]+\.[^\s<>\"@]+)", re.I
)


def to_latin(text: str) -> str:
    """Serbian Cyrillic as Serbian Latin; addresses, Latin text, codes and placeholders stay as they are."""
    parts = _ADDRESS.split(text)
    parts[::2] = [letters_to_latin(part) for part in parts[::2]]
    return "".join(parts)


def letters_to_latin(text: str) -> str:
    """Every Serbian Cyrillic letter as Latin, wherever it stands."""
    if text.isascii():
        return text
    if any(pair in text for pair in _CAPITAL_PAIRS):
        text = "".join(_capital_pair(text, place) for place in range(len(text)))
    return text.translate(_SMALL_PAIRS).translate(_SINGLE)


def _capital_pair(text: str, place: int) -> str:
    """One letter; a capital pair is all capital inside a word of capitals: ЉУБАВ is LJUBAV, Љубав is Ljubav."""
    pair = _CAPITAL_PAIRS.get(text[place])
    if pair is None:
        return text[place]
    following = text[place + 1 : place + 2]
    before = text[place - 1 : place] if place else ""
    shouted = following.isupper() or (before.isupper() and not following.islower())
    return pair.upper() if shouted else pair


def in_script(text: str, language: str) -> str:
    """A Serbian text (a name, a place) as a reader of this language reads it; only `sr` reads Cyrillic."""
    return text if language == "sr" else to_latin(text)
