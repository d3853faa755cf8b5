"""What the board shows and what a pupil sees."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from smartsafe import clock

from .errors import NoSuchClassroom, NoSuchLesson
from .lessons import Lesson, Option, lessons
from .models import Classroom, Voice
from .rules import EMPTY_FOR
from .walking import Walk, walk


@dataclass(frozen=True)
class Counted:
    """An option with how many chose it; `share` in whole percent of all answers."""

    number: int
    option: Option
    count: int
    share: int


@dataclass(frozen=True)
class Board:
    code: str
    walk: Walk
    place: int
    revealed: bool
    answers: int
    options: tuple[Counted, ...]


def lesson(slug: str) -> Lesson:
    """Raises NoSuchLesson."""
    found = lessons().get(slug)
    if found is None:
        raise NoSuchLesson()
    return found


def still_open() -> QuerySet[Classroom]:
    return Classroom.objects.filter(closes_at__gt=clock.now())


def in_use(now: datetime) -> QuerySet[Classroom]:
    """Open, and somebody answered or it was just opened: empty ones must not keep a country's schools out."""
    answered = Exists(Voice.objects.filter(classroom=OuterRef("pk")))
    return Classroom.objects.filter(answered | Q(opened_at__gt=now - EMPTY_FOR), closes_at__gt=now)


def counted(classroom: Classroom) -> list[int]:
    """How many chose each option of the step that is open."""
    here = walk(lessons()[classroom.lesson], classroom.picks)
    voices = Voice.objects.filter(classroom=classroom, place=len(classroom.picks))
    by_option = dict(voices.values_list("option").annotate(Count("id")))
    return [by_option.get(number, 0) for number in range(len(here.step.options))] if here.step else []


def board(classroom: UUID) -> Board:
    """Raises NoSuchClassroom."""
    return _board(still_open().filter(id=classroom).first())


def seat(code: str) -> Board:
    """What stands on the board of the classroom with that number. Raises NoSuchClassroom."""
    return _board(still_open().filter(code=code).first())


def _board(found: Classroom | None) -> Board:
    if found is None or found.lesson not in lessons():
        raise NoSuchClassroom()
    here = walk(lessons()[found.lesson], found.picks)
    counts = counted(found)
    everybody = sum(counts)
    options = here.step.options if here.step else ()
    return Board(
        code=found.code, walk=here, place=len(found.picks), revealed=found.revealed, answers=everybody,
        options=tuple(
            Counted(number, option, count, round(100 * count / everybody) if everybody else 0)
            for number, (option, count) in enumerate(zip(options, counts, strict=True))
        ),
    )  # fmt: skip
