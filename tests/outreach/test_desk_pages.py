"""Activities and campaigns at the desk: forms, refusals, papers; what strangers are told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.outreach.activities.actions import evaluating
from smartsafe.outreach.activities.models import Activity, Letter
from smartsafe.outreach.activities.times import today
from smartsafe.outreach.campaigns.models import Campaign, Reach
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.factories.outreach import a_campaign, a_plan, a_request, held
from tests.factories.people import a_person
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def educator(vault: str) -> Actor:
    actor = a_person("educator", name="Едукаторка")
    Person.objects.update(language="en")
    return actor


@pytest.fixture
def desk(educator: Actor) -> Client:
    return signed_in_client(educator)


def time(educator: Actor, days: int = 20, **told: object) -> dict[str, object]:
    day = (today() + timedelta(days=days)).isoformat()
    return {"day": day, "starts": "10:00", "ends": "11:30", "presenters": [str(educator.id)], **told}


def test_a_request_is_offered_from_its_page(educator: Actor, desk: Client) -> None:
    row = a_request()
    html = desk.get(f"/desk/outreach/activities/{row.id}/").content.decode()
    assert "skola@skola.example" in html
    a_plan(educator, days=20, hour=11)
    clash = desk.post(f"/desk/outreach/activities/{row.id}/do/offer/", time(educator))
    assert clash.status_code == 422
    assert "is at “Дом културе”" in clash.content.decode()
    done = desk.post(f"/desk/outreach/activities/{row.id}/do/offer/", time(educator, 21), follow=True)
    assert "waits for an answer" in done.content.decode()
    assert Letter.objects.count() == 1


def test_declining_needs_a_reason(educator: Actor, desk: Client) -> None:
    row = a_request()
    assert desk.post(f"/desk/outreach/activities/{row.id}/do/decline/", {"reason": ""}).status_code == 422
    desk.post(f"/desk/outreach/activities/{row.id}/do/decline/", {"reason": "Пут"})
    row.refresh_from_db()
    assert (row.status, row.reason) == ("declined", "Пут")
    late = desk.post(f"/desk/outreach/activities/{row.id}/do/offer/", time(educator))
    assert late.status_code == 422
    assert "has moved on" in late.content.decode()


def test_entering_changing_counting_closing(educator: Actor, desk: Client) -> None:
    told = {
        "kind": "talk", "audience": "pupils", "place": "Гимназија", "municipality": "Ниш", "expected": "50",
        "materials": "Брошура | /sr/library/", "guests": "Гост", "public": "on",
    }  # fmt: skip
    bad = desk.post("/desk/outreach/new/", {**told, **time(educator, -2)})
    assert bad.status_code == 422
    assert "has passed" in bad.content.decode()
    many = desk.post("/desk/outreach/new/", {**told, **time(educator), "expected": "4000"})
    assert many.status_code == 422
    assert "one class or year at a time" in many.content.decode()
    assert "Гимназија" in many.content.decode(), "nothing typed is lost"
    assert desk.post("/desk/outreach/new/", {**told, **time(educator)}).status_code == 302
    twice = desk.post("/desk/outreach/new/", {**told, **time(educator), "place": "Друга школа"})
    assert twice.status_code == 422
    assert "Choose another time or another presenter" in twice.content.decode()
    assert "Друга школа" in twice.content.decode()
    row = Activity.objects.get()
    page = f"/desk/outreach/activities/{row.id}/"
    script = desk.post(f"{page}edit/", {**told, **time(educator), "materials": "x | javascript:alert(1)"})
    assert script.status_code == 422
    assert desk.post(f"{page}edit/", {**told, **time(educator, 22), "place": "Нова сала"}).status_code == 302
    assert desk.post(f"{page}count/", {"pupils": "5"}).status_code == 422, "it has not taken place"
    with clock.at(clock.now() + timedelta(days=23)):
        desk = signed_in_client(educator)
        assert desk.post(f"{page}count/", {"pupils": "x"}).status_code == 422
        desk.post(f"{page}count/", {"pupils": "48", "gender_girls": "25", "go": "close"})
    row.refresh_from_db()
    assert (row.status, row.pupils, row.by_gender, row.place) == ("closed", 48, {"girls": 25}, "Нова сала")
    with clock.at(clock.now() + timedelta(days=23)):
        desk = signed_in_client(educator)
        assert "Correct the numbers" in desk.get(page).content.decode()
        assert desk.post(f"{page}count/", {"pupils": "46"}).status_code == 302
        assert desk.post(f"{page}edit/", {**told, "presenters": [str(educator.id)]}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.pupils, row.place) == ("closed", 46, "Гимназија")


def test_calendar_and_list_by_presenter_and_place(educator: Actor, desk: Client) -> None:
    other = a_person("educator")
    a_plan(educator, place="Моја школа", days=1)
    a_plan(other, place="Друга школа", days=1)
    for address in ("/desk/outreach/", "/desk/outreach/list/"):
        day = {"day": (today() + timedelta(days=1)).isoformat()}
        assert "Druga škola" in desk.get(address, day).content.decode()
        mine = desk.get(address, {**day, "presenter": str(educator.id)}).content.decode()
        assert ("Moja škola" in mine, "Druga škola" in mine) == (True, False)
        placed = desk.get(address, {**day, "place": "druga"}).content.decode()
        assert ("Moja škola" in placed, "Druga škola" in placed) == (False, True)
        for wrong in ({"presenter": "x", "day": "x"}, {"year": "99999999", "page": "x"}, {"place": "\0"}):
            assert desk.get(address, wrong).status_code == 200
    assert desk.get("/desk/outreach/", {"view": "week"}).status_code == 200


def test_results_with_a_code_for_the_wall(educator: Actor, desk: Client) -> None:
    row = held(educator)
    told = {"useful": 5, "understood": 5, "resolves": [], "sentence": "<b>Супер</b>"}
    evaluating.evaluate(code=row.evaluation_code or "", **told)  # type: ignore[arg-type]
    page = f"/desk/outreach/activities/{row.id}/evaluation/"
    html = desk.get(page).content.decode()
    assert "&lt;b&gt;Super" in html
    assert 'class="qr"' in html
    assert f"{profile().centre.site.split('//')[1].rstrip('/')}/en/activities/evaluate/" in html, (
        "not the desk's own address"
    )
    assert "Super" not in desk.get(page, {"board": "1"}).content.decode()
    one = row.evaluations.get()
    desk.post(f"/desk/outreach/activities/{row.id}/do/hide/", {"evaluation": str(one.id)})
    assert "Super" not in desk.get(page).content.decode()


def test_certificates_name_people_and_keep_nobody(educator: Actor, desk: Client) -> None:
    row = held(educator)
    page = f"/desk/outreach/activities/{row.id}/certificate/"
    answer = desk.post(page, {"names": "Пера Пример\n<script>\n#panic()"})
    assert answer.content.startswith(b"%PDF")
    assert "Пера" not in str(list(Activity.objects.values()))
    planned = a_plan(educator)
    assert desk.get(f"/desk/outreach/activities/{planned.id}/certificate/").status_code == 404


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("table.csv", text.encode(), content_type="text/csv")


def test_a_past_year_is_imported_or_told_line_by_line(educator: Actor, desk: Client) -> None:
    head = "day,kind,place,municipality,pupils\n"
    wrong = desk.post("/desk/outreach/import/", {"table": upload(head + "1.1.2023,talk,<script>x,Нема,5\n")})
    assert wrong.status_code == 422
    assert "Line 2" in wrong.content.decode()
    assert "<script>x" not in wrong.content.decode()
    assert desk.post("/desk/outreach/import/", {"table": upload("nonsense")}).status_code == 422
    good = desk.post("/desk/outreach/import/", {"table": upload(head + "1.1.2023,talk,=cmd,Ниш,5\n")})
    assert good.status_code == 302
    assert Activity.objects.get().place == "=cmd"
    again = desk.post("/desk/outreach/import/", {"table": upload(head + "1.1.2023,talk,=cmd,Ниш,5\n")}, follow=True)
    assert "1 line was there already and is left out: 2." in again.content.decode()
    assert "1. 1. 2023." in again.content.decode()
    assert "10:00" not in again.content.decode()


def test_a_campaign_from_its_form_to_its_report(educator: Actor, desk: Client) -> None:
    told = {"name_sr": "Покажи поштовање", "starts_on": "2023-03-01", "ends_on": "2023-12-01", "cities": "Ниш\nЧачак"}
    assert desk.post("/desk/outreach/campaigns/new/", {**told, "cities": "Атлантида"}).status_code == 422
    made = desk.post("/desk/outreach/campaigns/new/", told)
    page = made["Location"]
    reach = {"go": "one", "kind": "media", "number": "12", "day": "2023-05-01", "source": "Новине"}
    assert desk.post(page, reach).status_code == 302
    assert desk.post(page, {**reach, "number": "-1"}).status_code == 422
    table = upload("kind,number,day,source\ndownloads,5,1.5.2023,Сајт\n")
    assert desk.post(page, {"go": "table", "table": table}).status_code == 302
    assert desk.post(page, {"go": "table", "table": upload("kind,number,day,source\ntv,5,x,y\n")}).status_code == 422
    assert Reach.objects.count() == 2
    assert desk.post(f"{page}edit/", {**told, "name_sr": "Ново име"}).status_code == 302
    assert "Novo ime" in desk.get(page).content.decode()
    assert desk.get(f"{page}report/").content.startswith(b"%PDF")


@pytest.mark.parametrize("role", ["operator", "analyst", "administrator"])
def test_others_at_the_desk_learn_nothing_of_activities(educator: Actor, role: str) -> None:
    row = a_request()
    stranger = signed_in_client(a_person(role))
    for page in ("", "edit/", "count/", "evaluation/", "certificate/"):
        assert stranger.get(f"/desk/outreach/activities/{row.id}/{page}").status_code == 403
    assert stranger.post(f"/desk/outreach/activities/{row.id}/do/decline/", {"reason": "x"}).status_code == 403
    row.refresh_from_db()
    assert row.status == "requested"


def test_what_does_not_exist_and_what_is_not_of_it(educator: Actor, desk: Client) -> None:
    assert desk.get(f"/desk/outreach/activities/{uuid4()}/").status_code == 404
    assert desk.post(f"/desk/outreach/activities/{uuid4()}/do/close/").status_code == 404
    row = a_plan(educator)
    assert desk.post(f"/desk/outreach/activities/{row.id}/do/destroy/").status_code == 404
    assert desk.post(f"/desk/outreach/activities/{row.id}/do/hide/", {"evaluation": "99"}).status_code == 404


def test_an_editor_looks_and_changes_nothing(educator: Actor) -> None:
    row, campaign = a_request(), a_campaign(educator)
    editor = signed_in_client(a_person("editor"))
    html = editor.get(f"/desk/outreach/activities/{row.id}/").content.decode()
    assert "skola@" not in html
    assert "Деца питају" not in html
    assert editor.post(f"/desk/outreach/campaigns/{campaign.id}/", {"go": "one"}).status_code == 403
    assert Campaign.objects.count() == 1
