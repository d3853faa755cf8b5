"""What schools and pupils see, typed and clicked without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from smartsafe import clock
from smartsafe.faces.public import pace
from smartsafe.outreach.activities.actions import booking, planning
from smartsafe.outreach.activities.models import Activity, Evaluation
from smartsafe.outreach.activities.rules import BURST
from smartsafe.outreach.activities.times import today
from smartsafe.people.actors import Actor
from tests.factories.outreach import a_campaign, a_plan, a_request, an_offer, held
from tests.factories.people import a_person
from tests.pages import complaints

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator")


def form(**told: object) -> dict[str, object]:
    day = (today() + timedelta(days=30)).isoformat()
    return {
        "place": "ОШ „Пример”", "municipality": "Cacak", "kind": "talk", "audience": "pupils", "day1": day,
        "expected": "60", "name": "Наставница", "email": "skola@skola.example", **told,
    }  # fmt: skip


def test_a_school_invites_us_and_gets_a_number(educator: Actor) -> None:
    client = Client()
    assert client.get("/sr/activities/invite/").status_code == 200
    assert not client.cookies, "no cookie for looking"
    answer = client.post("/sr/activities/invite/", form(), follow=True)
    row = Activity.objects.get()
    assert row.number in answer.content.decode()
    assert (row.municipality, row.language, row.status) == ("cacak", "sr", "requested")
    assert not client.cookies
    assert "skola" not in answer.redirect_chain[0][0]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"expected": "4000"}, "whole school"),
        ({"expected": "many"}, "whole number"),
        ({"day1": "2020-01-01"}, "has passed"),
        ({"day1": "soon"}, "Write a day"),
        ({"day2": "2020-01-01"}, "has passed"),
        ({"day1": "2099-01-01"}, "too far ahead"),
        ({"expected": "0"}, "about how many people"),
        ({"municipality": "Atlantis"}, "do not know the municipality"),
        ({"email": "", "phone": ""}, "Leave an e-mail address or a phone"),
        ({"website2": "http://spam.example"}, "must stay empty"),
        ({"topics": ["a"] * 3}, "choose"),
    ],
)
def test_bad_input_is_told_kindly_and_nothing_typed_is_lost(
    educator: Actor, told: dict[str, object], said: str
) -> None:
    answer = Client().post("/en/activities/invite/", form(text="Деца се плаше", **told))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "Деца се плаше" in html
    assert not Activity.objects.exists()


def test_a_program_that_sends_many_requests_is_slowed(educator: Actor) -> None:
    client = Client()
    told = [client.post("/en/activities/invite/", form(expected="0")).status_code for _number in range(14)]
    assert told[0] == 422
    assert told[-1] == 429


def test_before_the_vault_is_set_up_a_sentence_and_nothing_lost() -> None:
    answer = Client().post("/en/activities/invite/", form())
    assert answer.status_code == 422
    assert "skola@skola.example" in answer.content.decode()


def test_from_another_site_nothing_is_taken(educator: Actor) -> None:
    answer = Client().post("/en/activities/invite/", form(), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not Activity.objects.exists()


def test_the_link_of_an_offer_yes_then_the_calendar_then_no_more(educator: Actor) -> None:
    row = a_request()
    address = f"/en/activities/offer/{an_offer(educator, row)}/"
    client = Client()
    assert client.get(f"{address}calendar.ics").status_code == 409, "nothing is settled yet"
    assert "Does this time suit you?" in client.get(address).content.decode()
    row.refresh_from_db()
    assert row.status == "offered", "a mail program that opens links answers nothing"
    assert client.post(address, {"answer": "yes"}, follow=True).status_code == 200
    calendar = client.get(f"{address}calendar.ics")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in calendar.content
    again = Client().post(address, {"answer": "no"})
    assert again.status_code == 409
    assert "answered already" in again.content.decode()
    planning.cancel(educator, activity_id=row.id, reason="Болест")
    assert "Save into my calendar" not in client.get(address).content.decode()
    tampered = client.get(address.replace("/offer/", "/offer/x"))
    assert tampered.status_code == 404
    assert "not complete or was changed" in tampered.content.decode()


def test_an_offer_that_ran_out(educator: Actor) -> None:
    address = f"/en/activities/offer/{an_offer(educator, a_request())}/"
    with clock.at(clock.now() + timedelta(days=11)):
        assert "ten days" in Client().get(address).content.decode()
        assert Client().post(address, {"answer": "yes"}).status_code == 409


def test_only_what_is_public_shows_in_list_calendar_and_feeds(educator: Actor) -> None:
    shown = a_plan(educator, place="Јавна сала", days=3)
    hidden = a_plan(educator, place="Тајна школа", days=4, public=False)
    a_request(place="Тражена школа")
    client = Client()
    for address in (
        "/sr/activities/", f"/sr/activities/calendar/?month={today() + timedelta(days=3):%Y-%m}",
        "/sr/activities/calendar.ics", "/sr/activities/feed.atom",
    ):  # fmt: skip
        text = client.get(address).content.decode()
        assert "Јавна сала" in text or "Javna sala" in text, address
        assert "Тајна" not in text
        assert "Тражена" not in text
    assert client.get(f"/sr/activities/{shown.id}/calendar.ics").status_code == 200
    assert client.get(f"/sr/activities/{hidden.id}/calendar.ics").status_code == 404
    for month in ("x", "0000-00", "9999-99", "2026-1"):
        assert client.get("/sr/activities/calendar/", {"month": month}).status_code == 200


def test_a_camp_stands_on_each_of_its_days(educator: Actor) -> None:
    first = (today().replace(day=1) + timedelta(days=65)).replace(day=10)
    days = (first - today()).days
    row = a_plan(educator, kind="camp", place="Летњи камп", days=days, hour=9, hours=24 * 4 + 6)
    html = Client().get("/en/activities/calendar/", {"month": f"{first:%Y-%m}"}).content.decode()
    assert [html.count(f"day {nth} of 5") for nth in range(1, 7)] == [1, 1, 1, 1, 1, 0]
    assert html.count("09:00") == 1
    calendar = Calendar.from_ical(Client().get(f"/en/activities/{row.id}/calendar.ics").content)
    [event] = calendar.walk("VEVENT")
    assert ((event["dtend"].dt - event["dtstart"].dt).days, calendar["method"]) == (4, "PUBLISH")
    assert f"{first.day}. {first.month}. – 14. {first.month}." in Client().get("/en/activities/").content.decode()
    with clock.at(row.starts_at + timedelta(days=2)):  # type: ignore[operator]
        assert "Летњи камп" in Client().get("/sr/activities/calendar.ics").content.decode()


def test_where_we_were_stands_in_the_table_and_on_the_map(educator: Actor) -> None:
    held(educator, pupils=70)
    html = Client().get("/en/activities/").content.decode()
    assert html.count("<polygon") == 25
    assert re.search(r"Nišav.*?72", html, re.DOTALL) or "72" in html
    hidden = a_campaign(educator, public=False)
    assert Client().get(f"/en/activities/campaigns/{hidden.id}/").status_code == 404


def evaluation(**told: object) -> dict[str, object]:
    return {"useful": "5", "understood": "4", "resolves": ["tell"], "sentence": "", **told}


def test_a_pupil_evaluates_and_sees_what_all_think(educator: Actor) -> None:
    row = held(educator)
    client = Client()
    door = client.post("/en/activities/evaluate/", {"code": f" {(row.evaluation_code or '').lower()} "})
    assert door["Location"].endswith(f"/evaluate/{row.evaluation_code}/")
    address = f"/en/activities/evaluate/{row.evaluation_code}/"
    wrong = client.post(address, {"useful": "9", "sentence": "Занимљиво"})
    assert wrong.status_code == 422
    assert "Занимљиво" in wrong.content.decode()
    for _number in range(5):
        answer = client.post(address, evaluation(sentence="Тајна реченица"), follow=True)
    html = answer.content.decode()
    assert "100&nbsp;%" in html
    assert "Тајна" not in html, "no sentence is ever public"
    assert not client.cookies
    assert Evaluation.objects.count() == 5


def test_a_poll_stuffed_by_a_script(educator: Actor) -> None:
    row = held(educator, pupils=400)
    client = Client()
    address = f"/en/activities/evaluate/{row.evaluation_code}/"
    told = [client.post(address, evaluation()).status_code for _number in range(BURST + 3)]
    assert told[0] == 302
    assert told[-1] == 429
    assert Evaluation.objects.count() <= BURST + 2


def test_guessing_codes_is_slowed(db: None) -> None:
    client = Client()
    told = [client.get(f"/en/activities/evaluate/AAA{number:03}/").status_code for number in range(70)]
    assert told[0] == 404
    assert told[-1] == 429


def test_what_a_school_types_never_runs(educator: Actor) -> None:
    a_plan(educator, place=EVIL[:100])
    for address in ("/en/activities/", "/en/activities/calendar/", "/en/activities/feed.atom"):
        html = Client().get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    row = a_request(place=EVIL[:100])
    token = an_offer(educator, row, days=25)
    booking.answer_offer(token=token, accept=True)
    html = Client().get(f"/en/activities/offer/{token}/").content.decode()
    assert "<script>alert" not in html
    assert not [one for one in complaints(html, "en", tokens=False) if one.startswith("inline")]


def test_statistics_tell_of_prevention(educator: Actor) -> None:
    held(educator, pupils=123)
    assert "123" in Client().get("/en/statistics/").content.decode()
    assert "prevention-pupils" in Client().get("/en/statistics/figures.csv").content.decode()


def test_a_torn_form_turns_no_offer_down(educator: Actor) -> None:
    address = f"/en/activities/offer/{an_offer(educator, a_request())}/"
    for torn in ({}, {"answer": "maybe"}):
        assert Client().post(address, torn).status_code == 422
    assert Activity.objects.get().status == "offered"


@pytest.mark.parametrize("page", ["", "results/"])
def test_a_code_that_no_keyboard_makes(educator: Actor, page: str) -> None:
    assert Client().get(f"/en/activities/evaluate/AAA%00AA/{page}").status_code == 404


def test_a_whole_hall_comes_in_by_the_right_code_and_guessing_ends(
    educator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "GUESSES", 2)
    pace.forget_all()
    code = held(educator).evaluation_code
    doors = [Client().post("/en/activities/evaluate/", {"code": code}).status_code for _pupil in range(5)]
    assert doors == [302] * 5
    assert [Client().get("/en/activities/evaluate/AAAAAA/results/").status_code for _ in range(3)] == [404, 404, 429]
