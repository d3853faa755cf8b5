"""Prevention in the demo centre, from the profile's `demo/outreach.toml`: past years, a campaign, what is coming."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from smartsafe.library import materials
from smartsafe.outreach.activities.actions import booking, evaluating, holding, importing, planning
from smartsafe.outreach.activities.models import Activity
from smartsafe.outreach.activities.rules import RESOLVES
from smartsafe.outreach.activities.tasks import write_to_schools
from smartsafe.outreach.activities.times import here, today
from smartsafe.outreach.campaigns import actions as campaigns
from smartsafe.outreach.campaigns.queries import campaigns as all_campaigns
from smartsafe.people.actors import Actor

from .contacts import Centre

HOUR, LASTS = 11, timedelta(hours=1, minutes=30)


def prevention(centre: Centre) -> None:
    """Nothing where the profile tells nothing about it."""
    path = settings.PROFILE_DIR / "demo" / "outreach.toml"
    if not path.exists():
        return
    told = tomllib.loads(path.read_text())
    educator = centre.cast.first("educator")
    centre.year.at(centre.year.ago(320), lambda: _past(educator, told, path.parent))
    centre.year.at(centre.year.ago(50), lambda: _give_materials(educator, told["campaign"]))
    for one in told.get("held", []):
        moment = centre.year.ago(one["days"])
        centre.year.at(moment - timedelta(days=12), partial(_hold, centre, educator, one, moment))
    if latest := told.get("latest"):
        centre.year.at(centre.year.ago(9), lambda: _latest(educator, latest, centre.year.now))
    for one in told.get("planned", []):
        centre.year.at(centre.year.now - timedelta(hours=5), partial(_plan, educator, one))
    for one in told.get("request", []):
        centre.year.at(centre.year.now - timedelta(hours=20), partial(_ask, one))
    for one in told.get("unanswered", []):
        centre.year.at(centre.year.ago(one["asked"]), partial(_offer, educator, one))


def _past(educator: Actor, told: dict[str, Any], folder: Path) -> None:
    for name in told.get("past", []):
        importing.import_past(educator, table=(folder / name).read_bytes())
    one = told["campaign"]
    campaign = campaigns.begin(educator, **_facts(one), public=True)
    importing.import_past(educator, table=(folder / one["table"]).read_bytes(), campaign_id=campaign.id)
    for figure in one["reach"]:
        campaigns.enter_reach(educator, campaign_id=campaign.id, **figure)


def _facts(campaign: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in campaign.items() if name not in ("table", "reach", "materials")}


def _give_materials(educator: Actor, one: dict[str, Any]) -> None:
    """Once the library is there."""
    [campaign] = [row for row in all_campaigns(educator) if row.name.in_language("sr") == one["name"]["sr"]]
    keys = [materials.named(slug) for slug in one.get("materials", [])]
    campaigns.change(educator, campaign_id=campaign.id, **_facts(one), public=True, materials=keys)


def _times(day: date) -> dict[str, Any]:
    starts_at = datetime.combine(day, time(HOUR), here())
    return {"starts_at": starts_at, "ends_at": starts_at + LASTS}


def _entered(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": one.get("kind", "talk"), "audience": one.get("audience", "pupils"), "place": one["place"],
        "municipality": one["municipality"], "topics": one["topics"], "classes": one.get("classes", ""),
        "expected": one.get("expected", 0), "guests": [], "materials": [], "public": one.get("public", False),
        "campaign_id": None,
    }  # fmt: skip


def _hold(centre: Centre, educator: Actor, one: dict[str, Any], moment: datetime) -> None:
    """Planned some days before; counted, evaluated and closed when its day has come."""
    times = _times(moment.astimezone(here()).date())
    row = planning.plan(educator, presenters=[educator.id], **times, **_entered(one))
    centre.year.at(times["ends_at"], lambda: _count(educator, row, one))


def _latest(educator: Actor, one: dict[str, Any], now: datetime) -> None:
    """One that ended an hour ago and waits to be counted."""
    times = {"starts_at": now - LASTS - timedelta(hours=1), "ends_at": now - timedelta(hours=1)}
    planning.plan(educator, presenters=[educator.id], **times, **_entered(one))


def _count(educator: Actor, row: Activity, one: dict[str, Any]) -> None:
    counts = {name: one.get(name, 0) for name in ("pupils", "parents", "teachers")}
    holding.count(educator, activity_id=row.id, **counts, by_gender={}, by_age={})
    for place, mark in enumerate(one.get("answers", [])):
        resolves = [list(RESOLVES)[place % (len(RESOLVES) - 1)]]
        sentence = one.get("sentence", "") if place == 0 else ""
        code = row.evaluation_code or ""
        evaluating.evaluate(code=code, useful=mark, understood=max(mark, 3), resolves=resolves, sentence=sentence)
    holding.close(educator, activity_id=row.id)


def _plan(educator: Actor, one: dict[str, Any]) -> None:
    day = today() + timedelta(days=one["days"])
    planning.plan(educator, presenters=[educator.id], **_times(day), **_entered(one))


def _offer(educator: Actor, one: dict[str, Any]) -> None:
    """Offered by e-mail, and never answered."""
    row = Activity.objects.get(number=_ask(one))
    times = _times(today() + timedelta(days=one["days"][0]))
    planning.offer(educator, activity_id=row.id, presenters=[educator.id], **times)
    write_to_schools()  # it arrived, days ago


def _ask(one: dict[str, Any]) -> str:
    days = [today() + timedelta(days=number) for number in one["days"]]
    told = {
        name: one[name]
        for name in ("place", "municipality", "classes", "expected", "topics", "name", "email", "phone", "text")
    }
    return booking.request(
        kind="talk", audience="pupils", days=days, language=settings.LANGUAGE_CODE, submission=uuid4(), **told
    )
