"""Shifts made by the real actions."""

from collections.abc import Iterable
from datetime import date, time

from smartsafe import clock
from smartsafe.people.actions.shifts import plan_shifts
from smartsafe.people.actors import Actor
from smartsafe.people.models import Shift
from smartsafe.people.shifts import here

from .people import the_founder


def a_shift(
    person: Actor,
    *,
    day: date | None = None,
    starts: time = time(0),
    ends: time = time(13),
    groups: Iterable[str] = ("phone", "written"),
) -> Shift:
    """A shift of that person, today from midnight to one in the afternoon unless told otherwise."""
    day = day or clock.now().astimezone(here()).date()
    return plan_shifts(the_founder(), person_id=person.id, day=day, starts=starts, ends=ends, groups=groups)[0]
