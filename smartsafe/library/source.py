"""The library that a country profile brings along (`library/*.toml`), checked before anything is made."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from . import words
from .drawings import drawing
from .errors import ContentWrong
from .plain_text import blocks_of


class Written(BaseModel):
    """An item in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=200)
    summary: str = Field(min_length=1, max_length=300)
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _blocks(self) -> "Written":
        for kind, value in blocks_of(self.text):
            if kind == "drawing" and not drawing(value["name"]):
                raise ValueError(f"no drawing {value['name']}")
        return self


class Source(BaseModel):
    """One file. `slug`, the file's name, stands in the address in every language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    format: str
    cover: str
    audiences: list[str]
    ages: list[str] = []
    topics: list[str]
    minutes: int | None = None
    pages: int | None = None
    author: dict[str, str]
    reviewed_on: date
    licence: str = "cc_by"
    related: list[str] = []
    in_: dict[str, Written] = Field(alias="in")

    @model_validator(mode="after")
    def _codes(self) -> "Source":
        for kind, codes in (
            ("format", [self.format]), ("audience", self.audiences), ("age", self.ages), ("topic", self.topics),
            ("language", list(self.in_)),
        ):  # fmt: skip
            known = {code for code, _name in words.choices(kind)}
            if unknown := set(codes) - known:
                raise ValueError(f"{kind}: {sorted(unknown)} is not one of {sorted(known)}")
        if self.licence not in words.LICENCES or not drawing(self.cover):
            raise ValueError("licence or cover")
        return self


def sources() -> list[Source]:
    """Everything the profile brings; none for a profile without a library. Raises ContentWrong."""
    folder: Path = settings.PROFILE_DIR / "library"
    found = [_read(path) for path in sorted(folder.glob("*.toml"))]
    slugs = {one.slug for one in found}
    for one in found:
        if missing := set(one.related) - slugs:
            raise ContentWrong(where=one.slug, why=f"related: {sorted(missing)}")
    return found


def _read(path: Path) -> Source:
    try:
        told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return Source(slug=path.stem, **told)
    except (ValidationError, ValueError) as error:
        raise ContentWrong(where=path.name, why=str(error)) from None
