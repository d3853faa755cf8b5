"""Plan shifts; put oneself on or off a channel."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import Invalid, NotFound
from smartsafe.live.actions import touch

from ..actors import Actor
from ..errors import CannotWorkShifts, NoGroup, ShiftOverlaps, ShiftTimes
from ..models import Person, Shift, Switch
from ..queries import people_who_may
from ..shift_rules import GROUPS, LONGEST, MOST_WEEKS, PLAN_AHEAD
from ..shifts import groups_now, here, midnight

MANAGE, HANDLE = "shifts.manage", "contacts.handle"
TOPIC = "shifts"


@transaction.atomic
def plan_shifts(
    actor: Actor,
    *,
    person_id: UUID,
    day: date,
    starts: time,
    ends: time,
    groups: Iterable[str],
    weeks: int = 1,
) -> list[Shift]:
    """A shift on that day, and on the same day of the following weeks: `weeks` in all. All of them, or none.

    Times are of the wall clock at the centre; one that ends not after it starts ends on the next day. Raises
    CannotWorkShifts, NoGroup, ShiftTimes, ShiftOverlaps, Invalid.
    """
    actor.need(MANAGE)
    kept = _groups(groups)
    if not 1 <= weeks <= MOST_WEEKS:
        raise Invalid("weeks")
    _lock(person_id)
    made = []
    for number in range(weeks):
        starts_at, ends_at = _moments(day + timedelta(weeks=number), starts, ends)
        _check(person_id, starts_at, ends_at)
        made.append(Shift.objects.create(person_id=person_id, starts_at=starts_at, ends_at=ends_at, groups=kept))
    touch(TOPIC)
    record(actor, "shift.planned", "person", person_id, count=weeks, first=day.isoformat())
    return made


@transaction.atomic
def change_shift(
    actor: Actor, *, shift_id: UUID, person_id: UUID, day: date, starts: time, ends: time, groups: Iterable[str]
) -> Shift:
    """Another person, day, time or group. Raises NotFound and what plan_shifts raises."""
    actor.need(MANAGE)
    shift = _found(shift_id)
    kept = _groups(groups)
    _lock(person_id)
    starts_at, ends_at = _moments(day, starts, ends)
    _check(person_id, starts_at, ends_at, besides=shift.id)
    shift.person_id, shift.starts_at, shift.ends_at, shift.groups = person_id, starts_at, ends_at, kept
    shift.save(update_fields=["person", "starts_at", "ends_at", "groups"])
    touch(TOPIC)
    record(actor, "shift.changed", "shift", shift.id, person=str(person_id))
    return shift


@transaction.atomic
def remove_shift(actor: Actor, *, shift_id: UUID) -> None:
    """Raises NotFound."""
    actor.need(MANAGE)
    shift = _found(shift_id)
    person_id = shift.person_id
    shift.delete()
    touch(TOPIC)
    record(actor, "shift.removed", "shift", shift_id, person=str(person_id))


@transaction.atomic
def switch(actor: Actor, *, group: str, on: bool) -> None:
    """Put oneself on or off a group, until the running shift ends, or the day when none is planned. Raises NoGroup."""
    actor.need(HANDLE)
    if group not in GROUPS:
        raise NoGroup("group")
    now = clock.now()
    _groups_on, planned = groups_now(now).get(actor.id, (frozenset(), None))
    running = Shift.objects.filter(person_id=actor.id, starts_at__lte=now, ends_at__gt=now).order_by("-ends_at").first()
    until = running.ends_at if running else planned or midnight(now.astimezone(here()).date() + timedelta(days=1))
    Switch.objects.update_or_create(person_id=actor.id, group=group, defaults={"on": on, "until": until})
    touch(TOPIC)
    record(actor, "shift.switched", "person", actor.id, group=group, on=on)


def _found(shift_id: UUID) -> Shift:
    shift = Shift.objects.select_for_update().filter(pk=shift_id).first()
    if shift is None:
        raise NotFound()
    return shift


def _groups(groups: Iterable[str]) -> list[str]:
    wanted = set(groups)
    if not wanted or not wanted <= set(GROUPS):
        raise NoGroup("groups")
    return [group for group in GROUPS if group in wanted]


def _lock(person_id: UUID) -> None:
    """The person's row, so that two plans for one person are looked at one after the other."""
    if person_id not in {one for one, _name in people_who_may(HANDLE)}:
        raise CannotWorkShifts("person")
    Person.objects.select_for_update().get(pk=person_id)


def _moments(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """The wall clock's moments; on the night when the clock is changed a shift is an hour longer or shorter."""
    today = clock.now().astimezone(here()).date()
    if abs(day - today) > PLAN_AHEAD:
        raise Invalid("day")
    starts_at = datetime.combine(day, starts, here())
    ends_at = datetime.combine(day if ends > starts else day + timedelta(days=1), ends, here())
    # Compared as moments: two times of one zone would be subtracted as the wall shows them.
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise ShiftTimes("ends", limit=LONGEST // timedelta(hours=1))
    return starts_at, ends_at


def _check(person_id: UUID, starts_at: datetime, ends_at: datetime, *, besides: UUID | None = None) -> None:
    same = Shift.objects.filter(person_id=person_id, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if besides is not None:
        same = same.exclude(pk=besides)
    if same.exists():
        raise ShiftOverlaps("starts", day=f"{starts_at:%d.%m.%Y.}")
