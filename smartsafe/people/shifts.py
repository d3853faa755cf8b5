"""Who is at work when, and who is on now. Opens nothing, so that every module above may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.timezone import get_default_timezone

from smartsafe import clock

from .actors import Actor
from .models import Shift, Switch
from .queries import names
from .shift_rules import GROUPS


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A planned shift; moments on the centre's own clock."""

    id: UUID
    person_id: UUID
    person: str
    starts_at: datetime
    ends_at: datetime
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnNow:
    """Somebody who is on at least one group now; `until`: the end of the planned shift, none when there is no plan."""

    person_id: UUID
    person: str
    groups: tuple[str, ...]
    until: datetime | None


def here() -> ZoneInfo:
    return ZoneInfo(str(get_default_timezone()))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), here())


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week(viewer: Actor, *, monday: date) -> dict[date, list[ShiftView]]:
    """The seven days from that Monday, each with its shifts in order. Two statements."""
    viewer.need("shifts.see")
    days: dict[date, list[ShiftView]] = {monday + timedelta(days=number): [] for number in range(7)}
    found = Shift.objects.filter(starts_at__gte=midnight(monday), starts_at__lt=midnight(monday + timedelta(days=7)))
    for shift in _views(found.order_by("starts_at", "ends_at", "id")):
        days[shift.starts_at.date()].append(shift)
    return days


def shift_for(viewer: Actor, shift_id: UUID) -> ShiftView | None:
    viewer.need("shifts.see")
    return next(iter(_views(Shift.objects.filter(pk=shift_id))), None)


def mine(viewer: Actor, *, days: int = 14) -> list[ShiftView]:
    """One's own shifts of the coming days, the running one too."""
    now = clock.now()
    found = Shift.objects.filter(person_id=viewer.id, ends_at__gt=now, starts_at__lt=now + timedelta(days=days))
    return _views(found.order_by("starts_at"))


def _views(shifts: Iterable[Shift]) -> list[ShiftView]:
    rows = list(shifts)
    called = names(row.person_id for row in rows)
    zone = here()
    return [
        ShiftView(
            row.id,
            row.person_id,
            called.get(row.person_id, ""),
            row.starts_at.astimezone(zone),
            row.ends_at.astimezone(zone),
            tuple(group for group in GROUPS if group in row.groups),
        )
        for row in rows
    ]


def groups_now(now: datetime | None = None) -> dict[UUID, tuple[frozenset[str], datetime | None]]:
    """Who is on which groups now, and until when planned: the plan, changed by what people switched by hand.

    Somebody who has put themselves off everything is left out. Two statements.
    """
    now = now or clock.now()
    on: dict[UUID, set[str]] = {}
    until: dict[UUID, datetime] = {}
    planned = Shift.objects.filter(starts_at__lte=now, starts_at__gt=now - timedelta(days=1), ends_at__gt=now)
    for person_id, groups, ends_at in planned.filter(person__is_active=True).values_list(
        "person_id", "groups", "ends_at"
    ):
        on.setdefault(person_id, set()).update(group for group in groups if group in GROUPS)
        until[person_id] = max(ends_at, until.get(person_id, ends_at))
    switched = Switch.objects.filter(until__gt=now, person__is_active=True)
    for person_id, group, is_on in switched.values_list("person_id", "group", "on"):
        groups_of = on.setdefault(person_id, set())
        groups_of.add(group) if is_on else groups_of.discard(group)
    return {
        person_id: (frozenset(groups), until[person_id].astimezone(here()) if person_id in until else None)
        for person_id, groups in on.items()
        if groups
    }


def on_now(now: datetime | None = None) -> list[OnNow]:
    """Everybody who is on now, by name. Three statements."""
    found = groups_now(now)
    called = names(found)
    return sorted(
        (
            OnNow(person_id, called.get(person_id, ""), tuple(group for group in GROUPS if group in groups), until)
            for person_id, (groups, until) in found.items()
        ),
        key=lambda one: (one.person, one.person_id),
    )
