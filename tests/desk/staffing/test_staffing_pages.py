"""Shifts, days with hours of their own, hand-over and automatic replies at the desk."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.contacts import auto_replies
from smartsafe.contacts.models import AutoReply, Contact
from smartsafe.country.models import DayChange
from smartsafe.notifications.models import Notice
from smartsafe.people.actors import Actor
from smartsafe.people.models import Debrief, HandoverNote, Shift
from tests.factories.contacts import a_report
from tests.factories.shifts import a_shift

BELGRADE = ZoneInfo("Europe/Belgrade")
TEN = datetime(2026, 11, 23, 10, 0, tzinfo=BELGRADE)
ClientOf = Callable[[Actor], Client]
REASONS = {"reason_sr": "Обука запослених", "reason_en": "Staff training"}
BAD = ["", "a\0b", "x" * 1_000_000, "‮abc", "<script>alert(1)</script>", "😀"]


@pytest.fixture(autouse=True)
def _ten() -> Any:
    with clock.at(TEN):
        yield


def a_plan(who: Actor, **changes: Any) -> dict[str, Any]:
    told = {"person": str(who.id), "day": "2026-11-24", "starts": "07:30", "ends": "15:30", "weeks": "2"}
    return {**told, "groups": ["phone", "chat"], **changes}


def test_a_supervisor_plans_and_the_week_shows_it(supervisor: Actor, operator: Actor, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    answer = client.post("/desk/shifts/", a_plan(operator))
    assert answer.status_code == 302
    assert answer["Location"].endswith("?week=2026-11-23")
    html = client.get("/desk/shifts/?week=2026-11-30").content.decode()
    assert operator.name in html
    assert "07:30–15:30" in html
    assert "plan_shift" not in client_of(operator).get("/desk/shifts/").content.decode()
    assert client_of(operator).post("/desk/shifts/", a_plan(operator)).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [{"day": "31.02.2026"}, {"starts": "25:00"}, {"weeks": "0"}, {"weeks": "many"}, {"groups": []}, {"person": ""},
     {"person": "01900000-0000-7000-8000-000000000000"}, {"ends": "23:00"}, {"groups": ["fax"]}, {"weeks": "9" * 50},
     {"day": "0001-01-01"}, {"day": "9999-12-31"}],
)  # fmt: skip
def test_a_wrong_plan_is_shown_again(
    supervisor: Actor, operator: Actor, client_of: ClientOf, changes: dict[str, Any]
) -> None:
    answer = client_of(supervisor).post("/desk/shifts/", a_plan(operator, **changes))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Shift.objects.exists()


@pytest.mark.parametrize("week", ["", "x", "2026-13-45", "9999-12-31", "0001-01-01", "2026-11-23\0", "2026-11-25"])
def test_any_week_is_answered(operator: Actor, client_of: ClientOf, week: str) -> None:
    assert client_of(operator).get("/desk/shifts/", {"week": week}).status_code == 200


def test_one_shift_is_changed_and_removed(supervisor: Actor, operator: Actor, client_of: ClientOf) -> None:
    client, shift = client_of(supervisor), a_shift(operator)
    address = f"/desk/shifts/{shift.id}/"
    assert client.get(address).status_code == 200
    assert client.post(address, a_plan(operator, ends="22:00")).status_code == 422
    assert client.post(address, a_plan(operator)).status_code == 302
    assert Shift.objects.get().starts_at == datetime(2026, 11, 24, 7, 30, tzinfo=BELGRADE)
    assert client.post(f"{address}remove/").status_code == 302
    assert client.post(f"{address}remove/").status_code == 404
    assert client.get(address).status_code == 404


def test_the_top_of_the_desk_tells_who_is_on_and_one_click_changes_it(
    operator: Actor, analyst: Actor, client_of: ClientOf
) -> None:
    a_shift(analyst)
    client = client_of(operator)
    assert "На смени 1" in client.get("/desk/shifts/").content.decode()
    answer = client.post("/desk/shifts/switch/", {"group": "chat", "on": "1", "back": "/desk/inbox/mine/"})
    assert answer["Location"] == "/desk/inbox/mine/"
    assert "На смени 2" in client.get("/desk/inbox/mine/").content.decode()
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/desk/../x\\@y", ""):
        answer = client.post("/desk/shifts/switch/", {"group": "chat", "on": "0", "back": back})
        assert answer["Location"].startswith("/desk/")
    assert client.post("/desk/shifts/switch/", {"group": "telex", "on": "1"}).status_code == 302


def test_a_closed_day_reaches_the_public_page_and_the_deadlines(
    supervisor: Actor, client_of: ClientOf, client: Client
) -> None:
    contact = a_report(threats=["cyberbullying"])[1]
    before = Contact.objects.get(pk=contact.pk).first_reply_due
    answer = client_of(supervisor).post("/desk/hours/", {"day": "2026-11-23", **REASONS})
    assert answer.status_code == 302
    assert Contact.objects.get(pk=contact.pk).first_reply_due > before
    assert "Обука запослених" in client.get("/sr/").content.decode()
    assert "Obuka zaposlenih" in client.get("/sr-latn/").content.decode()
    assert "Staff training" in client.get("/en/").content.decode()
    change = DayChange.objects.get()
    page = client_of(supervisor).get("/desk/hours/").content.decode()
    assert "Обука запослених" in page
    assert client_of(supervisor).post(f"/desk/hours/{change.id}/remove/").status_code == 302
    assert "Обука" not in client.get("/sr/").content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"day": ""}, {"day": "2026-11-22"}, {"opens": "09:00"}, {"closes": "09:00"}, {"opens": "12:00", "closes": "09:00"},
     {"opens": "09:00", "closes": "12:00", "opens_again": "11:00", "closes_again": "13:00"}, {"reason_en": ""},
     {"reason_sr": "a\0b"}, {"reason_sr": "x" * 100_000}, {"opens": "soon", "closes": "later"}],
)  # fmt: skip
def test_a_wrong_day_is_shown_again(administrator: Actor, client_of: ClientOf, changes: dict[str, str]) -> None:
    told = {"day": "2026-11-25", **REASONS, **changes}
    answer = client_of(administrator).post("/desk/hours/", told)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not DayChange.objects.exists()


def test_a_note_stands_on_top_of_the_desk_until_it_is_read(
    operator: Actor, analyst: Actor, client_of: ClientOf
) -> None:
    page = client_of(operator).get("/desk/handover/")
    once = page.context["form"]["submission"].value()
    for _twice in range(2):
        client_of(operator).post("/desk/handover/", {"text": "Мајка зове поново у 16 ч.", "submission": once})
    note = HandoverNote.objects.get()
    reader = client_of(analyst)
    assert "left-for-you" in reader.get("/desk/inbox/mine/").content.decode()
    assert "Мајка зове" not in reader.get("/desk/inbox/mine/").content.decode()
    assert "Мајка зове" in reader.get("/desk/handover/").content.decode()
    reader.post(f"/desk/handover/{note.id}/read/")
    assert "left-for-you" not in reader.get("/desk/inbox/mine/").content.decode()
    assert "left-for-you" not in client_of(operator).get("/desk/inbox/mine/").content.decode()


@pytest.mark.parametrize("text", BAD)
def test_any_note_is_kept_or_shown_again(operator: Actor, client_of: ClientOf, text: str) -> None:
    answer = client_of(operator).post("/desk/handover/", {"text": text})
    assert answer.status_code in (302, 422)
    assert "<script>alert" not in client_of(operator).get("/desk/handover/").content.decode()
    answer = client_of(operator).post("/desk/handover/debrief/", {"talk-text": text})
    assert answer.status_code in (302, 422)


def test_a_talk_is_asked_for_in_private(
    operator: Actor, analyst: Actor, supervisor: Actor, client_of: ClientOf
) -> None:
    client_of(operator).post("/desk/handover/debrief/", {"talk-text": "Тешка недеља"})
    debrief = Debrief.objects.get()
    assert set(Notice.objects.filter(kind="debrief.asked").values_list("object_number", flat=True)) == {""}
    assert client_of(analyst).get("/desk/debriefs/").status_code == 403
    page = client_of(supervisor).get("/desk/debriefs/").content.decode()
    assert "Тешка недеља" in page
    assert operator.name in page
    assert client_of(supervisor).post(f"/desk/debriefs/{debrief.id}/take/").status_code == 302
    assert not Notice.objects.filter(kind="debrief.asked", seen_at=None).exists()


def test_a_text_is_changed_and_given_back(supervisor: Actor, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    told = {"channel": "email", "language": "sr", "kind": "open", "text": "Читамо. {phone}"}
    assert client.post("/desk/auto-replies/", told).status_code == 302
    assert auto_replies.text_for("email", "sr") == "Читамо. 19833"
    answer = client.post("/desk/auto-replies/", {**told, "text": "{secret}"})
    assert answer.status_code == 422
    assert "{secret}" in answer.content.decode()
    assert client.post("/desk/auto-replies/", {**told, "text": ""}).status_code == 302
    assert not AutoReply.objects.exists()
    for wrong in ({"channel": "phone"}, {"language": "xx"}, {"kind": "never"}, {"text": "a\0b"}, {"text": "x" * 9999}):
        assert client.post("/desk/auto-replies/", {**told, **wrong}).status_code == 422
    assert client.get("/desk/auto-replies/?channel=nonsense").status_code == 200


def test_the_week_costs_as_much_however_many(
    supervisor: Actor, operator: Actor, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        a_shift(operator, day=date(2026, 11, 23) + timedelta(days=number), starts=time(8), ends=time(16))
    client = client_of(supervisor)
    with django_assert_max_num_queries(26):
        client.get("/desk/shifts/")
