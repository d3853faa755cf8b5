"""Enter and change campaigns; tell whom they reached."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import Invalid, NotFound
from smartsafe.language.folding import fold
from smartsafe.people.actors import Actor

from .. import tables, words
from ..errors import NotAChoice, RowsWrong, TooManyLines
from .errors import EndsBeforeItBegins, ReachInFuture, WrongReach
from .models import Campaign, Reach
from .rules import (
    MANAGE,
    MAX_LINE,
    MAX_LINES,
    MAX_NAME,
    MAX_SUMMARY,
    MOST_MATERIALS,
    MOST_REACHED,
    MOST_ROWS,
    MOST_YEARS,
    REACH,
)  # fmt: skip

LISTS = ("partners", "brands", "ambassadors", "goals")
COLUMNS = ("kind", "number", "day", "source")


def _checked(
    *, name: dict[str, str], summary: dict[str, str], starts_on: date, ends_on: date, cities: Sequence[str],
    public: bool, materials: Sequence[UUID] = (), **lists: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    if not starts_on <= ends_on or ends_on.year - starts_on.year > MOST_YEARS:
        raise EndsBeforeItBegins("ends_on", years=MOST_YEARS)
    if len(materials) > MOST_MATERIALS:
        raise TooManyLines("materials", limit=MOST_MATERIALS)
    told = {one: words.lines(lists.get(one, ()), one, limit=MAX_LINE, most=MAX_LINES) for one in LISTS}
    return {
        "name": words.in_languages(name, "name", limit=MAX_NAME),
        "summary": words.in_languages(summary, "summary", limit=MAX_SUMMARY, needed=False),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "cities": list(dict.fromkeys(words.municipality(one, "cities") for one in cities if one.strip())),
        "materials": [str(key) for key in dict.fromkeys(materials)],
        "public": public,
        **told,
    }


@transaction.atomic
def begin(actor: Actor, **told: Any) -> Campaign:
    """A campaign with what `_checked` takes; `materials` by the keys that the library gives.

    Raises LineMissing, EndsBeforeItBegins, UnknownMunicipality, …
    """
    actor.need(MANAGE)
    campaign = Campaign.objects.create(**_checked(**told))
    record(actor, "campaign.begun", "campaign", campaign.id)
    return campaign


@transaction.atomic
def change(actor: Actor, *, campaign_id: UUID, **told: Any) -> None:
    """Raises NotFound and as `begin`."""
    actor.need(MANAGE)
    if not Campaign.objects.select_for_update().filter(pk=campaign_id).update(**_checked(**told)):
        raise NotFound()
    record(actor, "campaign.changed", "campaign", campaign_id)


def _reach(campaign_id: UUID, kind: str, number: int, day: date, source: str) -> Reach:
    if kind not in REACH:
        raise NotAChoice("kind")
    if not 0 <= number <= MOST_REACHED:
        raise WrongReach("number")
    if day > clock.now().date():
        raise ReachInFuture("day")
    source = words.line(source, "source", limit=MAX_LINE, needed=True)
    return Reach(campaign_id=campaign_id, kind=kind, number=number, day=day, source=source)


@transaction.atomic
def enter_reach(actor: Actor, *, campaign_id: UUID, kind: str, number: int, day: date, source: str) -> None:
    """Raises NotFound, NotAChoice, WrongReach, ReachInFuture, LineMissing, LineTooLong."""
    actor.need(MANAGE)
    _there(campaign_id)
    _reach(campaign_id, kind, number, day, source).save(force_insert=True)
    record(actor, "campaign.reach_entered", "campaign", campaign_id, count=1)


@transaction.atomic
def import_reach(actor: Actor, *, campaign_id: UUID, table: bytes) -> tables.Taken:
    """Figures from a table with COLUMNS, all or none, each once, however often it is brought.

    Raises NotFound, NotATable, TooManyRows, RowsWrong.
    """
    actor.need(MANAGE)
    if not Campaign.objects.select_for_update().filter(pk=campaign_id).exists():  # who brings the same table waits
        raise NotFound()
    there = {_same(row) for row in Reach.objects.filter(campaign_id=campaign_id)}
    rows: list[Reach] = []
    already: list[int] = []
    wrong: list[tuple[int, str]] = []
    names = {str(name).casefold(): code for code, name in REACH.items()}
    for number, cells in tables.read(table, COLUMNS, needed=COLUMNS, most=MOST_ROWS):
        kind = cells["kind"].casefold()
        try:
            figure, day = tables.whole(cells, "number", most=MOST_REACHED), tables.day(cells, "day")
            row = _reach(campaign_id, names.get(kind, kind), figure, day, cells["source"])
            if _same(row) in there:
                already.append(number)
            else:
                rows.append(row)
                there.add(_same(row))
        except NotAChoice:
            wrong.append((number, _("kind: one of {kinds}").format(kinds=", ".join(REACH))))
        except (Invalid, tables.WrongCell) as refusal:
            wrong.append((number, tables.said(refusal)))
    if wrong:
        raise RowsWrong("table", rows=wrong)
    Reach.objects.bulk_create(rows)
    if rows:
        record(actor, "campaign.reach_entered", "campaign", campaign_id, count=len(rows))
    return tables.Taken(len(rows), already)


def _same(row: Reach) -> tuple[str, int, date, str]:
    return row.kind, row.number, row.day, fold(row.source)


@transaction.atomic
def remove_reach(actor: Actor, *, campaign_id: UUID, reach_id: int) -> None:
    """Raises NotFound."""
    actor.need(MANAGE)
    row = Reach.objects.filter(pk=reach_id, campaign_id=campaign_id).first()
    if row is None:
        raise NotFound()
    row.delete()
    record(actor, "campaign.reach_removed", "campaign", campaign_id)


def _there(campaign_id: UUID) -> None:
    if not Campaign.objects.filter(pk=campaign_id).exists():
        raise NotFound()
