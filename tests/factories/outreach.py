"""Activities and campaigns for tests, made by the real actions."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from smartsafe import clock
from smartsafe.outreach.activities.actions import booking, holding, planning
from smartsafe.outreach.activities.models import Activity
from smartsafe.outreach.activities.times import here, today
from smartsafe.outreach.campaigns import actions as campaigns
from smartsafe.outreach.campaigns.models import Campaign
from smartsafe.people.actors import Actor

SCHOOL, CLASSES, ASKED = "ОШ „Пример“", "7/1 и 7/2", "Деца питају о игрицама."
A_REQUEST: dict[str, Any] = {
    "kind": "talk", "audience": "pupils", "place": SCHOOL, "municipality": "Чачак", "topics": ["cyberbullying"],
    "classes": CLASSES, "expected": 60, "name": "Наставница Пример", "email": "skola@skola.example",
    "phone": "011 000 000", "text": ASKED, "language": "sr",
}  # fmt: skip
A_PLAN: dict[str, Any] = {
    "kind": "talk", "audience": "pupils", "place": "Дом културе", "municipality": "Ниш", "topics": ["sextortion"],
    "classes": "", "expected": 40, "guests": [], "materials": [], "public": True, "campaign_id": None,
}  # fmt: skip


def in_days(days: int, hour: int = 10) -> datetime:
    return datetime.combine(today() + timedelta(days=days), time(hour), here())


def a_request(**told: Any) -> Activity:
    """As a school asks for it."""
    told = {**A_REQUEST, "days": [today() + timedelta(days=20)], "submission": uuid4(), **told}
    return Activity.objects.get(number=booking.request(**told))


def a_plan(educator: Actor, *, days: int = 10, hour: int = 10, hours: float = 1.5, **told: Any) -> Activity:
    """Settled by an educator."""
    starts = in_days(days, hour)
    presenters = told.pop("presenters", [educator.id])
    return planning.plan(
        educator, presenters=presenters, starts_at=starts, ends_at=starts + timedelta(hours=hours), **{**A_PLAN, **told}
    )


def an_offer(educator: Actor, row: Activity, *, days: int = 20, hour: int = 10) -> str:
    """The token of the link in the e-mail."""
    starts = in_days(days, hour)
    made = planning.offer(
        educator, activity_id=row.id, presenters=[educator.id], starts_at=starts, ends_at=starts + timedelta(hours=1)
    )
    return booking.link_token(made)


def held(educator: Actor, *, pupils: int = 50, **told: Any) -> Activity:
    """Planned, taken place a moment ago, counted. The clock is where it was."""
    with clock.at(clock.now() - timedelta(days=2)):
        row = a_plan(educator, days=1, hour=clock.now().astimezone(here()).hour, **told)
    holding.count(educator, activity_id=row.id, pupils=pupils, parents=0, teachers=2, by_gender={}, by_age={})
    row.refresh_from_db()
    return row


def a_campaign(educator: Actor, **told: Any) -> Campaign:
    told = {
        "name": {"sr": "Покажи поштовање", "en": "Show respect"}, "summary": {}, "starts_on": date(2023, 3, 1),
        "ends_on": date(2023, 12, 1), "cities": ["Ниш"], "public": True, "partners": ["Партнер"], **told,
    }  # fmt: skip
    return campaigns.begin(educator, **told)
