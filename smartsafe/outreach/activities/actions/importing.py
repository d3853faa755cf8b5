"""Past activities from a table, all or none."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from smartsafe.audit.actions import record
from smartsafe.country.numbers import next_numbers
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.language.folding import fold
from smartsafe.people.actors import Actor

from ... import tables, words
from ...campaigns.models import Campaign
from ...errors import NotAChoice, RowsWrong
from ..models import Activity
from ..rules import (
    AUDIENCES,
    CLOSED,
    GENDERS,
    KINDS,
    MANAGE,
    MAX_CLASSES,
    MAX_PLACE,
    MOST_COUNTED,
    MOST_IMPORTED,
    TOOK_PLACE,
)
from ..times import here, hold_diary, midnight, place_key, today
from .booking import check_topics
from .holding import checked_counts

COLUMNS = (
    "day", "kind", "audience", "place", "municipality", "topics", "classes", "pupils", "parents", "teachers",
    "girls", "boys",
)  # fmt: skip
NEEDED = ("day", "kind", "place", "municipality")
EARLIEST = date(1990, 1, 1)  # before it nobody here warned of the internet: a slip of the hand


def _code(cell: str, choices: dict[str, Any], column: str, otherwise: str = "") -> str:
    """A choice by its code or by its name in the language of the page."""
    cell = cell.casefold() or otherwise
    for code, name in choices.items():
        if cell in (code, str(name).casefold()):
            return code
    raise tables.WrongCell(_("{column}: one of {choices}").format(column=column, choices=", ".join(choices)))


def _row(cells: dict[str, str], campaign_id: UUID | None) -> Activity:
    day = tables.day(cells, "day")
    if day > today() or day < EARLIEST:
        raise tables.WrongCell(
            _("day: {day} has not come yet").format(day=cells["day"])
            if day >= EARLIEST
            else _("day: {day} is before {first}").format(day=cells["day"], first=EARLIEST.year)
        )
    place = words.line(cells["place"], "place", limit=MAX_PLACE, needed=True)
    number = {one: tables.whole(cells, one, most=MOST_COUNTED) for one in ("pupils", "parents", "teachers", *GENDERS)}
    counts = checked_counts(
        pupils=number["pupils"], parents=number["parents"], teachers=number["teachers"],
        by_gender={one: number[one] for one in GENDERS}, by_age={},
    )  # fmt: skip
    return Activity(
        kind=_code(cells["kind"], KINDS, "kind"),
        audience=_code(cells["audience"], AUDIENCES, "audience", "pupils"),
        status=CLOSED,
        place=place,
        place_key=place_key(place),
        municipality=words.municipality(cells["municipality"], "municipality"),
        starts_at=midnight(day),
        ends_at=midnight(day + timedelta(days=1)),
        ended_at=midnight(day + timedelta(days=1)),
        day_only=True,
        topics=check_topics(cells["topics"].split()),
        classes=words.line(cells["classes"], "classes", limit=MAX_CLASSES),
        campaign_id=campaign_id,
        **counts,
    )


Key = tuple[date, str, str, str, str]


def _key(row: Activity) -> Key:
    """Which activity it is. A second talk in one place on one day is told apart by its classes."""
    day: date = row.starts_at.astimezone(here()).date()  # type: ignore[union-attr]
    return day, row.kind, row.place_key, row.municipality, fold(row.classes)


def _facts(row: Activity) -> tuple[Any, ...]:
    """What is told of it."""
    counts = (row.pupils, row.parents, row.teachers, tuple(row.by_gender.get(one, 0) for one in GENDERS))
    return row.audience, tuple(sorted(row.topics)), *counts


def _there(rows: list[Activity]) -> dict[Key, dict[tuple[Any, ...], str]]:
    """What took place on the same days: its facts and its number."""
    found: dict[Key, dict[tuple[Any, ...], str]] = defaultdict(dict)
    if rows:
        days = [row.starts_at for row in rows if row.starts_at]
        first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
        for row in Activity.objects.filter(status__in=TOOK_PLACE, starts_at__gte=first, starts_at__lte=last):
            found[_key(row)][_facts(row)] = row.number
    return found


def _otherwise(number: str) -> str:
    return _(
        "This is entered already with other numbers or topics ({number}). Correct it there; if it is another activity "
        "of that day, tell them apart by their classes."
    ).format(number=number)


@transaction.atomic
def import_past(actor: Actor, *, table: bytes, campaign_id: UUID | None = None) -> tables.Taken:
    """Entered as closed ones, each once, however often a table with it is brought.

    Raises NotATable, TooManyRows, RowsWrong, NotAChoice.
    """
    actor.need(MANAGE)
    hold_diary()  # the same table brought by two people at once
    if campaign_id and not Campaign.objects.filter(pk=campaign_id).exists():
        raise NotAChoice("campaign")
    rows: list[Activity] = []
    lines: list[int] = []
    wrong: list[tuple[int, str]] = []
    for number, cells in tables.read(table, COLUMNS, needed=NEEDED, most=MOST_IMPORTED):
        try:
            rows.append(_row(cells, campaign_id))
            lines.append(number)
        except (Invalid, tables.WrongCell) as refusal:
            wrong.append((number, str(refusal)))
    new, already = [], []
    there, seen = _there(rows), set()
    for line, row in zip(lines, rows, strict=True):
        key, facts = _key(row), _facts(row)
        if facts in there.get(key, ()) or (key, facts) in seen:
            already.append(line)
        elif key in there:
            wrong.append((line, _otherwise(", ".join(sorted(there[key].values())))))
        else:
            new.append(row)
        seen.add((key, facts))
    if wrong:
        raise RowsWrong("table", rows=sorted(wrong))
    for row, given in zip(new, next_numbers("activity", len(new)), strict=True):
        row.number = given
    Activity.objects.bulk_create(new)
    if new:
        record(actor, "activity.imported", "activities", profile().code, count=len(new))
    return tables.Taken(len(new), already)
