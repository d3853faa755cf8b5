"""Days with hours of their own: the line, deadlines and working time follow at once."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe import clock
from smartsafe.country.actions import remove_day, set_day
from smartsafe.country.calendar import Change, changes, since_midnight, spans, written
from smartsafe.country.errors import DayOutOfReach, HoursOutOfOrder, ReasonMissing
from smartsafe.country.hours import add_working_hours, line_state, openings, spans_of, working_time_between
from smartsafe.country.models import DayChange
from smartsafe.country.profile import Text, profile
from smartsafe.errors import NotAllowed, NotFound
from smartsafe.people.actors import Actor

BELGRADE = ZoneInfo("Europe/Belgrade")
WHY = {"sr": "Колегијум запослених", "en": "Staff training"}
TUESDAY = date(2026, 11, 24)


def belgrade(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BELGRADE)


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with clock.at(belgrade("2026-11-23T09:00")):
        yield


def change(actor: Actor, day: str = "2026-11-24", times: Any = (), reasons: Any = None) -> DayChange:
    return set_day(actor, day=date.fromisoformat(day), times=times, reasons=WHY if reasons is None else reasons)


def test_a_closed_day_moves_the_line_and_every_deadline(supervisor: Actor) -> None:
    before = add_working_hours(belgrade("2026-11-23T15:00"), 1)
    assert before == belgrade("2026-11-24T08:00")
    change(supervisor)
    assert add_working_hours(belgrade("2026-11-23T15:00"), 1) == belgrade("2026-11-25T08:00")
    state = line_state(belgrade("2026-11-24T10:00"))
    assert not state.open
    assert state.opens_at == belgrade("2026-11-25T07:30")
    assert state.reason is not None
    assert state.reason.in_language("en") == "Staff training"
    assert state.reason.in_language("sr-latn") == "Kolegijum zaposlenih"
    assert line_state(belgrade("2026-11-25T10:00")).reason is None


def test_shorter_hours_and_a_day_that_is_open_after_all(administrator: Actor) -> None:
    change(administrator, times=[("09:00", "12:00"), ("13:00", "14:30")])
    assert line_state(belgrade("2026-11-24T12:30")).opens_at == belgrade("2026-11-24T13:00")
    assert working_time_between(belgrade("2026-11-24T00:00"), belgrade("2026-11-25T00:00")) == timedelta(hours=4.5)
    change(administrator, "2026-11-28", [("10:00", "12:00")])  # a Saturday
    assert line_state(belgrade("2026-11-28T11:00")).until == belgrade("2026-11-28T12:00")
    change(administrator, "2027-01-07", [("10:00", "12:00")])  # a public holiday
    assert line_state(belgrade("2027-01-07T11:00")).open


def test_the_usual_hours_come_back(supervisor: Actor) -> None:
    made = change(supervisor)
    remove_day(supervisor, change_id=made.id)
    assert line_state(belgrade("2026-11-24T10:00")).open
    with pytest.raises(NotFound):
        remove_day(supervisor, change_id=made.id)


def test_a_second_change_of_a_day_replaces_the_first(supervisor: Actor) -> None:
    change(supervisor)
    change(supervisor, times=[("07:30", "10:00")])
    assert DayChange.objects.count() == 1
    assert [one.times for one in changes(TUESDAY).values()] == [[("07:30", "10:00")]]


@pytest.mark.parametrize(
    ("day", "times", "reasons", "error"),
    [
        ("2026-11-22", [], WHY, DayOutOfReach),
        ("2029-01-01", [], WHY, DayOutOfReach),
        ("2026-11-24", [("12:00", "09:00")], WHY, HoursOutOfOrder),
        ("2026-11-24", [("09:00", "12:00"), ("11:59", "13:00")], WHY, HoursOutOfOrder),
        ("2026-11-24", [("nine", "12:00")], WHY, HoursOutOfOrder),
        ("2026-11-24", [("09:00", "25:00")], WHY, HoursOutOfOrder),
        ("2026-11-24", [("09:61", "12:00")], WHY, HoursOutOfOrder),
        ("2026-11-24", [("09:00", "۱۲:۰۰")], WHY, HoursOutOfOrder),
        ("2026-11-24", [], {"sr": "Само овде"}, ReasonMissing),
        ("2026-11-24", [], {**WHY, "en": "x" * 201}, ReasonMissing),
        ("2026-11-24", [], {**WHY, "en": "a\0b"}, ReasonMissing),
        ("2026-11-24", [], {**WHY, "en": "   "}, ReasonMissing),
    ],
)
def test_what_is_refused(supervisor: Actor, day: str, times: Any, reasons: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        change(supervisor, day, times, reasons)
    assert not DayChange.objects.exists()


def test_who_may_not(operator: Actor, analyst: Actor) -> None:
    for actor in (operator, analyst):
        with pytest.raises(NotAllowed):
            change(actor)


def test_the_past_stays_as_it_was(supervisor: Actor) -> None:
    made = change(supervisor)
    with clock.at(belgrade("2026-11-25T09:00")), pytest.raises(DayOutOfReach):
        remove_day(supervisor, change_id=made.id)


def test_the_line_costs_one_statement(supervisor: Actor, django_assert_num_queries: Any) -> None:
    for day in range(24, 31):
        change(supervisor, f"2026-11-{day}")
    with django_assert_num_queries(1):
        assert line_state(belgrade("2026-11-24T10:00")).opens_at == belgrade("2026-12-01T07:30")


minutes = st.integers(0, 24 * 60)
days_around = st.dates(date(2026, 3, 20), date(2026, 4, 20)) | st.dates(date(2026, 10, 15), date(2026, 11, 15))


@st.composite
def calendars(draw: Any) -> dict[date, Change]:
    """Up to a dozen days around the nights when the clock is changed and the holidays, with one or two stretches."""
    found = {}
    for day in draw(st.lists(days_around, max_size=12, unique=True)):
        edges = sorted(draw(st.lists(minutes, min_size=0, max_size=4, unique=True)))
        pairs = list(zip(edges[::2], edges[1::2], strict=False))
        times = [[written(timedelta(minutes=a)), written(timedelta(minutes=b))] for a, b in pairs]
        found[day] = Change(day, spans(times), Text({"en": "x"}))
    return found


moments = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute),
    days_around,
    minutes,
)


@given(calendars(), moments, st.integers(0, 200 * 60).map(lambda count: count / 60))
def test_clocks_keep_to_any_calendar(changed: dict[date, Change], start: datetime, amount: float) -> None:
    due = add_working_hours(start, amount, profile(), changed)
    assert abs(working_time_between(start, due, profile(), changed) - timedelta(hours=amount)) < timedelta(seconds=1)
    if amount:
        assert any(opens < due <= closes for opens, closes in _first(openings(start, profile(), changed), 120))


@given(calendars(), moments)
def test_openings_are_in_order_and_apart(changed: dict[date, Change], start: datetime) -> None:
    found = _first(openings(start, profile(), changed), 60)
    assert all(opens < closes for opens, closes in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    assert all(closes > start for _opens, closes in found)
    for day in changed:
        inside = sum((closes - opens for opens, closes in spans_of(day, profile(), changed)), timedelta())
        assert inside <= timedelta(hours=25)


@given(minutes)
def test_times_are_read_as_they_are_written(minute: int) -> None:
    assert since_midnight(written(timedelta(minutes=minute))) == timedelta(minutes=minute)


def _first(found: Any, count: int) -> list[tuple[datetime, datetime]]:
    return [one for one, _number in zip(found, range(count), strict=False)]
