"""Where a child may live: districts, their municipalities, and the parts of a city that has them."""

from typing import Literal

from pydantic import Field

from .shape import Code, Shape
from .text import Text


class Municipality(Shape):
    code: Code
    name: Text
    kind: Literal["municipality", "city", "capital", "part"] = "municipality"
    parts: tuple["Municipality", ...] = ()


class District(Shape):
    code: Code
    name: Text
    municipalities: tuple[Municipality, ...] = Field(min_length=1)
    tile: tuple[int, int] | None = None  # (column, row) on a schematic map of hexagons; odd rows stand half a one aside


class Place(Shape):
    """A municipality with what stands around it."""

    code: str
    name: Text
    kind: str
    district: District
    part_of: str = ""


def places(districts: tuple[District, ...]) -> tuple[Place, ...]:
    """Every municipality, and after a city its parts."""
    found: list[Place] = []
    for district in districts:
        for one in district.municipalities:
            found.append(Place(code=one.code, name=one.name, kind=one.kind, district=district))
            found += [
                Place(code=part.code, name=part.name, kind="part", district=district, part_of=one.code)
                for part in one.parts
            ]
    return tuple(found)
