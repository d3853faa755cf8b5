"""A place by the name that somebody typed, in either script, without a script running in the browser."""

from smartsafe.country.profile import profile
from smartsafe.country.profile.territory import Place
from smartsafe.language.folding import fold


def name_of(code: str) -> str:
    """A place's name in the active language, with its city where it is a part of one. Empty for none."""
    place = next((place for place in profile().municipalities if place.code == code), None)
    return full_name(place) if place else ""


def full_name(place: Place) -> str:
    if not place.part_of:
        return str(place.name)
    return f"{place.name} ({profile().municipality(place.part_of).name})"


def names() -> list[str]:
    """Every place as it can be chosen, in the active language."""
    return [full_name(place) for place in profile().municipalities]


def code_of(typed: str) -> str:
    """The place meant: its full name, its name, or the only one that begins so. Empty when there is none."""
    wanted = " ".join(fold(typed).split())
    known = profile().municipalities
    named = [place for place in known if _folded(full_name(place)) == wanted]
    named = named or [place for place in known if _folded(str(place.name)) == wanted]
    whole = [place for place in named if not place.part_of] or named
    if len(whole) == 1:
        return whole[0].code
    begun = profile().find_municipalities(typed, limit=2)
    return begun[0].code if len(begun) == 1 and not named else ""


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
