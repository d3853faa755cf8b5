"""The base of every model here: unchangeable, and a key nobody knows is a fault."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .text import Text


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)]
ShortCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=20)]
TinyCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=10)]
InstitutionCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9_]+)?$", max_length=60)]
Https = Annotated[str, StringConstraints(pattern=r"^https://[^\s\"<>]+$", max_length=300)]
Icon = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Choice(Shape):
    """One thing people choose among."""

    code: ShortCode
    label: Text
    hint: Text | None = None
    icon: Icon = "circle"


class AgeBand(Choice):
    code: TinyCode
    years_from: int | None = Field(default=None, ge=0, le=120)
    years_to: int | None = Field(default=None, ge=0, le=120)  # inclusive


class ReferralOutcome(Choice):
    """What an institution reports back. `told` is the sentence that the reporter reads at once, or nothing."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=30)]
    told: Text | None = None
