"""The register of Safer Internet Day: when it is, what may be entered, read before it is shown, counted."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.errors import Invalid, NotAllowed
from smartsafe.faces.public import pace
from smartsafe.notifications.models import Notice
from smartsafe.outreach.activities.times import here
from smartsafe.outreach.safer_day import actions, queries, rules
from smartsafe.outreach.safer_day.errors import TooManyWaiting
from smartsafe.outreach.safer_day.models import Event
from smartsafe.outreach.safer_day.rules import safer_internet_day, year_to_come
from smartsafe.outreach.safer_day.tasks import forget_unread
from smartsafe.people.actors import Actor
from tests.factories.people import a_person
from tests.factories.safer_day import AN_EVENT, TITLE, a_public_event, an_event, the_day

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def educator(vault: str) -> Actor:
    return a_person("educator")


@pytest.mark.parametrize(
    ("year", "day"),
    [(2018, 6), (2019, 5), (2020, 11), (2021, 9), (2022, 8), (2023, 7), (2024, 6), (2025, 11), (2026, 10), (2027, 9)],
)
def test_the_day_as_it_was_held(year: int, day: int) -> None:
    assert safer_internet_day(year) == date(year, 2, day)


def test_one_registers_for_the_day_that_comes() -> None:
    assert year_to_come(date(2026, 11, 25)) == 2027
    assert year_to_come(date(2027, 3, 1)) == 2027
    assert year_to_come(date(2027, 3, 20)) == 2028


def test_registered_read_then_shown_on_the_map(educator: Actor) -> None:
    client = Client()
    assert client.get("/sr/safer-internet-day/register/").status_code == 200
    told = {**AN_EVENT, "day": the_day().isoformat(), "municipality": "Cacak", "submission": str(uuid4())}
    for _twice in range(2):
        answer = client.post("/sr/safer-internet-day/register/", told)
        assert answer["Location"] == "/sr/safer-internet-day/registered/"
    assert not client.cookies
    row = Event.objects.get()
    assert TITLE not in client.get("/sr/safer-internet-day/").content.decode()
    assert Notice.objects.filter(person_id=educator.id, kind="safer_day.registered", seen_at=None).count() == 1
    actions.publish(educator, event_id=row.id)
    actions.publish(educator, event_id=row.id)
    assert not Notice.objects.filter(kind="safer_day.registered", seen_at=None).exists()
    html = client.get("/sr-latn/safer-internet-day/").content.decode()
    assert "Čas o lažnim profilima" in html
    assert "<polygon" in html
    a_public_event(educator, municipality="Ниш", expected=40)
    a_public_event(educator, municipality="Чачак", expected=20)
    assert sorted(queries.by_district(row.year).values()) == [(1, 40), (2, 80)]
    assert queries.years()[0] == queries.Year(row.year, 3, 120)
    actions.erase(educator, event_id=row.id)
    assert TITLE not in {one.title for one in queries.of_year(row.year) if one.id == row.id}


def test_an_earlier_year_keeps_its_page(educator: Actor) -> None:
    with clock.at(datetime(2025, 1, 20, 12, tzinfo=here())):
        a_public_event(educator, title="Прошли дан")
    assert "Прошли дан" in Client().get("/sr/safer-internet-day/?year=2025").content.decode()
    for wrong in ("1", "9999", "двеста", "٢٠٢٥", "2025'"):
        assert Client().get("/sr/safer-internet-day/", {"year": wrong}).status_code == 200


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "circus"}, "kind"),
        ({"audience": "spies"}, "audience"),
        ({"organiser": " "}, "organiser"),
        ({"title": "\x00\n"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"organiser": "x" * 161}, "organiser"),
        ({"text": "x" * 601}, "text"),
        ({"municipality": "Атлантида"}, "municipality"),
        ({"expected": 0}, "expected"),
        ({"expected": 4_000_000}, "expected"),
        ({"day": date(2020, 2, 11)}, "day"),
        ({"day": date(2099, 2, 10)}, "day"),
        ({"text": "Пишите на mira@skola.example"}, "text"),
        ({"title": "Зовите 064/123-45-67"}, "title"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(educator: Actor, told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        an_event(**told)
    assert refusal.value.field == field
    assert not Event.objects.exists()


def test_a_date_in_words_is_no_telephone_number(educator: Actor) -> None:
    assert an_event(text="Од 09.02.2027. до 10/02/2027, 09:00 – 12:00, 1.200 ученика")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"day": "soon"}, "Write a day"),
        ({"expected": "many"}, "whole number"),
        ({"title": "a\x00b"}, "invisible character"),
        ({"website2": "http://spam.example"}, "must stay empty"),
        ({"submission": "x"}, "Register your event"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(educator: Actor, told: dict[str, str], said: str) -> None:
    form = {**AN_EVENT, "day": the_day().isoformat(), **told}
    answer = Client().post("/en/safer-internet-day/register/", form)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "Долазе и родитељи." in html
    assert not Event.objects.exists()


def test_programs_neither_flood_nor_fill_the_register(educator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    form = {**AN_EVENT, "day": the_day().isoformat(), "expected": "0"}
    told = [Client().post("/en/safer-internet-day/register/", form).status_code for _n in range(pace.REQUESTS + 2)]
    assert (told[0], told[-1]) == (422, 429)
    assert Client().post("/en/safer-internet-day/register/").status_code == 429  # an empty form is no way around
    monkeypatch.setattr(actions, "MOST_WAITING", 1)
    an_event()
    with pytest.raises(TooManyWaiting):
        an_event()


def test_words_are_shown_as_words_and_others_may_not_decide(educator: Actor) -> None:
    row = an_event(title=EVIL, organiser=EVIL, text=EVIL)
    for person in (a_person("editor"), a_person("operator")):
        with pytest.raises(NotAllowed):
            actions.publish(person, event_id=row.id)
        with pytest.raises(NotAllowed):
            actions.erase(person, event_id=row.id)
    from tests.signing_in import signed_in_client

    client = signed_in_client(educator)
    assert EVIL not in client.get("/desk/safer-internet-day/").content.decode()
    assert client.post(f"/desk/safer-internet-day/{row.id}/publish/").status_code == 302
    assert EVIL not in Client().get("/sr/safer-internet-day/").content.decode()
    assert client.post(f"/desk/safer-internet-day/{row.id}/erase/").status_code == 302
    assert client.post(f"/desk/safer-internet-day/{row.id}/erase/").status_code == 404
    assert not Event.objects.exists()


def test_what_nobody_read_is_erased_after_its_time(educator: Actor) -> None:
    an_event()
    a_public_event(educator)
    forget_unread.enqueue()
    assert Event.objects.count() == 2
    with clock.at(clock.now() + timedelta(days=365) + rules.WAITING_KEPT):
        forget_unread.enqueue()
    assert Event.objects.get().status == rules.PUBLIC
