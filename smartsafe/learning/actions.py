"""What a teacher does with a classroom, and what a pupil does in it. Nobody is signed in: a classroom is known by its
identifier (the teacher's browser holds it) or by the number on the board."""

import secrets
from uuid import UUID

from django.db import IntegrityError, transaction

from smartsafe import clock

from . import rules
from .errors import ClassroomFull, MovedOn, NoSuchClassroom, NoSuchLesson, TooManyClassrooms
from .lessons import lessons
from .models import Classroom, Voice
from .queries import counted, in_use, still_open
from .walking import walk


@transaction.atomic
def open_classroom(*, lesson: str) -> UUID:
    """Returns its identifier, which only the teacher's browser may hold. Raises NoSuchLesson, TooManyClassrooms."""
    if lesson not in lessons():
        raise NoSuchLesson()
    now = clock.now()
    if in_use(now).count() >= rules.MOST_OPEN:
        raise TooManyClassrooms()
    while True:
        code = "".join(secrets.choice("0123456789") for _ in range(rules.CODE_DIGITS))
        try:
            with transaction.atomic():
                made = Classroom.objects.create(code=code, lesson=lesson, opened_at=now, closes_at=now + rules.LASTS)
        except IntegrityError:  # another has it
            continue
        return made.id


@transaction.atomic
def reveal(*, classroom: UUID, place: int) -> None:
    """The board shows what is said to each option; nobody answers any more. Raises NoSuchClassroom.

    `place`: the step that the teacher saw; a button pressed late reveals no other.
    """
    found = _locked(id=classroom)
    if place != len(found.picks):
        return
    found.revealed = True
    found.save(update_fields=["revealed"])


@transaction.atomic
def move_on(*, classroom: UUID, place: int) -> None:
    """To the next step, by the option that most chose (the first of equals; a good one where nobody chose).

    `place`: the step that the teacher saw, so that a button pressed twice moves on once. Raises NoSuchClassroom.
    """
    found = _locked(id=classroom)
    here = walk(lessons()[found.lesson], found.picks)
    if here.step is None or place != len(found.picks):
        return
    counts = counted(found)
    if any(counts):
        pick = counts.index(max(counts))
    else:
        pick = next(number for number, option in enumerate(here.step.options) if option.right)
    found.picks += str(pick)
    found.revealed = False
    found.save(update_fields=["picks", "revealed"])


@transaction.atomic
def end_classroom(*, classroom: UUID) -> None:
    """Nobody comes in any more. Raises NoSuchClassroom."""
    found = _locked(id=classroom)
    found.closes_at = clock.now()
    found.save(update_fields=["closes_at"])


@transaction.atomic
def answer(*, code: str, pupil: UUID, place: int, option: int) -> None:
    """Counted once for each pupil and step; a second choice takes the place of the first while the step is open.

    Raises NoSuchClassroom, MovedOn (the step is not the open one, or was revealed), ClassroomFull.
    """
    found = _locked(code=code)
    here = walk(lessons()[found.lesson], found.picks)
    if here.step is None or found.revealed or place != len(found.picks) or not 0 <= option < len(here.step.options):
        raise MovedOn()
    voices = Voice.objects.filter(classroom=found, place=place)
    if not voices.filter(pupil=pupil).exists() and voices.count() >= rules.MOST_PUPILS:
        raise ClassroomFull(most=rules.MOST_PUPILS)
    Voice.objects.update_or_create(classroom=found, place=place, pupil=pupil, defaults={"option": option})


def _locked(**which: object) -> Classroom:
    found = still_open().select_for_update().filter(**which).first()
    if found is None or found.lesson not in lessons():
        raise NoSuchClassroom()
    return found
