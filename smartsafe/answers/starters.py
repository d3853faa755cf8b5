"""Answers that a centre may begin with: `answers.toml` of the country profile."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

FILE = "answers.toml"


class Starter(BaseModel):
    """One answer in every language that it is written in: `title.sr`, `text.sr`, …"""

    model_config = ConfigDict(frozen=True, extra="forbid")

    audience: Literal["any", "child", "parent", "teacher"]
    threats: tuple[str, ...] = ()
    title: dict[str, str] = Field(min_length=1)
    text: dict[str, str] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    answers: tuple[Starter, ...]


def starters() -> tuple[Starter, ...]:
    """None where the profile has no such file. A broken file raises pydantic's ValidationError: a test reads it."""
    return _read(Path(settings.PROFILE_DIR) / FILE)


@cache
def _read(path: Path) -> tuple[Starter, ...]:
    if not path.exists():
        return ()
    return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).answers
