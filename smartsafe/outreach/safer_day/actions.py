"""Somebody registers an event; the centre reads it, then everybody sees it, or it is erased."""

import re
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import formats

from smartsafe import clock
from smartsafe.audit.actions import Nameless, record
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.notifications.actions import settle, tell
from smartsafe.once import once
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may

from .. import words
from ..errors import NotAChoice
from .errors import InThePast, NoPerson, NotAroundTheDay, TooManyWaiting, WrongNumber
from .models import Event
from .rules import (
    AROUND,
    AUDIENCES,
    KINDS,
    MANAGE,
    MAX_ORGANISER,
    MAX_TITLE,
    MAX_WORDS,
    MOST_EXPECTED,
    MOST_WAITING,
    PUBLIC,
    WAITING,
    safer_internet_day,
    year_to_come,
)

ORGANISER = Nameless("organiser")
REACHABLE = re.compile(r"[^\s@]+@[^\s@]+|(?:\+|\b0)(?:[\s/()-]*\d){8,}")  # an e-mail address, a telephone number


def today() -> date:
    return clock.now().astimezone(ZoneInfo(profile().time_zone)).date()


def check_day(day: date) -> int:
    """The year that it belongs to. Raises InThePast, NotAroundTheDay."""
    if day < today():
        raise InThePast("day")
    year = year_to_come(today())
    if abs(day - safer_internet_day(year)) > AROUND:
        raise NotAroundTheDay("day", day=formats.date_format(safer_internet_day(year), "j. n. Y."))
    return year


def _earlier(submission: UUID) -> bool | None:
    return Event.objects.filter(submission=submission).exists() or None


@once(_earlier)
@transaction.atomic
def register(
    *, kind: str, organiser: str, title: str, text: str, municipality: str, day: date, audience: str, expected: int,
    submission: UUID,
) -> bool:  # fmt: skip
    """The same form sent twice is one event.

    Raises NotAChoice, LineMissing, LineTooLong, UnknownMunicipality, InThePast, NotAroundTheDay, WrongNumber, NoPerson,
    TooManyWaiting.
    """
    if _earlier(submission):
        return True
    if kind not in KINDS or audience not in AUDIENCES:
        raise NotAChoice("kind" if kind not in KINDS else "audience")
    if not 1 <= expected <= MOST_EXPECTED:
        raise WrongNumber("expected", most=MOST_EXPECTED)
    row = Event(
        submission=submission, year=check_day(day), status=WAITING, kind=kind, audience=audience, day=day,
        expected=expected, organiser=words.line(organiser, "organiser", limit=MAX_ORGANISER, needed=True),
        title=words.line(title, "title", limit=MAX_TITLE, needed=True),
        words=words.words(text, "text", limit=MAX_WORDS),
        municipality=words.municipality(municipality, "municipality"), told_at=clock.now(),
    )  # fmt: skip
    for field, told in (("organiser", row.organiser), ("title", row.title), ("text", row.words)):
        if REACHABLE.search(told):
            raise NoPerson(field)
    if Event.objects.filter(status=WAITING).count() >= MOST_WAITING:
        raise TooManyWaiting()
    row.save(force_insert=True)
    tell([one for one, _name in people_who_may(MANAGE)], "safer_day.registered", "safer_day", row.id, str(row.year))
    record(ORGANISER, "safer_day.registered", "safer_day", row.id)
    return True


def _locked(event_id: UUID) -> Event:
    row = Event.objects.select_for_update().filter(pk=event_id).first()
    if row is None:
        raise NotFound()
    return row


@transaction.atomic
def publish(actor: Actor, *, event_id: UUID) -> None:
    """Everybody sees it from now on. Raises NotFound."""
    actor.need(MANAGE)
    row = _locked(event_id)
    if row.status == PUBLIC:
        return
    row.status = PUBLIC
    row.save(update_fields=["status"])
    settle("safer_day.registered", row.id)
    record(actor, "safer_day.published", "safer_day", row.id)


@transaction.atomic
def erase(actor: Actor, *, event_id: UUID) -> None:
    """Refused, or taken away later: nothing of it is kept. Raises NotFound."""
    actor.need(MANAGE)
    _locked(event_id).delete()
    settle("safer_day.registered", event_id)
    record(actor, "safer_day.erased", "safer_day", event_id)
