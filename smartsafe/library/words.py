"""The codes by which items are sorted and filtered, and how each is called."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile

AUDIENCES: dict[str, Promise] = {
    "children": _("Children"),
    "teens": _("Teenagers"),
    "parents": _("Parents and guardians"),
    "teachers": _("Teachers"),
    "professionals": _("Professionals"),
}
FORMATS: dict[str, Promise] = {
    "brochure": _("Brochure"),
    "lesson_plan": _("Lesson plan"),
    "card": _("Card"),
    "poster": _("Poster"),
    "quiz": _("Quiz"),
    "video": _("Video"),
    "podcast": _("Podcast"),
    "game": _("Game"),
    "book": pgettext_lazy("a kind of material", "Book"),
}
LICENCES: dict[str, str | Promise] = {
    "cc_by": "CC BY 4.0",
    "cc_by_nc": "CC BY-NC 4.0",
    "cc_by_nd": "CC BY-ND 4.0",
    "all_rights": _("All rights reserved"),
}
LICENCE_ADDRESSES = {
    "cc_by": "https://creativecommons.org/licenses/by/4.0/",
    "cc_by_nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc_by_nd": "https://creativecommons.org/licenses/by-nd/4.0/",
}


def age_bands() -> list[tuple[str, object]]:
    """The profile's age bands of children."""
    return [(band.code, band.label) for band in profile().age_bands if band.code not in ("unknown", "18_plus")]


def topics() -> list[tuple[str, object]]:
    """The profile's threats."""
    return [(threat.code, threat.label) for threat in profile().threats]


def advised() -> list[tuple[str, object]]:
    """Threats that the profile gives advice on: those that have a page of advice."""
    written = profile()
    return [(threat.code, threat.label) for threat in written.threats if threat.code in written.advice]


SCRIPTS: dict[str, Promise] = {"sr": _("Serbian, Cyrillic script"), "sr-latn": _("Serbian, Latin script")}


def languages_of_files() -> list[tuple[str, object]]:
    """Every language and script that readers choose from."""
    return [(one.code, SCRIPTS.get(one.code) or _name_of(one.code, one.name)) for one in profile().languages]


def language_of_file(code: str) -> str:
    return str(dict(languages_of_files()).get(code, ""))


def locales() -> list[tuple[str, str]]:
    """The languages that are written; others are derived from them."""
    return [(one.code, _name_of(one.code, one.name)) for one in profile().languages if not one.derived_from]


def _name_of(code: str, own_name: str) -> str:
    """In the reader's language, where Django knows it."""
    try:
        return str(get_language_info(code)["name_translated"]).capitalize()
    except KeyError:
        return own_name


def written_in(language: str) -> str:
    """The written language that a reader of this one reads: what derives from Serbian reads Serbian."""
    found = next((one for one in profile().languages if one.code == language), None)
    return (found.derived_from or found.code) if found else locales()[0][0]


def choices(kind: str) -> list[tuple[str, object]]:
    """(code, name) of everything that can be chosen, in the order in which it is shown."""
    asked: dict[str, Callable[[], list[Any]]] = {
        "audience": lambda: list(AUDIENCES.items()),
        "age": age_bands,
        "topic": topics,
        "format": lambda: list(FORMATS.items()),
        "language": locales,
    }
    return asked[kind]()


KINDS = ("audience", "age", "topic", "format", "language")
