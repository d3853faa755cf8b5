"""Who is at work in the demo centre: a fortnight of shifts around the day it is made."""

from datetime import datetime, time, timedelta

from smartsafe.country.hours import is_day_off
from smartsafe.country.profile import profile
from smartsafe.people.actions.shifts import plan_shifts
from smartsafe.people.shift_rules import CHAT, PHONE, WRITTEN
from smartsafe.people.shifts import here, monday_of

from .cast import Cast

DAYS = 14
# One after another: who takes the phone, who the chat, who what is written
TURNS = ((PHONE, WRITTEN), (PHONE, CHAT), (CHAT, WRITTEN))


def fill_the_weeks(cast: Cast, now: datetime) -> None:
    """This week and the next: every operator on each working day, an analyst for what is written."""
    monday = monday_of(now.astimezone(here()).date())
    supervisor = cast.first("supervisor")
    for number in range(DAYS):
        day = monday + timedelta(days=number)
        if is_day_off(day) or not profile().hours.on(day.weekday()):
            continue
        people = [*cast.all("operator"), *cast.all("analyst")[:1]]
        for place, person in enumerate(people):
            groups = TURNS[(place + number) % len(TURNS)]
            early = place % 2 == 0
            plan_shifts(
                supervisor,
                person_id=person.id,
                day=day,
                starts=time(7, 30) if early else time(8),
                ends=time(15, 30) if early else time(16),
                groups=groups,
            )
