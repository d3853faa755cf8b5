"""Events that everybody sees, counted by district and year; for the desk those that wait too."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum
from django.utils.functional import Promise

from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor

from .models import Event
from .rules import AUDIENCES, KINDS, PUBLIC, SEE, WAITING


@dataclass(frozen=True, slots=True)
class EventView:
    id: UUID
    year: int
    kind_name: str | Promise
    organiser: str
    title: str
    words: str
    city: str
    day: date
    audience_name: str | Promise
    expected: int


def _view(row: Event) -> EventView:
    return EventView(
        row.id, row.year, KINDS.get(row.kind, ""), row.organiser, row.title, row.words,
        profile().label("municipalities", row.municipality), row.day, AUDIENCES.get(row.audience, ""), row.expected,
    )  # fmt: skip


def of_year(year: int) -> list[EventView]:
    """Public ones, by day."""
    rows = Event.objects.filter(year=year, status=PUBLIC).order_by("day", "municipality", "id")
    return [_view(row) for row in rows[:1000]]


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    events: int
    people: int


def years() -> list[Year]:
    """Every year with something public, the latest first."""
    rows = Event.objects.filter(status=PUBLIC).values_list("year").annotate(n=Count("pk"), people=Sum("expected"))
    return [Year(*row) for row in rows.order_by("-year")]


def by_district(year: int) -> dict[str, tuple[int, int]]:
    """District → (events, people expected)."""
    rows = Event.objects.filter(year=year, status=PUBLIC).values_list("municipality")
    places = profile().places_by_code
    found: dict[str, tuple[int, int]] = {}
    for code, number, people in rows.annotate(n=Count("pk"), people=Sum("expected")):
        if code in places:
            before = found.get(places[code].district.code, (0, 0))
            found[places[code].district.code] = (before[0] + number, before[1] + people)
    return found


def waiting(viewer: Actor) -> list[EventView]:
    """The longest waiting first."""
    viewer.need(SEE)
    return [_view(row) for row in Event.objects.filter(status=WAITING).order_by("told_at", "id")[:200]]
