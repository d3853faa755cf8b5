"""Opening hours, days off and working time."""

from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.country import hours as of_centre
from smartsafe.country.hours import is_day_off
from smartsafe.country.profile import profile

# The profile's hours as they are written; days with hours of their own stand in test_day_changes.
WRITTEN = profile()
add_working_hours = partial(of_centre.add_working_hours, of=WRITTEN)
line_state = partial(of_centre.line_state, of=WRITTEN)
spans_of = partial(of_centre.spans_of, of=WRITTEN)
working_time_between = partial(of_centre.working_time_between, of=WRITTEN)

BELGRADE = ZoneInfo("Europe/Belgrade")


def belgrade(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BELGRADE)


@pytest.mark.parametrize(
    ("now", "is_open", "next_change"),
    [
        ("2026-11-24T07:29:59", False, "2026-11-24T07:30"),
        ("2026-11-24T07:30:00", True, "2026-11-24T15:30"),
        ("2026-11-24T15:29:59", True, "2026-11-24T15:30"),
        ("2026-11-24T15:30:00", False, "2026-11-25T07:30"),
        ("2026-11-27T16:00:00", False, "2026-11-30T07:30"),  # Friday afternoon → Monday
        ("2026-12-31T16:00:00", False, "2027-01-04T07:30"),  # New Year on Friday, then a week-end
        ("2027-01-06T16:00:00", False, "2027-01-08T07:30"),  # Christmas on 7 January
        ("2026-04-09T16:00:00", False, "2026-04-14T07:30"),  # Orthodox Good Friday to Easter Monday
        ("2026-03-27T16:00:00", False, "2026-03-30T07:30"),  # the clock goes forward on Sunday
        ("2026-10-23T16:00:00", False, "2026-10-26T07:30"),  # and back
    ],
)
def test_line_state(now: str, is_open: bool, next_change: str) -> None:
    state = line_state(belgrade(now))
    assert state.open is is_open
    assert (state.until if is_open else state.opens_at) == belgrade(next_change)
    assert (state.opens_at if is_open else state.until) is None


@pytest.mark.parametrize(
    "day",
    ["2026-01-01", "2026-01-02", "2026-01-07", "2026-02-16", "2026-02-17", "2026-04-10", "2026-04-13", "2026-05-01",
     "2026-11-11", "2024-05-03", "2024-05-06"],
)  # fmt: skip
def test_serbian_days_off(day: str) -> None:
    assert is_day_off(date.fromisoformat(day))
    assert not spans_of(date.fromisoformat(day))


def test_western_easter_is_a_working_day() -> None:
    assert not is_day_off(date(2026, 4, 6))


def test_a_deadline_passes_over_night_week_end_and_holiday() -> None:
    assert add_working_hours(belgrade("2026-11-24T08:00"), 4) == belgrade("2026-11-24T12:00")
    assert add_working_hours(belgrade("2026-11-24T14:30"), 2) == belgrade("2026-11-25T08:30")
    assert add_working_hours(belgrade("2026-11-24T07:30"), 8) == belgrade("2026-11-24T15:30")
    assert add_working_hours(belgrade("2026-04-09T15:00"), 1) == belgrade("2026-04-14T08:00")
    assert add_working_hours(belgrade("2026-11-28T12:00"), 0) == belgrade("2026-11-30T07:30")


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1), timezones=st.just(BELGRADE), allow_imaginary=False)
hours = st.integers(0, 60 * 200).map(lambda minutes: minutes / 60)


@given(moments, hours)
def test_the_working_time_until_a_deadline_is_what_was_added(start: datetime, amount: float) -> None:
    due = add_working_hours(start, amount)
    assert due >= start
    assert abs(working_time_between(start, due) - timedelta(hours=amount)) < timedelta(milliseconds=1)


@given(moments, hours, hours)
def test_adding_twice_is_adding_the_sum(start: datetime, one: float, other: float) -> None:
    twice = add_working_hours(add_working_hours(start, one), other)
    at_once = add_working_hours(start, one + other)
    assert working_time_between(at_once, twice) < timedelta(milliseconds=1)


@given(moments, moments, moments)
def test_working_time_adds_up_and_turns_its_sign(a: datetime, b: datetime, c: datetime) -> None:
    a, b, c = sorted((a, b, c), key=lambda moment: moment.timestamp())
    assert working_time_between(a, b) + working_time_between(b, c) == working_time_between(a, c)
    assert working_time_between(b, a) == -working_time_between(a, b)
    assert timedelta() <= working_time_between(a, b) <= b.astimezone(ZoneInfo("UTC")) - a.astimezone(ZoneInfo("UTC"))


@given(moments)
def test_the_line_says_the_same_as_its_hours(now: datetime) -> None:
    state = line_state(now)
    day = now.astimezone(BELGRADE).date()
    assert state.open is any(opens <= now < closes for opens, closes in spans_of(day))
    if state.opens_at:
        assert line_state(state.opens_at).open
        assert working_time_between(now, state.opens_at) == timedelta()
