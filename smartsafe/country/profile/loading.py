"""Read a profile's files, check them, and say at once what is wrong with them."""

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .checks import check
from .faults import Fault, line_of
from .languages import Language, Languages
from .whole import Profile

# which file says what
FILES: dict[str, tuple[str, ...]] = {
    "profile.toml": ("code", "time_zone", "languages", "letter_language", "centre", "emergency", "exit_address",
                     "numbers", "deadlines", "auto_replies", "retention"),
    "hours.toml": ("hours", "holidays"),
    "choices.toml": ("services", "channels", "harms", "places_of_harm", "reporter_kinds", "age_bands", "genders",
                     "urgencies", "outcomes_of_contact", "progress", "referral_outcomes", "involved_roles"),
    "threats.toml": ("insafe_topics", "threats"),
    "legal.toml": ("legal_hints",),
    "territory.toml": ("districts",),
    "institutions.toml": ("institutions", "local_kinds"),
    "competence.toml": ("competence",),
    "helplines.toml": ("helplines_elsewhere",),
    "statements.toml": ("statements",),
    "youth.toml": ("youth",),
}  # fmt: skip
NOT_OURS = {"demo.toml", "answers.toml"}  # the demo centre's stories; answers to begin with (smartsafe.answers)
OTHERS_FOLDERS = ("demo/", "learning/", "library/")  # each read and checked by the module of that name
HOME = {key: file for file, keys in FILES.items() for key in keys}


def profile() -> Profile:
    """The profile that the settings name, read once. A broken one stops the process with one clear line."""
    from django.conf import settings

    return loaded(Path(settings.PROFILE_DIR))


@cache
def loaded(folder: Path) -> Profile:
    try:
        return load(folder)
    except Fault as fault:
        sys.exit(f"smartsafe: profile “{folder.name}”: {fault}")


def load(folder: Path) -> Profile:
    """The profile in that folder, checked. Raises Fault."""
    sources = _sources(folder)
    parsed = {name: _parsed(name, source) for name, source in sources.items()}
    whole: dict[str, Any] = {"advice": {}}
    for name, content in parsed.items():
        if name.startswith("advice/"):
            whole["advice"][_slug(name)] = content
            continue
        for key, value in content.items():
            if key not in FILES[name]:
                belongs = f"belongs in {HOME[key]}" if key in HOME else "is not known here"
                raise Fault(name, (key,), belongs, line_of(sources[name], (key,)))
            whole[key] = value
    languages = _languages(whole, sources)
    try:
        made = Profile.model_validate(whole, context={"languages": languages})
    except ValidationError as error:
        raise _fault(error, sources) from None
    for place, problem in check(made):
        raise _at(place, problem, sources)
    return made


def _slug(name: str) -> str:
    return name.removeprefix("advice/").removesuffix(".toml")


def _sources(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted([*folder.glob("*.toml"), *folder.glob("*/*.toml")]):
        name = path.relative_to(folder).as_posix()
        if name in NOT_OURS or name.startswith(OTHERS_FOLDERS):
            continue
        if name not in FILES and not name.startswith("advice/"):
            raise Fault(name, (), f"is not a file of a profile; there are {', '.join(FILES)} and advice/<threat>.toml")
        try:
            found[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise Fault(name, (), f"is not UTF-8 (byte {error.start})") from None
        except OSError as error:
            raise Fault(name, (), f"cannot be read: {error.strerror}") from None
    return found


def _parsed(name: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise Fault(name, (), f"is not TOML: {error}") from None


def _languages(whole: dict[str, Any], sources: dict[str, str]) -> Languages:
    listed = whole.get("languages")
    if not isinstance(listed, list) or not listed:
        raise _at(("languages",), "must list at least one language", sources)
    made: list[Language] = []
    for position, entry in enumerate(listed):
        try:
            made.append(Language.model_validate(entry))
        except ValidationError as error:
            first = error.errors()[0]
            raise _at(("languages", position, *first["loc"]), _said(first), sources) from None
    seen: set[str] = set()
    for position, language in enumerate(made):
        for other in (language.derived_from, language.falls_back_to):
            # only upwards, so that no chain of fallbacks can turn in a circle
            if other and other not in seen:
                raise _at(("languages", position), f"“{other}” is not a language listed before it", sources)
        if language.code in seen:
            raise _at(("languages", position, "code"), f"“{language.code}” is there twice", sources)
        seen.add(language.code)
    return Languages(tuple(made))


def _at(place: tuple[str | int, ...], problem: str, sources: dict[str, str], more: int = 0) -> Fault:
    """A fault at a place of the whole profile: told by the file that the place belongs to."""
    if place and place[0] == "advice" and len(place) > 1:
        name, inside = f"advice/{place[1]}.toml", place[2:]
    else:
        name, inside = HOME.get(str(place[0]), "profile.toml"), place
    if name not in sources:
        return Fault(name, (), f"is missing ({problem})" if len(inside) > 1 else "is missing", more=more)
    return Fault(name, inside, problem, line_of(sources[name], inside), more)


SAID = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_type": "must be a text in quotes",
    "too_short": "has too few entries",
    "too_long": "has too many entries",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
}


def _said(error: Any) -> str:
    """One reason in plain words."""
    known = SAID.get(error["type"])
    if known:
        return known
    if error["type"] == "string_pattern_mismatch":
        return f"“{error['input']}” is not written as {error['ctx']['pattern']}"
    message: str = error["msg"].removeprefix("Value error, ")
    return message[0].lower() + message[1:]


def _fault(error: ValidationError, sources: dict[str, str]) -> Fault:
    first, *others = error.errors()
    return _at(tuple(first["loc"]), _said(first), sources, more=len(others))
