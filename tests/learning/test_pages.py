"""Lessons and classrooms over HTTP: without script, without account, whatever is sent."""

import re

import pytest
from django.test import Client

from smartsafe.faces.public import pace
from smartsafe.faces.public.learning import classroom
from smartsafe.learning.errors import TooManyClassrooms
from smartsafe.learning.models import Voice

pytestmark = pytest.mark.django_db
QUIZ, STORY = "/en/learning/true-or-made-up/", "/en/learning/someone-asks-for-a-photo/"


def opened() -> tuple[Client, str]:
    teacher = Client()
    page = teacher.post(f"{STORY}class/", follow=True)
    found = re.search(r"/en/learning/class/(\d{6})/", page.content.decode())
    assert found is not None
    return teacher, found[0]


def test_a_quiz_alone_to_its_end() -> None:
    client = Client()
    assert "Choose one, then go on." in client.get(f"{QUIZ}?asked=1&so_far=").content.decode()
    so_far = ""
    for pick in "1011":
        answered = client.get(QUIZ, {"asked": "1", "so_far": so_far, "pick": pick}).content.decode()
        assert "Well chosen." in answered
        so_far += pick
        assert f'href="?so_far={so_far}"' in answered
    end = client.get(QUIZ, {"so_far": so_far}).content.decode()
    assert "4/4" in end
    assert "/en/advice/disinformation/" in end
    assert not client.cookies


@pytest.mark.parametrize("query", ["so_far=9", "so_far=x", "so_far=%00", "pick=7&so_far=1", "so_far=" + "1" * 5000])
def test_an_address_that_makes_no_sense_begins_where_it_does(query: str) -> None:
    assert Client().get(f"{QUIZ}?{query}").status_code == 200


def test_a_class_answers_and_the_board_counts() -> None:
    teacher, seat = opened()
    pupil, other = Client(), Client()
    assert "Nina writes to you" in pupil.get(seat).content.decode()
    assert not pupil.cookies, "no cookie before the first choice"
    assert "Counted" in pupil.post(seat, {"place": "0", "option": "1"}).content.decode()
    pupil.post(seat, {"place": "0", "option": "1"})
    other.post(seat, {"place": "0", "option": "2"})
    assert 'data-answers="2"' in teacher.get("/en/learning/results/").content.decode()
    teacher.post("/en/learning/board/", {"do": "reveal", "place": "0"})
    late = other.post(seat, {"place": "0", "option": "0"})
    assert late.status_code == 409
    assert "The class has moved on." in late.content.decode()
    assert "Look at the board" in pupil.get(seat).content.decode()
    teacher.post("/en/learning/board/", {"do": "next", "place": "0"})
    assert "swimsuit" in pupil.get(seat).content.decode()
    teacher.post("/en/learning/board/", {"do": "end"})
    assert pupil.get(seat).status_code == 404
    assert "The classroom is closed" in teacher.get("/en/learning/board/").content.decode()


def test_a_pupil_cannot_lead_the_board() -> None:
    _teacher, seat = opened()
    pupil = Client()
    pupil.post(seat, {"place": "0", "option": "1"})
    pupil.cookies["board"] = pupil.cookies["pupil"].value  # a signature for one thing is none for the other
    assert pupil.post("/en/learning/board/", {"do": "end"}).url == "/en/learning/"
    assert pupil.get(seat).status_code == 200


def test_another_site_cannot_make_a_browser_choose() -> None:
    teacher, seat = opened()
    answer = Client().post(seat, {"place": "0", "option": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert 'data-answers="0"' in teacher.get("/en/learning/results/").content.decode()


@pytest.fixture(autouse=True)
def _fresh_pace() -> None:
    pace.forget_all()


def test_a_script_cannot_fill_a_classroom_or_try_every_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PUPILS", 3)
    monkeypatch.setattr(pace, "CLASS_MISSES", 2)
    teacher, seat = opened()
    answers = [Client().post(seat, {"place": "0", "option": "1"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 409, 409]
    assert 'data-answers="3"' in teacher.get("/en/learning/results/").content.decode()
    _other, elsewhere = opened()
    assert Client().post(elsewhere, {"place": "0", "option": "1"}).status_code == 200, "each classroom for itself"
    assert [Client().get("/en/learning/class/", {"number": "000000"}).status_code for _ in range(3)] == [404, 404, 429]


def test_classrooms_opened_in_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "CLASSROOMS", 2)
    assert [Client().post(f"{STORY}class/").status_code for _ in range(3)] == [302, 302, 429]


@pytest.mark.parametrize("place", ["9" * 5000, "", "x", "-1"])
def test_a_board_that_is_asked_nonsense_stays_where_it_is(place: str) -> None:
    teacher, _seat = opened()
    assert teacher.post("/en/learning/board/", {"do": "next", "place": place}).status_code == 302
    assert "Nina writes to you" in teacher.get("/en/learning/board/").content.decode()


def test_choices_in_two_classrooms_cannot_be_put_together() -> None:
    seats = [opened()[1] for _ in range(2)]
    pupil = Client()
    for seat in seats:
        pupil.post(seat, {"place": "0", "option": "1"})
    assert Voice.objects.values("pupil").distinct().count() == 2


@pytest.mark.parametrize("sent", [{}, {"place": "x", "option": "²"}, {"place": "0", "option": "9" * 50}])
def test_a_choice_that_makes_no_sense(sent: dict[str, str]) -> None:
    _teacher, seat = opened()
    assert Client().post(seat, sent).status_code == 409


@pytest.mark.parametrize("typed", ["000000", "", "<script>", "12 34", "\0"])
def test_a_wrong_number_stays_typed(typed: str) -> None:
    answer = Client().get("/en/learning/class/", {"number": typed})
    assert answer.status_code == 404
    assert "No classroom is open under this number." in answer.content.decode()
    assert "<script>" not in answer.content.decode().replace("<script src", "").replace("<script type", "")


def test_the_number_may_be_typed_with_spaces() -> None:
    _teacher, seat = opened()
    number = seat.split("/")[-2]
    assert Client().get("/en/learning/class/", {"number": f" {number[:3]} {number[3:]} "}).url == seat


def test_too_many_classrooms_is_said_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_what: str) -> None:
        raise TooManyClassrooms()

    monkeypatch.setattr(classroom.actions, "open_classroom", full)
    answer = Client().post(f"{STORY}class/")
    assert answer.status_code == 429
    assert "print the lesson" in answer.content.decode()
