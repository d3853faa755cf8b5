"""The figures as tables that a journalist can quote."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from smartsafe.contacts.counts import COLUMNS, FEWEST, Counted, Figures, figures
from smartsafe.country.profile import Lists, profile
from smartsafe.outreach.activities.figures import Reached, years

KEPT = 15 * 60  # seconds: whole months do not change often
LISTS: dict[str, Lists] = {
    "threat": "threats",
    "channel": "channels",
    "reporter_kind": "reporter_kinds",
    "outcome": "outcomes_of_contact",
}


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    count: int | None  # None: too small to be told
    share: float = 0.0  # of the largest, 0 to 100: the length of its bar


@dataclass(frozen=True, slots=True)
class Table:
    code: str
    title: str
    head: str
    rows: list[Row]


def current() -> Figures:
    return cache.get_or_set("public-figures", figures, KEPT)  # type: ignore[return-value]  # typed as if it could give None


def prevention() -> list[tuple[int, Reached]]:
    """People reached by activities, by year, the latest first."""
    return cache.get_or_set("public-prevention", years, KEPT)  # type: ignore[return-value]  # typed as if it could give None


def tables(found: Figures) -> list[Table]:
    return [_by_month(found.months), *(_by_code(column, found.columns[column]) for column in COLUMNS)]


def _by_month(counted: Counted) -> Table:
    months = sorted([*counted.shown, *counted.withheld])
    largest = max(counted.shown.values(), default=0) or 1
    rows = [
        Row(
            label=date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT"),
            count=counted.shown.get(month),
            share=round(100 * counted.shown.get(month, 0) / largest, 1),
        )
        for month in months
    ]
    return Table("month", _("By month"), _("Month"), rows)


def _by_code(column: str, counted: Counted) -> Table:
    titles = {
        "threat": (_("What people wrote about"), _("What is happening")),
        "channel": (_("How they reached us"), _("Channel")),
        "reporter_kind": (_("Who got in touch"), pgettext("statistics", "Who")),
        "outcome": (_("How it ended"), _("Outcome")),
    }
    largest = max([*counted.shown.values(), counted.withheld_sum], default=0) or 1
    rows = [
        Row(label(column, code), count, round(100 * count / largest, 1))
        for code, count in sorted(counted.shown.items(), key=lambda pair: -pair[1])
        if count
    ]
    if counted.withheld_sum >= FEWEST:
        rows.append(Row(_("Others together"), counted.withheld_sum, round(100 * counted.withheld_sum / largest, 1)))
    return Table(column, *titles[column], rows)


def label(column: str, code: str) -> str:
    if not code:
        return _("Not concluded yet") if column == "outcome" else _("Not known")
    return profile().label(LISTS[column], code)
