"""Tables that people bring as CSV: read kindly, refused line by line; and written so that no cell runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from smartsafe.errors import Invalid

from .errors import NotATable, TooManyRows

MOST_BYTES = 1024 * 1024
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def read(raw: bytes, columns: Sequence[str], *, needed: Sequence[str], most: int) -> list[tuple[int, dict[str, str]]]:
    """(line number, cells by column). Comma, semicolon or tabulator. Raises NotATable, TooManyRows."""
    known = ", ".join(columns)
    if len(raw) > MOST_BYTES or b"\0" in raw:
        raise NotATable("table", columns=known)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotATable("table", columns=known) from None
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        if not set(needed) <= set(names):
            raise NotATable("table", columns=known)
        found = []
        for cells in rows:
            if any(cell.strip() for cell in cells):
                told = dict(zip(names, (cell.strip() for cell in cells), strict=False))
                found.append((rows.line_num, {column: told.get(column, "") for column in columns}))
            if len(found) > most:
                raise TooManyRows("table", limit=most)
    except csv.Error:
        raise NotATable("table", columns=known) from None
    return found


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a table: how many rows were entered, and the lines of those that were there already."""

    entered: int
    already: list[int] = field(default_factory=list)


class WrongCell(Exception):
    """A sentence about one cell."""


def whole(cells: dict[str, str], column: str, *, most: int) -> int:
    """Raises WrongCell; an empty cell is nought."""
    text = cells[column].replace(" ", "").replace(".", "").replace("\N{NO-BREAK SPACE}", "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) > most:
        raise WrongCell(
            _("{column}: a whole number up to {most} is expected, not “{text}”").format(
                column=column, most=most, text=cells[column][:20]
            )
        )
    return int(text)


def day(cells: dict[str, str], column: str) -> date:
    """Raises WrongCell."""
    for form in ("%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y"):
        try:
            return datetime.strptime(cells[column].replace(" ", ""), form).date()
        except ValueError:
            continue
    raise WrongCell(_("{column}: write a day as 24.11.2026").format(column=column))


def said(refusal: Invalid | WrongCell) -> str:
    return str(refusal)


def safe(cell: object) -> str:
    """A cell that no spreadsheet runs."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULAS) else text


def written(rows: Iterable[Sequence[object]]) -> str:
    """CSV with a mark by which spreadsheets read Cyrillic."""
    out = io.StringIO()
    lines = csv.writer(out)
    for row in rows:
        lines.writerow([safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()
