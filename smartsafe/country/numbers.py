"""Official numbers: each series from one in every year, without gaps or doubles, however many write at once."""

import re
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import connection

from smartsafe import clock

from .models import NumberSeries
from .profile import profile

Series = Literal["contact", "case", "referral", "activity"]
# However people spell a number: its letters or none, its year or none, then the running number.
SPELT = re.compile(r"[#№]?\s*(?:[^\W\d_]{1,5}[\s./-]+)*(?:(?P<year>[0-9]{4})[\s./-]+)?(?P<running>[0-9]{1,9})")
YEARS_BACK = 15  # in which a running number without its year is looked for


def next_number(series: Series) -> str:
    """The next number of the series in this year, as the profile writes it.

    Belongs to the caller's transaction, whose row lock makes others wait: a rolled-back number is given again.
    Raises RuntimeError outside of a transaction, which would give numbers that nobody uses.
    """
    return next_numbers(series, 1)[0]


def next_numbers(series: Series, count: int) -> list[str]:
    """The same for several at once."""
    if not connection.in_atomic_block:
        raise RuntimeError("next_number belongs inside the transaction that uses the number")
    year = year_of(clock.now())
    NumberSeries.objects.get_or_create(series=series, year=year)
    row = NumberSeries.objects.select_for_update().get(series=series, year=year)
    row.last += count
    row.save(update_fields=["last"])
    return [_written(series, year, number) for number in range(row.last - count + 1, row.last + 1)]


def example(series: Series) -> str:
    """What a number of the series looks like, to show where one is asked for."""
    return _written(series, year_of(clock.now()), 123)


def numbers_meant(typed: str, series: Series) -> set[str]:
    """The numbers that may be meant: as typed, or a running number, with or without its year, as the series writes it.

    Whole numbers, so that an index finds them.
    """
    typed = typed.strip()[:60]
    if not typed or "\x00" in typed:
        return set()
    spelt = SPELT.fullmatch(typed)
    if spelt is None:
        return {typed.upper()}
    this_year = year_of(clock.now())
    years = [int(spelt["year"])] if spelt["year"] else range(this_year - YEARS_BACK, this_year + 1)
    return {typed.upper(), *(_written(series, year, int(spelt["running"])) for year in years)}


def _written(series: Series, year: int, number: int) -> str:
    pattern: str = getattr(profile().numbers, series)
    return pattern.format(year=year, number=number)


def year_of(moment: datetime) -> int:
    """The year that people at the centre live in at that moment."""
    return moment.astimezone(ZoneInfo(profile().time_zone)).year
