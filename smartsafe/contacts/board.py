"""The supervisor's live board: what waits, what burns, who is at work, and whether today is a day like others.

Plain columns only, nothing is opened; every count stops early and every range walks an index, so that the archive may
grow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from smartsafe import clock
from smartsafe.evidence.queries import looks_today_of
from smartsafe.evidence.rules import PAUSE_EVERY
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names, people_who_may
from smartsafe.people.shifts import here, on_now

from .clocks import OPEN, first_reply_late, resolution_late
from .models import Contact
from .rules import CLOSED, HANDLE, URGENT_UP_TO, WAITING
from .workload import Load, SharingView, loads, sharing

SEE = "board.see"
COUNT_UP_TO = 999
ROWS = 12
WEEKS = 8
# A contact takes this many columns from the list; no words among them
COLUMNS = (
    "id", "number", "channel", "threat", "urgency", "danger", "danger_acknowledged_at", "received_at", "status",
    "first_reply_due", "first_replied_at", "resolution_due", "assignee_id", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, counted no further than COUNT_UP_TO."""

    count: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A contact that waits for its first answer, or burns; `since`: when the person wrote."""

    id: UUID
    number: str
    channel: str
    threat: str
    urgency: str
    danger: bool
    danger_waits: bool
    since: datetime
    late: bool
    overdue: bool
    assignee_id: UUID | None
    assignee: str
    version: int


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody at work, or somebody who has contacts open. `pause`: so many looks today that a pause is due."""

    person_id: UUID
    name: str
    groups: tuple[str, ...]
    until: datetime | None
    load: Load
    looks: int
    pause: bool


@dataclass(frozen=True, slots=True)
class Hour:
    """Contacts that came in one hour: today, and on such a day on average."""

    hour: int
    today: int
    usual: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Today:
    """Today against the same weekday of the last weeks: so far, and what they had by this time of the day."""

    so_far: int
    usual: float
    least: int
    most: int
    whole_day: float
    hours: tuple[Hour, ...]


@dataclass(frozen=True, slots=True)
class Board:
    now: datetime
    counts: dict[str, Counted]  # waiting, urgent, danger, late, overdue, unassigned
    longest_since: datetime | None
    rows: tuple[WaitingRow, ...]
    operators: tuple[Operator, ...]
    today: Today
    sharing: SharingView
    handlers: tuple[tuple[UUID, str], ...]  # to whom one may assign


def board(viewer: Actor) -> Board:
    """Everything at once, in a fixed number of statements. Raises NotAllowed."""
    viewer.need(SEE)
    now = clock.now()
    how = sharing()
    handlers = people_who_may(HANDLE)
    counts, longest = _counts(now)
    return Board(
        now=now,
        counts=counts,
        longest_since=longest,
        rows=_rows(now),
        operators=_operators(handlers, how),
        today=_today(now),
        sharing=how,
        handlers=tuple(handlers),
    )


def _first_answer() -> Q:
    return OPEN & Q(first_replied_at=None)


def _counts(now: datetime) -> tuple[dict[str, Counted], datetime | None]:
    wanted = {
        "waiting": _first_answer(),
        "unassigned": OPEN & Q(assignee=None),
        "urgent": OPEN & Q(rank__lte=URGENT_UP_TO),
        "danger": OPEN & Q(rank=0),
        "late": first_reply_late(now),
        "overdue": resolution_late(now),
    }
    parts, values = [], list[Any]()
    for where in wanted.values():
        sql, params = Contact.objects.filter(where).order_by().values("id")[: COUNT_UP_TO + 1].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608  # Django's own statement
        values += params
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        numbers = cursor.fetchone()
    counts = {
        code: Counted(min(number, COUNT_UP_TO), number > COUNT_UP_TO)
        for code, number in zip(wanted, numbers, strict=True)
    }
    longest = Contact.objects.filter(_first_answer()).order_by("received_at").values_list("received_at", flat=True)
    return counts, longest.first()


def _rows(now: datetime) -> tuple[WaitingRow, ...]:
    """What burns first, then who has waited longest: those without a first answer, and dangers nobody has seen."""
    found = list(Contact.objects.filter(OPEN & Q(rank=0)).only(*COLUMNS).order_by("last_message_at")[:ROWS])
    rest = Contact.objects.filter(_first_answer()).only(*COLUMNS).order_by("rank", "first_reply_due", "id")[:ROWS]
    found += [one for one in rest if one not in found]
    found = found[:ROWS]
    called = names(one.assignee_id for one in found)
    return tuple(
        WaitingRow(
            id=one.id, number=one.number, channel=one.channel, threat=one.threat, urgency=one.urgency,
            danger=one.danger, danger_waits=one.danger and one.danger_acknowledged_at is None,
            since=one.received_at,
            late=one.first_replied_at is None and bool(one.first_reply_due and one.first_reply_due < now),
            overdue=one.status not in (CLOSED, WAITING) and bool(one.resolution_due and one.resolution_due < now),
            assignee_id=one.assignee_id, assignee=called.get(one.assignee_id, "") if one.assignee_id else "",
            version=one.version,
        )
        for one in found
    )  # fmt: skip


def _operators(handlers: Iterable[tuple[UUID, str]], how: SharingView) -> tuple[Operator, ...]:
    """Those at work first; then those who are not, and have contacts open that would be forgotten."""
    at_work = {one.person_id: one for one in on_now()}
    known = {**dict(handlers), **{one.person_id: one.person for one in at_work.values()}}
    work = loads(known, how)
    looked = looks_today_of(known)
    shown = [person_id for person_id in known if person_id in at_work or work[person_id].open]
    shown.sort(key=lambda person_id: (person_id not in at_work, known[person_id], person_id))
    return tuple(
        Operator(
            person_id=person_id,
            name=known[person_id],
            groups=at_work[person_id].groups if person_id in at_work else (),
            until=at_work[person_id].until if person_id in at_work else None,
            load=work[person_id],
            looks=looked.get(person_id, 0),
            pause=looked.get(person_id, 0) >= PAUSE_EVERY,
        )
        for person_id in shown
    )


def _today(now: datetime) -> Today:
    """One statement for the nine days: each is a range of the index over the moment of arrival."""
    local = now.astimezone(here())
    days = [local.date() - timedelta(weeks=number) for number in range(WEEKS + 1)]
    arrived = _arrivals(days)
    by_now = [sum(at.time() < local.time() for at in arrived[day]) for day in days[1:]]
    whole = [len(arrived[day]) for day in days[1:]]
    today = [at.hour for at in arrived[days[0]]]
    before = [at.hour for day in days[1:] for at in arrived[day]]
    hours = range(min([7, *today, *before]), max([15, *today, *before]) + 1)
    return Today(
        so_far=len(today),
        usual=round(sum(by_now) / WEEKS, 1),
        least=min(by_now),
        most=max(by_now),
        whole_day=round(sum(whole) / WEEKS, 1),
        hours=tuple(
            Hour(hour, today.count(hour), round(before.count(hour) / WEEKS, 1), hour <= local.hour) for hour in hours
        ),
    )


def _arrivals(days: list[date]) -> dict[date, list[datetime]]:
    """When contacts came in on each of these days, on the centre's clock."""
    zone = here()
    ranges = [
        Contact.objects.filter(
            received_at__gte=datetime.combine(day, time(), zone),
            received_at__lt=datetime.combine(day + timedelta(days=1), time(), zone),
        )
        .order_by()
        .values_list("received_at", flat=True)
        for day in days
    ]
    arrived: dict[date, list[datetime]] = {day: [] for day in days}
    for moment in ranges[0].union(*ranges[1:], all=True):
        local = moment.astimezone(zone)
        arrived[local.date()].append(local)
    return arrived
