"""Staff enter an activity, change it, offer a time, agree it by phone, decline, cancel."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.numbers import next_number
from smartsafe.errors import NotFound
from smartsafe.notifications.actions import settle
from smartsafe.people.actors import Actor

from ... import words
from ...campaigns.models import Campaign
from ...errors import LineMissing, NotAChoice, TooManyLines
from .. import sealed
from ..errors import NoAddress, NoPresenter, NotNow, WrongMaterial
from ..models import Activity, Offer, Presenter
from ..rules import (
    AUDIENCES,
    CHECKLIST,
    COMING,
    CONFIRMED,
    KINDS,
    MANAGE,
    MAX_CLASSES,
    MAX_NAME,
    MAX_PLACE,
    MAX_REASON,
    MAX_WORDS,
    MOST_GUESTS,
    MOST_MATERIALS,
    OFFER_LASTS,
    TOOK_PLACE,
    WEBINAR,
    after,
)
from ..times import check_clashes, check_presenters, check_times, hold_diary, place_key
from .booking import check_expected, check_topics, send_letter
from .codes import new_code


def checked(
    *, kind: str, audience: str, place: str, municipality: str, topics: Sequence[str], classes: str, expected: int,
    guests: Sequence[str], materials: Sequence[tuple[str, str]], public: bool, campaign_id: UUID | None,
) -> dict[str, Any]:  # fmt: skip
    """What staff say about an activity besides its time. Raises NotAChoice, LineMissing, TooMany, WrongMaterial, …"""
    if kind not in KINDS or audience not in AUDIENCES:
        raise NotAChoice("kind" if kind not in KINDS else "audience")
    if campaign_id and not Campaign.objects.filter(pk=campaign_id).exists():
        raise NotAChoice("campaign")
    place = words.line(place, "place", limit=MAX_PLACE, needed=True)
    online = kind == WEBINAR and not municipality.strip()
    return {
        "kind": kind,
        "audience": audience,
        "place": place,
        "place_key": place_key(place),
        "municipality": "" if online else words.municipality(municipality, "municipality"),
        "topics": check_topics(topics),
        "classes": words.line(classes, "classes", limit=MAX_CLASSES),
        "expected": check_expected(expected) if expected else 0,
        "guests": words.lines(guests, "guests", limit=MAX_NAME, most=MOST_GUESTS),
        "materials": check_materials(materials),
        "public": public,
        "campaign_id": campaign_id,
    }


def check_materials(materials: Sequence[tuple[str, str]]) -> list[list[str]]:
    if len(materials) > MOST_MATERIALS:
        raise TooManyLines("materials", limit=MOST_MATERIALS)
    found = []
    for title, address in materials:
        address = words.line(address, "materials", limit=500, needed=True)
        if not address.startswith("https://") and not (
            address.startswith("/") and not address.startswith(("//", "/\\"))
        ):
            raise WrongMaterial("materials")
        found.append([words.line(title or address, "materials", limit=MAX_NAME + 400), address])
    return found


def locked(activity_id: UUID) -> Activity:
    """Raises NotFound."""
    row = Activity.objects.select_for_update(of=("self",)).filter(pk=activity_id).first()
    if row is None:
        raise NotFound()
    return row


def move(row: Activity, verb: str) -> None:
    """One step of the table. Raises NotNow."""
    status = after(verb, row.status)
    if status is None:
        raise NotNow()
    row.status = status


def _give_time(row: Activity, presenters: Sequence[UUID], starts_at: datetime, ends_at: datetime) -> None:
    """The diary is held. Raises NoPresenter, NotAPresenter, InThePast, PresenterTaken, PlaceTaken, …"""
    check_times(starts_at, ends_at)
    _hold(row, presenters, starts_at, ends_at)


def _hold(row: Activity, presenters: Sequence[UUID], starts_at: datetime, ends_at: datetime) -> None:
    who = check_presenters(presenters)
    if not who and not row.guests:
        raise NoPresenter("presenters")
    check_clashes(row, who, starts_at, ends_at)
    row.starts_at, row.ends_at = starts_at, ends_at
    row.save()
    _send_there(row, who)


def _send_there(row: Activity, who: Sequence[UUID]) -> None:
    row.presenters.exclude(person_id__in=who).delete()
    Presenter.objects.bulk_create([Presenter(activity=row, person_id=one) for one in who], ignore_conflicts=True)


@transaction.atomic
def plan(actor: Actor, *, presenters: Sequence[UUID], starts_at: datetime, ends_at: datetime, **told: Any) -> Activity:
    """An activity of our own, agreed already. Raises as `checked` and for its time."""
    actor.need(MANAGE)
    hold_diary()
    row = Activity(status=CONFIRMED, number=next_number("activity"), evaluation_code=new_code(), **checked(**told))
    _give_time(row, presenters, starts_at, ends_at)
    record(actor, "activity.planned", "activity", row.id, number=row.number)
    return row


@transaction.atomic
def change(
    actor: Actor, *, activity_id: UUID, presenters: Sequence[UUID], starts_at: datetime | None = None,
    ends_at: datetime | None = None, **told: Any,
) -> bool:  # fmt: skip
    """What is planned, and its time where that is settled; what took place, where it was written down wrongly.

    Whether a school is written to: of a new time or place.

    Raises NotFound, NotNow and as `plan`.
    """
    actor.need(MANAGE)
    hold_diary()
    row = locked(activity_id)
    if row.status not in (*COMING, *TOOK_PLACE):
        raise NotNow()
    before = _when_and_where(row)
    for name, value in checked(**told).items():
        setattr(row, name, value)
    if row.status in TOOK_PLACE:  # put right as it was: what has been clashes with nothing
        row.save()
        _send_there(row, check_presenters(presenters))
    elif row.status == CONFIRMED and row.starts_at and row.ends_at and starts_at and ends_at:
        if _minutes(row.starts_at, row.ends_at) == _minutes(starts_at, ends_at):  # it may have begun already
            _hold(row, presenters, row.starts_at, row.ends_at)
        else:
            _give_time(row, presenters, starts_at, ends_at)
    else:
        if row.starts_at and row.ends_at:  # offered: it may not move into a room that is taken
            check_clashes(row, list(row.presenters.values_list("person_id", flat=True)), row.starts_at, row.ends_at)
        row.save()
    if row.status == CONFIRMED and _when_and_where(row) != before:
        row.sequence += 1
        row.save(update_fields=["sequence"])
        send_letter(row, "moved")
        record(actor, "activity.moved", "activity", row.id)
        return bool(row.sealed_address)
    record(actor, "activity.changed", "activity", row.id)
    return False


def _minutes(*moments: datetime) -> list[datetime]:
    """As a form shows them."""
    return [moment.replace(second=0, microsecond=0) for moment in moments]


def _when_and_where(row: Activity) -> tuple[Any, ...]:
    """What a school that has it in its calendar must be told."""
    return row.starts_at, row.ends_at, row.place, row.municipality


@transaction.atomic
def offer(
    actor: Actor, *, activity_id: UUID, presenters: Sequence[UUID], starts_at: datetime, ends_at: datetime
) -> Offer:
    """Offer the school a time by e-mail; presenter and place are held until it answers or the offer runs out.

    Raises NotFound, NotNow, NoAddress, PresenterTaken, PlaceTaken, InThePast, …
    """
    actor.need(MANAGE)
    hold_diary()
    row = locked(activity_id)
    move(row, "offer")
    if not row.sealed_address:
        raise NoAddress("day")
    _give_time(row, presenters, starts_at, ends_at)
    now = clock.now()
    row.offers.filter(answer="").update(answer="replaced", answered_at=now)
    made = Offer.objects.create(
        activity=row, starts_at=starts_at, ends_at=ends_at, offered_at=now, expires_at=now + OFFER_LASTS
    )
    send_letter(row, "offer", made)
    settle("activity.requested", row.id)
    record(actor, "activity.offered", "activity", row.id)
    return made


@transaction.atomic
def confirm(
    actor: Actor, *, activity_id: UUID, presenters: Sequence[UUID], starts_at: datetime, ends_at: datetime
) -> None:
    """Agreed by phone. A school that left an address gets the calendar file. Raises as `offer`, but for NoAddress."""
    actor.need(MANAGE)
    hold_diary()
    row = locked(activity_id)
    move(row, "confirm")
    row.evaluation_code = row.evaluation_code or new_code()
    _give_time(row, presenters, starts_at, ends_at)
    row.offers.filter(answer="").update(answer="replaced", answered_at=clock.now())
    send_letter(row, "confirmed")
    settle("activity.requested", row.id)
    record(actor, "activity.confirmed", "activity", row.id)


def _end(actor: Actor, activity_id: UUID, verb: str, reason: str) -> Activity:
    actor.need(MANAGE)
    row = locked(activity_id)
    settled = row.status == CONFIRMED
    move(row, verb)
    row.reason = words.line(reason, "reason", limit=MAX_REASON, needed=True)
    row.ended_at = clock.now()
    row.offers.filter(answer="").update(answer="replaced", answered_at=clock.now())
    row.sequence += settled
    send_letter(row, row.status)
    row.sealed_address = b""
    row.save()
    settle("activity.requested", row.id)
    return row


@transaction.atomic
def decline(actor: Actor, *, activity_id: UUID, reason: str) -> None:
    """The school is told why. Raises NotFound, NotNow, LineMissing, LineTooLong."""
    row = _end(actor, activity_id, "decline", reason)
    record(actor, "activity.declined", "activity", row.id)


@transaction.atomic
def cancel(actor: Actor, *, activity_id: UUID, reason: str) -> None:
    """The school is told why; presenter and place are free again. Raises as `decline`."""
    row = _end(actor, activity_id, "cancel", reason)
    record(actor, "activity.cancelled", "activity", row.id)


@transaction.atomic
def tick(actor: Actor, *, activity_id: UUID, done: Sequence[str]) -> None:
    """Which points of the checklist are done. Raises NotFound, NotAChoice."""
    actor.need(MANAGE)
    row = locked(activity_id)
    if not set(done) <= CHECKLIST.keys():
        raise NotAChoice("done")
    row.checklist = [code for code in CHECKLIST if code in done]
    row.save(update_fields=["checklist"])
    record(actor, "activity.checked", "activity", row.id, done=len(row.checklist))


@transaction.atomic
def note(actor: Actor, *, activity_id: UUID, text: str) -> None:
    """What to follow up, sealed. Raises NotFound, LineTooLong; Locked, NotAMember."""
    actor.need(MANAGE)
    row = locked(activity_id)
    text = words.words(text, "text", limit=MAX_WORDS)
    if not text:
        raise LineMissing("text")
    row.sealed_follow_up = sealed.key_of(actor, row).seal_text(text, sealed.at(row.id, sealed.FOLLOW_UP))
    row.save(update_fields=["sealed_follow_up", "key_for_outreach"])
    record(actor, "activity.noted", "activity", row.id)
