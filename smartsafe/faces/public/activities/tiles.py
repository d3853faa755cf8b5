"""A schematic map: every district one hexagon where the profile puts it; drawn beside a table that says the same."""

import math
from collections import Counter
from dataclasses import dataclass

from smartsafe.country.profile import profile
from smartsafe.outreach.activities import figures

SIZE = 30.0  # from the middle of a hexagon to its corner
FEW, LONGEST = 3, 11  # a word that so many districts share names none of them; letters that a hexagon takes
WIDE, HIGH = SIZE * math.sqrt(3), SIZE * 1.5


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    name: str
    short: str
    activities: int
    people: int
    shade: int  # 0 to 4
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    tiles: list[Tile]
    rows: list[Tile]  # those that have anything, most people first
    box: str


def _points(x: float, y: float) -> str:
    corners = (math.radians(60 * corner - 30) for corner in range(6))
    return " ".join(f"{x + (SIZE - 1.5) * math.cos(a):.1f},{y + (SIZE - 1.5) * math.sin(a):.1f}" for a in corners)


def district_map() -> Map:
    """Where we were in the last twelve months."""
    return drawn(figures.by_district(since=figures.last_twelve_months()))


def drawn(counted: dict[str, tuple[int, int]]) -> Map:
    """District → (activities, people). Districts that the profile gives no tile stand in the table alone."""
    most = max((people for _number, people in counted.values()), default=0) or 1
    said = Counter(word for district in profile().districts for word in str(district.name).split())
    tiles = []
    for district in profile().districts:
        number, people = counted.get(district.code, (0, 0))
        column, row = district.tile or (-1, -1)
        x, y = column * WIDE + (row % 2) * WIDE / 2, row * HIGH
        name = str(district.name)
        shade = 0 if not number else 1 + min(3, math.floor(3.999 * people / most))
        tiles.append(
            Tile(
                district.code, name, _short(name, said), number, people, shade, _points(x, y), round(x, 1), round(y, 1)
            )
        )
    placed = [tile for tile, district in zip(tiles, profile().districts, strict=True) if district.tile]
    rows = sorted((tile for tile in tiles if tile.activities), key=lambda tile: (-tile.people, tile.name))
    return Map(placed, rows, _box(placed))


def _short(name: str, said: Counter[str]) -> str:
    """A word that fits a hexagon: the longest of the name's that few others have, shortened."""
    own = [word for word in name.split() if said[word] < FEW] or name.split()
    word = max(own, key=len)
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}."


def _box(tiles: list[Tile]) -> str:
    if not tiles:
        return "0 0 1 1"
    left, right = min(tile.x for tile in tiles) - WIDE / 2, max(tile.x for tile in tiles) + WIDE / 2
    top, bottom = min(tile.y for tile in tiles) - SIZE, max(tile.y for tile in tiles) + SIZE
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
