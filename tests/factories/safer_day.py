"""Events of the register for tests."""

from typing import Any
from uuid import uuid4

from smartsafe.outreach.safer_day import actions
from smartsafe.outreach.safer_day.models import Event
from smartsafe.outreach.safer_day.rules import safer_internet_day, year_to_come
from smartsafe.people.actors import Actor

TITLE, ORGANISER = "Час о лажним профилима", "ОШ „Пример“"
AN_EVENT: dict[str, Any] = {
    "kind": "school", "organiser": ORGANISER, "title": TITLE, "text": "Долазе и родитељи.", "municipality": "Чачак",
    "audience": "pupils", "expected": 60,
}  # fmt: skip


def the_day() -> Any:
    return safer_internet_day(year_to_come(actions.today()))


def an_event(**told: Any) -> Event:
    """That waits to be read."""
    submission = uuid4()
    actions.register(**{"day": the_day(), "submission": submission, **AN_EVENT, **told})
    return Event.objects.get(submission=submission)


def a_public_event(educator: Actor, **told: Any) -> Event:
    row = an_event(**told)
    actions.publish(educator, event_id=row.id)
    return row
