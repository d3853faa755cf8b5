"""A classroom: counted once each, moved by the teacher alone, bounded, forgotten."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from smartsafe import clock
from smartsafe.learning import actions, queries, rules
from smartsafe.learning.errors import ClassroomFull, MovedOn, NoSuchClassroom, NoSuchLesson, TooManyClassrooms
from smartsafe.learning.lessons import lessons
from smartsafe.learning.models import Classroom, Voice
from smartsafe.learning.tasks import forget_classrooms

pytestmark = pytest.mark.django_db
LESSON = "someone-asks-for-a-photo"


def a_classroom() -> tuple[UUID, str]:
    opened = actions.open_classroom(lesson=LESSON)
    return opened, queries.board(opened).code


def counts(opened: UUID) -> list[int]:
    return [one.count for one in queries.board(opened).options]


def test_from_the_first_choice_to_the_end() -> None:
    opened, code = a_classroom()
    pupils = [uuid4() for _ in range(3)]
    for pupil, option in zip(pupils, (1, 1, 2), strict=True):
        actions.answer(code=code, pupil=pupil, place=0, option=option)
    assert counts(opened) == [0, 2, 1]
    assert [one.share for one in queries.seat(code).options] == [0, 67, 33]
    actions.reveal(classroom=opened, place=1)
    assert not queries.board(opened).revealed, "another step was meant"
    actions.reveal(classroom=opened, place=0)
    with pytest.raises(MovedOn):
        actions.answer(code=code, pupil=uuid4(), place=0, option=0)
    actions.move_on(classroom=opened, place=0)
    actions.move_on(classroom=opened, place=0)  # pressed twice
    assert queries.board(opened).place == 1
    assert not queries.board(opened).revealed
    assert counts(opened) == [0, 0, 0]
    for place in (1, 2):
        actions.move_on(classroom=opened, place=place)
    assert queries.board(opened).walk.step is None
    with pytest.raises(MovedOn):
        actions.answer(code=code, pupil=uuid4(), place=3, option=0)


def test_a_pupil_counts_once_and_may_choose_anew() -> None:
    opened, code = a_classroom()
    pupil = uuid4()
    for option in (0, 0, 2):
        actions.answer(code=code, pupil=pupil, place=0, option=option)
    assert counts(opened) == [0, 0, 1]


@pytest.mark.parametrize(("place", "option"), [(1, 0), (-1, 0), (0, 3), (0, -1), (0, 99)])
def test_what_is_not_asked_is_not_counted(place: int, option: int) -> None:
    opened, code = a_classroom()
    with pytest.raises(MovedOn):
        actions.answer(code=code, pupil=uuid4(), place=place, option=option)
    assert counts(opened) == [0, 0, 0]


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_PUPILS", 1)
    monkeypatch.setattr(rules, "MOST_OPEN", 1)
    opened, code = a_classroom()
    pupil = uuid4()
    actions.answer(code=code, pupil=pupil, place=0, option=0)
    actions.answer(code=code, pupil=pupil, place=0, option=1)
    with pytest.raises(ClassroomFull):
        actions.answer(code=code, pupil=uuid4(), place=0, option=0)
    with pytest.raises(TooManyClassrooms):
        actions.open_classroom(lesson=LESSON)
    actions.end_classroom(classroom=opened)
    empty, _code = a_classroom()
    with clock.at(clock.now() + rules.EMPTY_FOR + timedelta(seconds=1)):
        actions.open_classroom(lesson=LESSON)  # the empty one keeps nobody out
        assert queries.board(empty).answers == 0, "but it is still open"
    with pytest.raises(NoSuchLesson):
        actions.open_classroom(lesson="../profile")


def test_it_closes_by_itself_and_is_forgotten() -> None:
    opened, code = a_classroom()
    actions.answer(code=code, pupil=uuid4(), place=0, option=0)
    with clock.at(clock.now() + rules.LASTS + timedelta(seconds=1)):
        for ask in (lambda: queries.board(opened), lambda: queries.seat(code)):
            with pytest.raises(NoSuchClassroom):
                ask()
        assert forget_classrooms.call() == 0
    with clock.at(clock.now() + rules.LASTS + rules.KEPT + timedelta(seconds=1)):
        forget_classrooms.call()
    assert not Classroom.objects.exists()
    assert not Voice.objects.exists()


def test_nobody_chose_then_a_good_option_leads_on() -> None:
    opened, _code = a_classroom()
    actions.move_on(classroom=opened, place=0)
    taken = queries.board(opened).walk.taken[0]
    assert taken.option.right
    assert taken.step == lessons()[LESSON].steps[0]
