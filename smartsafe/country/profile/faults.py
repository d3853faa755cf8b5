"""What is wrong with a profile, and where: the file, the place in it, the line when it can be told."""

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass
class Fault(Exception):
    """One thing wrong. Shown as one line."""

    file: str
    place: Path
    problem: str
    line: int | None = None
    more: int = field(default=0)  # how many other faults there are

    def __str__(self) -> str:
        where = self.file + (f", line {self.line}" if self.line else "")
        named = f"{spelled(self.place)}: " if self.place else ""
        others = f" (and {self.more} more)" if self.more else ""
        return f"{where}: {named}{self.problem}{others}"


def spelled(place: Path) -> str:
    """`("threats", 2, "label", "sr")` → `threats[3].label.sr`, counting from one as people do."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text


_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"-]+)\s*=\s*(.*)$")
_ELEMENT = re.compile(r"^\s*[{\"\[]")


class _Reader:
    """Walks over TOML line by line and remembers where each table, key and element of a list begins."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.table: Path = ()
        self.counts: dict[Path, int] = {}
        self.inside = ""  # the quotes of an open text over several lines
        self.listing: Path | None = None  # the key of an open list over several lines
        self.element = 0

    def read(self, number: int, line: str) -> None:
        if self.inside:
            self.inside = "" if line.count(self.inside) % 2 else self.inside
        elif self.listing is not None:
            self._element(number, line)
        elif table := _TABLE.match(line):
            self._table(number, table)
        elif key := _KEY.match(line):
            self._key(number, key)

    def _table(self, number: int, found: re.Match[str]) -> None:
        path: Path = ()
        names = _names(found[2])
        for position, name in enumerate(names):
            path = (*path, name)
            self.lines.setdefault(path, number)
            if found[1] == "[[" and position == len(names) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                path = (*path, self.counts[path])
        self.table = path
        self.lines.setdefault(path, number)

    def _key(self, number: int, found: re.Match[str]) -> None:
        path = (*self.table, *_names(found[1]))
        self.lines.setdefault(path, number)
        value = found[2]
        for quotes in ('"""', "'''"):
            if value.count(quotes) % 2:
                self.inside = quotes
                return
        if value.startswith("[") and value.count("[") > value.count("]"):
            self.listing, self.element = path, 0

    def _element(self, number: int, line: str) -> None:
        if line.strip().startswith("]"):
            self.listing = None
        elif self.listing is not None and _ELEMENT.match(line):
            self.lines.setdefault((*self.listing, self.element), number)
            self.element += 1


def _names(dotted: str) -> list[str]:
    return [name.strip().strip('"') for name in dotted.split(".")]


def line_of(source: str, place: Path) -> int | None:
    """The line (from 1) of the nearest thing above `place` that has one; none when nothing of it is there."""
    reader = _Reader()
    for number, line in enumerate(source.splitlines(), start=1):
        reader.read(number, line)
    while place:
        if place in reader.lines:
            return reader.lines[place]
        place = place[:-1]
    return None
