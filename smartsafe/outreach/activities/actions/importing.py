"""Past activities from a table, all or none."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.numbers import next_numbers
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
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
from ..times import here, place_key
from .booking import check_topics
from .holding import checked_counts

COLUMNS = (
    "day", "kind", "audience", "place", "municipality", "topics", "classes", "pupils", "parents", "teachers",
    "girls", "boys",
)  # fmt: skip
NEEDED = ("day", "kind", "place", "municipality")
EARLIEST = date(1990, 1, 1)  # before it nobody here warned of the internet: a slip of the hand
LASTED = timedelta(hours=1, minutes=30)  # where nobody wrote it down


def _code(cell: str, choices: dict[str, Any], column: str, otherwise: str = "") -> str:
    """A choice by its code or by its name in the language of the page."""
    cell = cell.casefold() or otherwise
    for code, name in choices.items():
        if cell in (code, str(name).casefold()):
            return code
    raise tables.WrongCell(_("{column}: one of {choices}").format(column=column, choices=", ".join(choices)))


def _row(cells: dict[str, str], campaign_id: UUID | None) -> Activity:
    day = tables.day(cells, "day")
    starts_at = datetime.combine(day, time(10), here())
    if starts_at > clock.now() or day < EARLIEST:
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
        starts_at=starts_at,
        ends_at=starts_at + LASTED,
        ended_at=starts_at + LASTED,
        topics=check_topics(cells["topics"].split()),
        classes=words.line(cells["classes"], "classes", limit=MAX_CLASSES),
        campaign_id=campaign_id,
        **counts,
    )


def _same(row: Activity) -> tuple[date, str, str]:
    day: date = row.starts_at.astimezone(here()).date()  # type: ignore[union-attr]
    return day, row.place_key, row.municipality


def _known(rows: list[Activity]) -> set[tuple[date, str, str]]:
    """What took place on the same days, so that a table brought twice does not double a year."""
    if not rows:
        return set()
    days = [row.starts_at for row in rows if row.starts_at]
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
    there = Activity.objects.filter(status__in=TOOK_PLACE, starts_at__gte=first, starts_at__lte=last)
    return {_same(row) for row in there.only("starts_at", "place_key", "municipality")}


@transaction.atomic
def import_past(actor: Actor, *, table: bytes, campaign_id: UUID | None = None) -> int:
    """How many were entered, as closed ones. Raises NotATable, TooManyRows, RowsWrong, NotAChoice."""
    actor.need(MANAGE)
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
    known = _known(rows)
    said = _("This activity is entered already.")
    wrong += [(line, said) for line, row in zip(lines, rows, strict=True) if _same(row) in known]
    if wrong:
        raise RowsWrong("table", rows=wrong)
    for row, given in zip(rows, next_numbers("activity", len(rows)), strict=True):
        row.number = given
    Activity.objects.bulk_create(rows)
    record(actor, "activity.imported", "activities", profile().code, count=len(rows))
    return len(rows)
