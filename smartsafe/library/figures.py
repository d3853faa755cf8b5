"""How often the library's items were taken: by month, by language, by item. Numbers alone; nobody knows by whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from smartsafe.people.actors import Actor

from . import words
from .models import Downloads

EDIT, MOST = "library.edit", 1000


@dataclass(frozen=True, slots=True)
class Month:
    """`counts`: of each written language, in the order of `words.locales`."""

    first: date
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Taken:
    item_id: int
    title: str
    language: str  # its name
    live: bool
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    languages: tuple[str, ...]
    months: list[Month]  # the latest first
    items: list[Taken]  # what was taken most first
    total: int


def downloads(viewer: Actor, *, since: date) -> Figures:
    viewer.need(EDIT)
    codes = [code for code, _name in words.locales()]
    names = dict(words.locales())
    rows = Downloads.objects.filter(day__gte=since)
    by_month: dict[date, dict[str, int]] = {}
    grouped = rows.annotate(month=TruncMonth("day")).values("month", "item__locale__language_code")
    for month, code, count in grouped.annotate(all=Sum("count")).values_list(
        "month", "item__locale__language_code", "all"
    ):
        by_month.setdefault(month, {})[code] = count
    items = rows.values("item_id", "item__title", "item__locale__language_code", "item__live")
    taken = items.annotate(all=Sum("count")).order_by("-all", "item__title", "item_id")[:MOST]
    return Figures(
        languages=tuple(names[code] for code in codes),
        months=[
            Month(month, tuple(found.get(code, 0) for code in codes), sum(found.values()))
            for month, found in sorted(by_month.items(), reverse=True)
        ],
        items=[
            Taken(one["item_id"], one["item__title"], names.get(one["item__locale__language_code"], ""),
                  one["item__live"], one["all"])
            for one in taken
        ],
        total=sum(sum(found.values()) for found in by_month.values()),
    )  # fmt: skip


def by_item_and_month(viewer: Actor, *, since: date) -> list[tuple[date, str, str, str, int]]:
    """(month, slug, title, language code, count), for a table of one's own."""
    viewer.need(EDIT)
    rows = Downloads.objects.filter(day__gte=since).annotate(month=TruncMonth("day"))
    columns = ("month", "item__slug", "item__title", "item__locale__language_code")
    counted = rows.values(*columns).annotate(all=Sum("count")).order_by("month", "item__slug", columns[3])
    return list(counted.values_list(*columns, "all"))
