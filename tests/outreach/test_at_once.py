"""Two people, two connections, one moment: one gets the presenter, the other hears clearly who is where."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from smartsafe.outreach.activities.actions import booking, importing, planning
from smartsafe.outreach.activities.errors import LinkUsed, PlaceTaken, PresenterTaken
from smartsafe.outreach.activities.models import Activity
from smartsafe.people.actors import Actor
from tests.factories.outreach import a_plan, a_request, an_offer, in_days
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[Exception | None]:
    """What each was refused with; None for done. Each has a connection of its own."""
    start = Barrier(len(deeds), timeout=20)

    def go(deed: Callable[[], object]) -> Exception | None:
        try:
            connection.ensure_connection()
            start.wait()
            deed()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(go, deeds))


def test_one_moment_one_winner(vault: str) -> None:
    educator, colleague = a_person("educator", name="Едукаторка"), a_person("educator")
    times = {"starts_at": in_days(10), "ends_at": in_days(10) + timedelta(hours=1.5)}

    def confirm(row: Activity) -> Callable[[], object]:
        return lambda: planning.confirm(colleague, activity_id=row.id, presenters=[educator.id], **times)

    def plan(place: str, who: Actor) -> Callable[[], object]:
        return lambda: a_plan(colleague, place=place, presenters=[who.id])

    told = at_once(*(confirm(a_request(place=name)) for name in ("Прва школа", "Друга школа", "Трећа школа")))
    refusals = [one for one in told if one]
    assert [type(one) for one in refusals] == [PresenterTaken] * 2
    refusal, winner = refusals[0], Activity.objects.get(status="confirmed")
    for word in ("Едукаторка", winner.place, "10:00–11:30"):
        assert word in str(refusal), "who, where, when"

    told = at_once(plan("Дом културе", colleague), plan("ДОМ  културе", a_person("educator")))
    [refusal] = [one for one in told if one]
    assert isinstance(refusal, PlaceTaken)

    row = a_request()
    token = an_offer(educator, row)
    answers = at_once(*[lambda: booking.answer_offer(token=token, accept=True)] * 2)
    assert [type(one) for one in answers if one] == [LinkUsed]

    table = "day,kind,place,municipality,pupils\n1.3.2023,talk,Школа,Ниш,60\n".encode()
    assert at_once(*[lambda: importing.import_past(educator, table=table)] * 2) == [None, None]
    assert Activity.objects.filter(pupils=60).count() == 1
