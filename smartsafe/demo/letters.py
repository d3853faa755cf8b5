"""Newsletter, Safer Internet Day and professionals in the demo centre, from the profile's `demo/letters.toml`."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings

from smartsafe.outreach.newsletter.actions import subscribing, writing
from smartsafe.outreach.newsletter.models import Subscriber
from smartsafe.outreach.newsletter.tasks import answer_who_asked, send_issues
from smartsafe.outreach.professionals.actions import deciding, registering, sharing
from smartsafe.outreach.professionals.models import Practice, Professional
from smartsafe.outreach.professionals.rules import ASKED
from smartsafe.outreach.professionals.tasks import answer_professionals, tell_decisions
from smartsafe.outreach.safer_day import actions as register
from smartsafe.outreach.safer_day.models import Event
from smartsafe.outreach.safer_day.rules import safer_internet_day, year_to_come
from smartsafe.people.actors import Actor

from .contacts import Centre


def letters(centre: Centre) -> None:
    """Nothing where the profile tells nothing about it."""
    path = settings.PROFILE_DIR / "demo" / "letters.toml"
    if not path.exists():
        return
    told = tomllib.loads(path.read_text())
    year, editor, educator = centre.year, centre.cast.first("editor"), centre.cast.first("educator")
    year.at(year.ago(70), lambda: _subscribe(told["subscribers"]))
    for one in told["issue"]:
        year.at(year.ago(one["days"]), partial(_send, editor, one))
    year.at(year.ago(0.2), lambda: _ask(told["unconfirmed"]))
    year.at(year.ago(33), lambda: _professionals(educator, told))
    coming = year_to_come(year.now.date())
    last = safer_internet_day(coming - 1)
    for number, one in enumerate(told["event"]):
        moment = datetime.combine(last, time(9, number), year.now.tzinfo) - timedelta(days=6)
        if moment > year.ago(364):
            year.at(moment, partial(_register, educator, one, last, public=True))
    for number, one in enumerate(told["next"]):
        deed = partial(_register, educator, one, safer_internet_day(coming), public=one.get("public", False))
        year.at(year.ago(3) + timedelta(minutes=number), deed)


def _ask(one: dict[str, str]) -> None:
    subscribing.ask(submission=uuid4(), **one)
    answer_who_asked()


def _subscribe(people: list[dict[str, str]]) -> None:
    for one in people:
        _ask(one)
    for subscriber_id in Subscriber.objects.values_list("id", flat=True):
        subscribing.confirm(subscribing.token(subscriber_id, subscribing.CONFIRM))


def _send(editor: Actor, one: dict[str, Any]) -> None:
    issue = writing.begin(editor, subject=one["subject"], text={code: one[code] for code in one["subject"]})
    writing.send(editor, issue_id=issue.id)
    send_issues()


def _register(educator: Actor, one: dict[str, Any], day: date, *, public: bool) -> None:
    told = {name: one[name] for name in ("kind", "organiser", "title", "municipality", "expected")}
    submission = uuid4()
    held = max(day + timedelta(days=one.get("off", 0)), register.today())
    register.register(
        day=held, audience=one.get("audience", "pupils"), text=one.get("text", ""), submission=submission, **told
    )
    if public:
        register.publish(educator, event_id=Event.objects.get(submission=submission).id)


def _professionals(educator: Actor, told: dict[str, Any]) -> None:
    """Who registered, was let in, shared; one person and one practice wait."""
    people = []
    for one in told["professional"]:
        known = {name: one[name] for name in ("name", "institution", "role", "email")}
        registering.register(language="sr", submission=uuid4(), **known)
        answer_professionals()
        row = Professional.objects.get(status=ASKED)
        registering.confirm(registering.token(row.id))
        people.append(row.id)
        if not one.get("waits"):
            deciding.approve(educator, professional_id=row.id)
    tell_decisions()
    for one in told["practice"]:
        submission = uuid4()
        words = {name: one[name] for name in ("topic", "title", "text")}
        sharing.share(by=people[one["by"]], link="", submission=submission, **words)
        if not one.get("waits"):
            deciding.publish(educator, practice_id=Practice.objects.get(submission=submission).id)
