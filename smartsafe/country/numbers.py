"""Official numbers: each series from one in every year, without gaps or doubles, however many write at once."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import connection

from smartsafe import clock

from .models import NumberSeries
from .profile import profile

Series = Literal["contact", "case", "referral"]


def next_number(series: Series) -> str:
    """The next number of the series in this year, as the profile writes it.

    Belongs to the caller's transaction, whose row lock makes others wait: a rolled-back number is given again.
    Raises RuntimeError outside of a transaction, which would give numbers that nobody uses.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("next_number belongs inside the transaction that uses the number")
    year = year_of(clock.now())
    NumberSeries.objects.get_or_create(series=series, year=year)
    row = NumberSeries.objects.select_for_update().get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return _written(series, year, row.last)


def example(series: Series) -> str:
    """What a number of the series looks like, to show where one is asked for."""
    return _written(series, year_of(clock.now()), 123)


def _written(series: Series, year: int, number: int) -> str:
    pattern: str = getattr(profile().numbers, series)
    return pattern.format(year=year, number=number)


def year_of(moment: datetime) -> int:
    """The year that people at the centre live in at that moment."""
    return moment.astimezone(ZoneInfo(profile().time_zone)).year
