"""Short words of the centre itself, cleaned; names in the languages it writes in; places by name or code."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from smartsafe.country.calendar import languages_to_write
from smartsafe.country.profile import Profile, Text, profile
from smartsafe.country.profile.languages import Languages
from smartsafe.language.folding import fold

from .errors import LineMissing, LineTooLong, TooManyLines, UnknownMunicipality


def line(text: str, field: str, *, limit: int, needed: bool = False) -> str:
    """One line without control characters. Raises LineMissing, LineTooLong."""
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if needed and not clean:
        raise LineMissing(field)
    if len(clean) > limit:
        raise LineTooLong(field, limit=limit)
    return clean


def words(text: str, field: str, *, limit: int) -> str:
    """Some lines. Raises LineTooLong."""
    clean = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(clean) > limit:
        raise LineTooLong(field, limit=limit)
    return clean


def lines(texts: Iterable[str], field: str, *, limit: int, most: int) -> list[str]:
    """Lines that say something, each once. Raises LineTooLong, TooManyLines."""
    clean = list(dict.fromkeys(one for text in texts if (one := line(text, field, limit=limit))))
    if len(clean) > most:
        raise TooManyLines(field, limit=most)
    return clean


def in_languages(told: Mapping[str, str], field: str, *, limit: int, needed: bool = True) -> dict[str, str]:
    """By language; the first one is needed, others fall back to it. Raises LineMissing, LineTooLong."""
    known = [code for code, _name in languages_to_write()]
    clean = {
        code: line(told.get(code, ""), f"{field}_{code}", limit=limit, needed=needed and code == known[0])
        for code in known
    }
    return {code: text for code, text in clean.items() if text}


def spoken(told: Mapping[str, str]) -> Text:
    """In whatever language is active."""
    return Text(told or {profile().languages[0].code: ""}, Languages(profile().languages))


def municipality(name: str, field: str) -> str:
    """The code of a municipality by code or name, in either script. Raises UnknownMunicipality."""
    typed = " ".join(name.split())
    if typed in profile().places_by_code:
        return typed
    found = _by_name(profile()).get(fold(typed[:200]))
    if found is None:
        raise UnknownMunicipality(field, name=typed[:60])
    return found


@lru_cache(maxsize=4)
def _by_name(known: Profile) -> dict[str, str]:
    """Code by folded name, alone and with the city it is a part of: “Земун (Београд)”. Wholes before parts."""
    names: dict[str, str] = {}
    for place in sorted(known.municipalities, key=lambda one: bool(one.part_of)):
        whole = known.places_by_code[place.part_of].name if place.part_of else None
        for code in sorted(place.name.written | (whole.written if whole else frozenset())):
            name = place.name.in_language(code)
            names.setdefault(fold(name), place.code)
            if whole is not None:
                names.setdefault(fold(f"{name} ({whole.in_language(code)})"), place.code)
    return names
