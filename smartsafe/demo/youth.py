"""The youth programme in the demo centre, from the profile's `demo/youth.toml`."""

import tomllib
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings

from smartsafe import clock
from smartsafe.outreach.activities.models import Activity
from smartsafe.outreach.activities.rules import CLOSED
from smartsafe.outreach.activities.times import today
from smartsafe.outreach.youth.actions import admitting, applying, cohorts, consenting, ideas, polling
from smartsafe.outreach.youth.models import Application, Consent, Idea
from smartsafe.outreach.youth.programme import programme
from smartsafe.people.actors import Actor

from .contacts import Centre

GUARDIAN = "roditelj@kuca.example"


def young_people(centre: Centre) -> None:
    """Nothing where the profile tells nothing about it."""
    path = settings.PROFILE_DIR / "demo" / "youth.toml"
    if not path.exists():
        return
    told = tomllib.loads(path.read_text())
    year, educator, reader = centre.year, centre.cast.first("educator"), centre.cast.first("supervisor")
    year.at(year.ago(told["cohort"]["days"]), lambda: _cohort(educator, reader, told))
    for one in told["poll"]:
        year.at(year.ago(one["days"]), partial(_poll, educator, one))
    year.at(year.ago(21), partial(_ideas, educator, told["ideas"]))
    year.at(year.ago(2), lambda: _consent(_apply(told["applied"])))
    year.at(year.ago(1), partial(_ask, told["waiting"]))


def _ask(one: dict[str, Any]) -> None:
    _apply(one)


def _apply(one: dict[str, Any]) -> Application:
    guardian = GUARDIAN if one["age"] < programme().adult else ""
    before = set(Application.objects.values_list("pk", flat=True))
    told = {name: one[name] for name in ("name", "age", "municipality", "why")}
    applying.apply(
        **told, role=one.get("role", "peer"), contact="mladi@primer.example", guardian=guardian,
        language=settings.LANGUAGE_CODE, form=applying.fresh_form(),
    )  # fmt: skip
    return Application.objects.exclude(pk__in=before).get()


def _consent(row: Application) -> None:
    if row.minor:
        asked = Consent.objects.get(application=row)
        consenting.give(token=consenting.link_token(asked), who="Родитељ", declared=True)


def _cohort(educator: Actor, reader: Actor, told: dict[str, Any]) -> None:
    """Its members with badges, fewer for each; words on its board; the latest talk counted for it."""
    one = told["cohort"]
    cohort = cohorts.begin(educator, role=one["role"], name=one["name"], starts_on=today())
    for number, young in enumerate(told["member"]):
        row = _apply(young)
        _consent(row)
        admitting.admit(educator, application_id=row.id, cohort_id=cohort.id)
        for step in one["badges"][: max(0, len(one["badges"]) - number)]:
            cohorts.give_badge(educator, application_id=row.id, step=step)
    for text in one["posts"]:
        post = cohorts.write(educator, cohort_id=cohort.id, text=text)
        cohorts.publish(reader, cohort_id=cohort.id, post_id=post.id)
    led = Activity.objects.filter(status=CLOSED, pupils__gt=0).order_by("-starts_at").first()
    if led is not None:
        cohorts.link_session(educator, cohort_id=cohort.id, activity_id=led.id)


def _poll(educator: Actor, one: dict[str, Any]) -> None:
    closes_at = clock.now() + timedelta(days=one["lasts"])
    poll = polling.open_poll(
        educator, audience=one["audience"], question=one["question"], options=one["options"], closes_at=closes_at
    )
    for option, voices in enumerate(one["voices"]):
        for _voice in range(voices):
            form = polling.fresh_form(poll.id)
            polling.vote_publicly(poll_id=poll.id, option=option, form=form, browser=None)


def _ideas(educator: Actor, told: dict[str, Any]) -> None:
    for text in told["published"]:
        ideas.tell_idea(text=text)
        ideas.publish(educator, idea_id=Idea.objects.get(status="pending").id, text=text)
    ideas.tell_idea(text=told["waiting"])
