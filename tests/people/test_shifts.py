"""Shifts, who is on now, hand-over notes and talks."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.people import handover
from smartsafe.people.actions import accounts
from smartsafe.people.actions.handover import ask_debrief, read_note, take_debrief, write_note
from smartsafe.people.actions.shifts import _moments, change_shift, plan_shifts, remove_shift, switch
from smartsafe.people.actors import Actor, Locked
from smartsafe.people.errors import CannotWorkShifts, NoGroup, NothingToHandOver, ShiftOverlaps, ShiftTimes
from smartsafe.people.models import HandoverNote, Shift, Switch
from smartsafe.people.shift_rules import LONGEST, NOTE_LASTS, group_of
from smartsafe.people.shifts import groups_now, mine, on_now, week
from tests.factories.people import a_person, the_founder
from tests.factories.shifts import a_shift

BELGRADE = ZoneInfo("Europe/Belgrade")
MONDAY = date(2026, 11, 23)
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=BELGRADE)


@pytest.fixture(autouse=True)
def _ten() -> Any:
    with clock.at(TEN):
        yield


def plan(actor: Actor, person: Actor, **changes: Any) -> list[Shift]:
    told = {"day": MONDAY, "starts": time(7, 30), "ends": time(15, 30), "groups": ["phone"], **changes}
    return plan_shifts(actor, person_id=person.id, **told)


def test_a_planned_shift_puts_a_person_on(supervisor: Actor, operator: Actor) -> None:
    plan(supervisor, operator, groups=["written", "phone"])
    assert groups_now() == {operator.id: (frozenset({"phone", "written"}), TEN.replace(hour=15, minute=30))}
    assert [(one.person, one.groups) for one in on_now()] == [(operator.name, ("phone", "written"))]
    assert on_now(TEN.replace(hour=15, minute=30)) == []
    assert on_now(TEN.replace(hour=7, minute=29)) == []


def test_one_click_takes_a_channel_off_and_on_until_the_shift_ends(supervisor: Actor, operator: Actor) -> None:
    plan(supervisor, operator, groups=["phone", "chat"])
    switch(operator, group="phone", on=False)
    assert [one.groups for one in on_now()] == [("chat",)]
    switch(operator, group="written", on=True)
    assert [one.groups for one in on_now()] == [("chat", "written")]
    switch(operator, group="phone", on=True)
    assert Switch.objects.count() == 2
    with clock.at(TEN + timedelta(days=7)):
        assert on_now() == []
    switch(operator, group="chat", on=False)
    switch(operator, group="phone", on=False)
    switch(operator, group="written", on=False)
    assert on_now() == []


def test_without_a_plan_one_is_on_until_midnight(operator: Actor) -> None:
    switch(operator, group="chat", on=True)
    assert [(one.groups, one.until) for one in on_now()] == [(("chat",), None)]
    assert [one.groups for one in on_now(TEN.replace(hour=23, minute=59))] == [("chat",)]
    assert on_now(TEN + timedelta(days=1)) == []


def test_whoever_has_left_is_not_on(supervisor: Actor, operator: Actor, administrator: Actor) -> None:
    plan(supervisor, operator)
    switch(operator, group="chat", on=True)
    accounts.deactivate(administrator, person_id=operator.id)
    assert on_now() == []


def test_a_week_and_weeks_at_once(supervisor: Actor, operator: Actor, analyst: Actor) -> None:
    plan(supervisor, operator, weeks=3)
    plan(supervisor, analyst, day=MONDAY + timedelta(days=6), starts=time(20), ends=time(4))
    days = week(operator, monday=MONDAY)
    assert [len(shifts) for shifts in days.values()] == [1, 0, 0, 0, 0, 0, 1]
    assert days[MONDAY][0].starts_at.hour == 7
    assert len(week(operator, monday=MONDAY + timedelta(weeks=2))[MONDAY + timedelta(weeks=2)]) == 1
    assert [shift.starts_at.date() for shift in mine(operator, days=10)] == [MONDAY, MONDAY + timedelta(weeks=1)]


def test_all_weeks_or_none(supervisor: Actor, operator: Actor) -> None:
    plan(supervisor, operator, day=MONDAY + timedelta(weeks=2))
    with pytest.raises(ShiftOverlaps):
        plan(supervisor, operator, weeks=4)
    assert Shift.objects.count() == 1


def test_changing_and_removing(supervisor: Actor, operator: Actor, analyst: Actor) -> None:
    shift = plan(supervisor, operator)[0]
    change_shift(
        supervisor, shift_id=shift.id, person_id=analyst.id, day=MONDAY, starts=time(8), ends=time(16), groups=["chat"]
    )
    assert [(one.person_id, one.groups) for one in on_now()] == [(analyst.id, ("chat",))]
    remove_shift(supervisor, shift_id=shift.id)
    assert on_now() == []
    for verb in (remove_shift,):
        with pytest.raises(NotFound):
            verb(supervisor, shift_id=shift.id)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"ends": time(22)}, ShiftTimes),
        ({"ends": time(7, 30)}, ShiftTimes),  # a whole day
        ({"groups": []}, NoGroup),
        ({"groups": ["phone", "fax"]}, NoGroup),
        ({"weeks": 0}, Invalid),
        ({"weeks": 27}, Invalid),
        ({"day": MONDAY + timedelta(days=401)}, Invalid),
    ],
)
def test_what_is_refused(supervisor: Actor, operator: Actor, changes: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        plan(supervisor, operator, **changes)
    assert not Shift.objects.exists()


def test_who_may_plan_and_who_may_be_planned(
    supervisor: Actor, operator: Actor, administrator: Actor, officer: Actor
) -> None:
    for actor in (operator, administrator):
        with pytest.raises(NotAllowed):
            plan(actor, operator)
    for person in (administrator, officer):
        with pytest.raises(CannotWorkShifts):
            plan(supervisor, person)
    for actor in (administrator, officer):
        with pytest.raises(NotAllowed):
            switch(actor, group="phone", on=True)
    with pytest.raises(NotAllowed):
        week(officer, monday=MONDAY)
    with pytest.raises(NoGroup):
        switch(operator, group="telex", on=True)


@given(
    st.dates(date(2026, 3, 1), date(2027, 11, 30)),
    st.times(),
    st.times(),
)
def test_a_shift_is_a_stretch_of_real_time(day: date, starts: time, ends: time) -> None:
    """Also over midnight, and in the nights when the clock is changed."""
    with clock.at(datetime(2026, 12, 1, 12, tzinfo=BELGRADE)):
        try:
            begin, end = _moments(day, starts, ends)
        except ShiftTimes:
            return
    utc = ZoneInfo("UTC")
    assert timedelta() < end.astimezone(utc) - begin.astimezone(utc) <= LONGEST


def test_groups_of_channels() -> None:
    assert [group_of(code) for code in ("phone", "chat", "email", "form", "viber", "post")] == [
        "phone", "chat", "written", "written", "written", "written",
    ]  # fmt: skip


def test_who_is_on_costs_three_statements_however_many(
    supervisor: Actor, operator: Actor, django_assert_num_queries: Any
) -> None:
    a_shift(operator)
    for _number in range(3):
        a_shift(a_person("operator"))
    with django_assert_num_queries(3):
        assert len(on_now()) == 4


def test_a_note_waits_for_the_next_shift_until_it_is_read(operator: Actor, analyst: Actor, supervisor: Actor) -> None:
    note = write_note(operator, text="Мајка из Чачка зове поново у 16 ч.")
    assert handover.waiting(operator) == []
    assert [(one[0], one[1]) for one in handover.waiting(analyst)] == [(note.id, operator.name)]
    view = handover.notes(analyst)[0]
    assert (view.text, view.unread, view.mine, view.read_by) == ("Мајка из Чачка зове поново у 16 ч.", True, False, ())
    read_note(analyst, note_id=note.id)
    read_note(analyst, note_id=note.id)
    assert handover.waiting(analyst) == []
    assert handover.notes(operator)[0].read_by == (analyst.name,)
    assert len(handover.waiting(supervisor)) == 1
    with clock.at(TEN + NOTE_LASTS + timedelta(seconds=1)):
        assert handover.waiting(supervisor) == []
    assert Entry.objects.filter(action="handover.read").count() == 1


def test_a_note_is_sealed_and_written_once(operator: Actor) -> None:
    once = uuid4()
    first = write_note(operator, text="Тајна реч", submission=once)
    assert write_note(operator, text="Тајна реч", submission=once).id == first.id
    kept = HandoverNote.objects.get()
    assert "Тајна".encode() not in bytes(kept.sealed_body)
    with pytest.raises(Locked):
        handover.notes(Actor(id=operator.id, name="x", roles=operator.roles))


@pytest.mark.parametrize("text", ["", "  \n ", "a" * 5001, "a\0b"])
def test_empty_and_endless_notes_are_refused(operator: Actor, text: str) -> None:
    with pytest.raises(NothingToHandOver):
        write_note(operator, text=text)
    with pytest.raises(NothingToHandOver):
        ask_debrief(operator, text=text)


def test_notes_are_not_for_everybody(administrator: Actor, officer: Actor, operator: Actor) -> None:
    write_note(operator, text="Реч")
    for actor in (administrator, officer):
        assert handover.waiting(actor) == []
        with pytest.raises(NotAllowed):
            handover.notes(actor)
        with pytest.raises(NotAllowed):
            write_note(actor, text="Реч")
    with pytest.raises(NotFound):
        read_note(operator, note_id=uuid4())


def test_a_talk_is_known_to_supervisors_alone(
    operator: Actor, analyst: Actor, supervisor: Actor, administrator: Actor
) -> None:
    asked = ask_debrief(operator, text="Тешка недеља, причала бих.")
    for actor in (operator, analyst, administrator):
        assert handover.debriefs_waiting(actor) == 0
        with pytest.raises(NotAllowed):
            handover.debriefs(actor)
        with pytest.raises(NotAllowed):
            take_debrief(actor, debrief_id=asked.id)
    assert handover.debriefs_waiting(supervisor) == 1
    view = handover.debriefs(supervisor)[0]
    assert (view.person, view.text) == (operator.name, "Тешка недеља, причала бих.")
    entry = Entry.objects.get(action="debrief.asked")
    assert (entry.actor_kind, entry.actor_id) == ("system", None)
    take_debrief(supervisor, debrief_id=asked.id)
    take_debrief(the_founder(), debrief_id=asked.id)
    assert handover.debriefs_waiting(supervisor) == 0
    assert handover.debriefs(supervisor)[0].taken_by == supervisor.name
    with pytest.raises(NotFound):
        take_debrief(supervisor, debrief_id=uuid4())
