"""Short words of the centre itself, cleaned; names in the languages it writes in; places by name or code."""

from collections.abc import Iterable, Mapping

from smartsafe.country.calendar import languages_to_write
from smartsafe.country.profile import Text, profile
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
    wanted = fold(name.strip())
    for place in profile().municipalities:
        if name.strip() == place.code or wanted in {fold(place.name.in_language(code)) for code in place.name.written}:
            return place.code
    raise UnknownMunicipality(field, name=name.strip()[:60])
