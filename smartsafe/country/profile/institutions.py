"""Institutions that may be competent, and the rules by which they are."""

from typing import Literal

from pydantic import Field

from .shape import Code, Https, InstitutionCode, Shape, ShortCode, TinyCode
from .text import Text


class InstitutionEntry(Shape):
    """One body, in the three forms of its name that letters need."""

    code: InstitutionCode
    name: Text
    name_genitive: Text  # "the competence of …"
    name_dative: Text  # "to …"
    short_name: Text | None = None
    kind: ShortCode = "other"
    address: Text | None = None
    phone: str = ""
    website: Https | None = None
    about: Text | None = None
    municipality: str = ""

    @property
    def short(self) -> Text:
        return self.short_name or self.name


class LocalKind(Shape):
    """A kind of institution that every municipality has: `csr` makes `csr.<municipality>` for each.

    The texts may hold `{municipality}`. An institution written out under the same code takes its place, and before
    the general kind goes one that holds only `within` a city, for the parts of it.
    """

    code: Code
    within: str = ""  # a municipality with parts
    name: Text
    name_genitive: Text
    name_dative: Text
    short_name: Text | None = None
    kind: ShortCode = "other"
    about: Text | None = None

    def at(self, municipality: str, name: Text) -> InstitutionEntry:
        return InstitutionEntry(
            code=f"{self.code}.{municipality}",
            name=_at(self.name, name),
            name_genitive=_at(self.name_genitive, name),
            name_dative=_at(self.name_dative, name),
            short_name=_at(self.short_name, name) if self.short_name else None,
            kind=self.kind,
            about=self.about,
            municipality=municipality,
        )


def _at(text: Text, municipality: Text) -> Text:
    return text.filled(municipality=municipality)


class CompetenceRule(Shape):
    """When all conditions that are named hold, the institution is suggested with the reason.

    Rules are read in their order. `institution` may be `<local kind>.*`, the one of the child's municipality;
    when that is not known, `otherwise` is suggested, if any. An empty condition always holds.
    """

    code: Code
    institution: str = Field(pattern=r"^[a-z0-9_]+(\.([a-z0-9_]+|\*))?$")
    otherwise: str = ""
    threats: tuple[Code, ...] = ()
    harms: tuple[ShortCode, ...] = ()
    age_bands: tuple[TinyCode, ...] = ()
    municipalities: tuple[Code, ...] = ()
    host: Literal["any", "here", "abroad"] = "any"
    reason: Text
