"""When the centre is open, and time counted while it is: deadlines run in working time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays as library

from smartsafe import clock

from .calendar import Change, changes
from .profile import Profile, Text, profile

UTC = ZoneInfo("UTC")
# How far ahead to look for an opening before saying that there is none: a centre is not closed for longer.
HORIZON = timedelta(days=370)


@dataclass(frozen=True, slots=True)
class LineState:
    """Whether somebody answers now; until when; or when next. Moments are in the centre's own time zone.

    `reason`: why today's hours are not the usual ones, in words for the public; none on a usual day.
    """

    open: bool
    until: datetime | None = None
    opens_at: datetime | None = None
    reason: Text | None = None


def zone(of: Profile | None = None) -> ZoneInfo:
    return ZoneInfo((of or profile()).time_zone)


@cache
def _days_off(of: Profile, year: int) -> dict[date, str]:
    off: dict[date, str] = {}
    if of.holidays.country:
        off |= library.country_holidays(of.holidays.country, years=year)
    for yearly in of.holidays.yearly:
        try:
            off[date(year, yearly.month, yearly.day)] = str(yearly.name)
        except ValueError:  # 29 February
            continue
    off |= {day.date: str(day.name) for day in of.holidays.also if day.date.year == year}
    return {day: name for day, name in off.items() if day not in of.holidays.worked}


def is_day_off(day: date, of: Profile | None = None) -> bool:
    """Whether a public holiday closes the centre on that day, whatever the day of the week."""
    return day in _days_off(of or profile(), day.year)


Changes = dict[date, Change]


def spans_of(day: date, of: Profile | None = None, changed: Changes | None = None) -> list[tuple[datetime, datetime]]:
    """The (from, to) of a day on the clock of the wall, in UTC, in order; none on a day off.

    A change of that day in the calendar goes before the profile. With a profile told (`of`), its hours as written.
    """
    if changed is None:
        changed = {} if of else changes(day, day)
    of = of or profile()
    if day not in changed and is_day_off(day, of):
        return []
    here = zone(of)
    spans = changed[day].spans if day in changed else of.hours.on(day.weekday())
    # A local midnight plus hours would slip on the days when the clock is changed; so date and time are combined.
    return [
        (moment(day, span.opens, here), moment(day, span.closes, here))
        for span in spans
        if moment(day, span.opens, here) < moment(day, span.closes, here)
    ]


def moment(day: date, since_midnight: timedelta, here: ZoneInfo) -> datetime:
    """That time of the wall clock on that day, in UTC."""
    local = datetime(day.year, day.month, day.day) + since_midnight
    return local.replace(tzinfo=here).astimezone(UTC)


def openings(
    start: datetime, of: Profile | None = None, changed: Changes | None = None
) -> Iterator[tuple[datetime, datetime]]:
    """Every stretch in which the centre is open that ends after `start`, joined where one meets the next."""
    day = start.astimezone(zone(of)).date() - timedelta(days=1)
    if changed is None:
        changed = {} if of else changes(day)
    of = of or profile()
    waiting: tuple[datetime, datetime] | None = None
    last_day = day + HORIZON
    while day <= last_day:
        for opens, closes in spans_of(day, of, changed):
            last_day = day + HORIZON
            if closes <= start:
                continue
            if waiting and waiting[1] >= opens and waiting[1] - waiting[0] < HORIZON:
                waiting = (waiting[0], closes)
                continue
            if waiting:
                yield waiting
            waiting = (opens, closes)
        day += timedelta(days=1)
    if waiting:
        yield waiting


def line_state(now: datetime | None = None, of: Profile | None = None) -> LineState:
    """Whether the line is open now. `until` is none for a line that does not close within a year."""
    now = now or clock.now()
    here = zone(of)
    today = now.astimezone(here).date()
    changed = {} if of else changes(today - timedelta(days=1))
    reason = changed[today].reason if today in changed else None
    for opens, closes in openings(now, of, changed):
        if opens <= now:
            always = closes - now > HORIZON / 2
            return LineState(open=True, until=None if always else closes.astimezone(here), reason=reason)
        return LineState(open=False, opens_at=opens.astimezone(here), reason=reason)
    return LineState(open=False, reason=reason)


def add_working_hours(
    start: datetime, hours: float, of: Profile | None = None, changed: Changes | None = None
) -> datetime:
    """The moment at which that many hours of opening time have passed since `start`.

    Zero or less gives `start` itself when the centre is open then, else the next opening. Whoever asks often gives
    the calendar's `changed` days along, so that they are read once.
    """
    left = timedelta(hours=max(hours, 0))
    for opens, closes in openings(start, of, changed):
        begins = max(opens, start)
        if begins + left <= closes:
            return begins + left
        left -= closes - begins
    return start + left  # a centre that never opens again within a year: real time is all there is


def working_time_between(
    earlier: datetime, later: datetime, of: Profile | None = None, changed: Changes | None = None
) -> timedelta:
    """How much opening time lies between the two moments; negative when they stand the other way round."""
    if later < earlier:
        return -working_time_between(later, earlier, of, changed)
    total = timedelta()
    for opens, closes in openings(earlier, of, changed):
        if opens >= later:
            break
        total += min(closes, later) - max(opens, earlier)
    return total
