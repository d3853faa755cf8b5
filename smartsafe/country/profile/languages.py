"""Which languages a centre offers. Read when the settings are made, before any Django app exists."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Language(BaseModel):
    """One language of the interface. A derived one is never written: it is made from another by its script."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^[a-z]{2,3}(-[a-z]{2,4})?$")
    name: str = Field(min_length=1)  # in itself, as people look for it
    short: str = Field(default="", max_length=6)  # for the switch in the header
    html: str = Field(default="", pattern=r"^[A-Za-z-]*$")  # the lang attribute; the code when empty
    derived_from: str = ""  # the code of the language that this one is the Latin script of
    falls_back_to: str = ""  # where a missing text is taken from; the first language when empty

    @property
    def lang(self) -> str:
        return self.html or self.code


@dataclass(frozen=True, slots=True)
class Languages:
    """All languages of a profile, the first being the one in which every text exists."""

    all: tuple[Language, ...]

    @property
    def first(self) -> str:
        return self.all[0].code

    def get(self, code: str) -> Language | None:
        return next((language for language in self.all if language.code == code), None)


def languages_of(profile_dir: Path) -> list[tuple[str, str]]:
    """(code, name) of each language, the first being the one texts are written in.

    Reads `profile.toml` leniently: what is wrong in it is told by the loader, with its place, once the apps are ready.
    """
    try:
        listed = tomllib.loads((profile_dir / "profile.toml").read_text(encoding="utf-8"))["languages"]
        return [(str(language["code"]), str(language["name"])) for language in listed] or [("en", "English")]
    except (OSError, ValueError, KeyError, TypeError):
        return [("en", "English")]
