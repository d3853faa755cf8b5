"""The pages of cases: what they show, what they do, what they refuse."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.cases import actions, queries
from smartsafe.cases.models import Case
from smartsafe.faces.desk.cases.forms import due_choices
from smartsafe.people.actors import Actor
from smartsafe.referrals.queries import suggestions
from tests.factories.cases import SUMMARY, TITLE, a_case, a_contact

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def test_the_list_shows_queues_and_rows(analyst: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst, danger=True)
    page = client_of(analyst).get("/desk/cases/").content.decode()
    assert case.number in page
    assert TITLE in page
    assert f"/desk/cases/{case.pk}/" in page
    assert client_of(analyst).get("/desk/cases/?queue=closed").status_code == 200
    assert client_of(analyst).get("/desk/cases/?queue=nonsense").status_code == 404
    assert client_of(analyst).get("/desk/cases/?cursor=%00").status_code == 200


def test_the_case_reads_like_a_file(analyst: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst, files=1)
    actions.add_note(analyst, case_id=case.pk, text="Позвана школа.\nЧека се одговор.")
    actions.add_involved(analyst, case_id=case.pk, role="suspect", identifiers=["@lazni.profil"])
    actions.add_task(analyst, case_id=case.pk, title="Питати платформу", working_hours=8)
    answer = client_of(analyst).get(f"/desk/cases/{case.pk}/")
    page = answer.content.decode()
    for words in (case.number, TITLE, SUMMARY, "Позвана школа.", "@lazni.profil", "Питати платформу", "slika-0.png"):
        assert words in page
    assert "no-store" in answer["Cache-Control"]
    assert TITLE not in page.split("</title>")[0]  # no words of people in a page's title


def test_reading_is_recorded(analyst: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    client_of(analyst).get(f"/desk/cases/{case.pk}/")
    told = queries.timeline(analyst, case.pk, looks=True)
    assert told[0].action == "case.looked"


@pytest.mark.parametrize("page", ["edit", "advice", "people/new", "tasks/new", "contacts/add", "join"])
def test_pages_on_which_words_of_the_case_stand_enter_a_look(page: str, analyst: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    looks = Entry.objects.filter(action="case.looked", actor_id=analyst.id, object_id=str(case.pk))
    desk = client_of(analyst)
    assert TITLE in desk.get(f"/desk/cases/{case.pk}/{page}/").content.decode()
    assert looks.count() == 1
    desk.get(f"/desk/cases/{case.pk}/{page}/")  # a moment later
    desk.post(f"/desk/cases/{case.pk}/{page}/", {"title": ""})
    assert looks.count() == 1


def test_a_case_from_a_contact_enters_a_look_at_the_contact(analyst: Actor, client_of: ClientOf) -> None:
    contact = a_contact()
    client_of(analyst).get(f"/desk/cases/new/?contact={contact.pk}")
    assert Entry.objects.filter(action="contact.looked", object_id=str(contact.pk)).count() == 1


@pytest.mark.parametrize(("typed", "status", "suggested"), [("de", 302, True), ("RS", 302, False), ("D1", 422, False)])
def test_content_hosted_abroad_suggests_that_countrys_hotline(
    typed: str, status: int, suggested: bool, analyst: Actor, client_of: ClientOf
) -> None:
    case, desk = a_case(analyst, threats=["sextortion"]), client_of(analyst)
    assert "foreign_host" not in [one.rule for one in suggestions(analyst, case.pk)]
    told = {"title": TITLE, "kind": "referral", "urgency": "high", "threat": "sextortion", "version": case.version}
    answer = desk.post(f"/desk/cases/{case.pk}/edit/", {**told, "host_country": typed})
    assert answer.status_code == status
    found = {one.rule: one.reason for one in suggestions(analyst, case.pk)}
    assert ("foreign_host" in found) is suggested
    if suggested:
        assert found["foreign_host"] in desk.get(f"/desk/cases/{case.pk}/referrals/new/").content.decode()
        assert "<dd>DE</dd>" in desk.get(f"/desk/cases/{case.pk}/").content.decode()
    if status == 422:
        assert 'value="D1"' in answer.content.decode()


def test_a_look_at_a_case_that_is_not_there_is_none(analyst: Actor, client_of: ClientOf) -> None:
    assert client_of(analyst).get(f"/desk/cases/{uuid4()}/edit/").status_code == 404
    assert not Entry.objects.filter(action="case.looked").exists()


def test_a_case_is_opened_from_a_contact(analyst: Actor, client_of: ClientOf) -> None:
    contact, client = a_contact(), client_of(analyst)
    page = client.get(f"/desk/cases/new/?contact={contact.pk}").content.decode()
    assert contact.number in page
    typed = {
        "contacts": contact.number,
        "title": "Наслов",
        "kind": "referral",
        "summary": "Сажетак",
        "submission": str(uuid4()),
    }
    answer = client.post("/desk/cases/new/", typed)
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/cases/{case.pk}/"
    again = client.post("/desk/cases/new/", typed)  # sent twice, or sent again from the history
    assert again.status_code == 302
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"contacts": "NKC-O-2026-999999"}, {"contacts": ""}, {"title": ""}, {"title": "ш" * 300}, {"kind": "x"},
        {"title": "a\x00b"}, {"summary": "ж" * 30_000}, {"summary": "a\x00b"}, {"submission": "x" * 50},
    ],
)  # fmt: skip
def test_bad_words_keep_what_was_typed(analyst: Actor, client_of: ClientOf, changes: dict) -> None:
    contact = a_contact()
    typed = {"contacts": contact.number, "title": "Наслов који остаје", "kind": "advisory", "summary": "Остаје и ово"}
    answer = client_of(analyst).post("/desk/cases/new/", {**typed, **changes})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert all(value in page for name, value in typed.items() if name not in changes and name != "kind")
    assert not Case.objects.exists()


def test_notes_people_tasks_by_their_forms(analyst: Actor, client_of: ClientOf) -> None:
    case, client = a_case(analyst), client_of(analyst)
    at = f"/desk/cases/{case.pk}"
    token = str(uuid4())
    for _ in range(2):
        client.post(f"{at}/note/", {"text": "Белешка", "submission": token})
    client.post(f"{at}/people/new/", {"role": "child", "name": "", "identifiers": "a@primer.rs\n\n@nik", "text": ""})
    client.post(f"{at}/tasks/new/", {"title": "Задатак", "assignee": str(analyst.id), "due": "16"})
    view = queries.case_for(analyst, case.pk)
    assert [note.text for note in view.notes] == ["Белешка"]
    assert view.involved[0].details.identifiers == ["a@primer.rs", "@nik"]
    assert (view.tasks[0].title, view.tasks[0].assignee) == ("Задатак", analyst.name)
    assert client.post(f"{at}/note/", {"text": "\x00"}).status_code == 422
    assert client.post(f"{at}/people/new/", {"role": "child"}).status_code == 422
    assert client.post(f"{at}/tasks/new/", {"title": "", "due": "99"}).status_code == 422
    many = "\n".join(f"@nik{number}" for number in range(31))
    refused = client.post(f"{at}/people/new/", {"role": "child", "identifiers": many})
    assert (refused.status_code, "@nik30" in refused.content.decode()) == (422, True)


def test_a_task_is_due_in_the_centres_usual_time_unless_chosen(
    analyst: Actor, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client_of(analyst).get(f"/desk/cases/{a_case(analyst).pk}/tasks/new/").content.decode()
    assert 'value="40" selected' in page
    monkeypatch.setattr("smartsafe.faces.desk.cases.forms.usual_due", lambda: "20")
    assert [code for code, _label in due_choices()] == ["", "4", "8", "16", "20", "40", "80"]


def edited(case: Case, **changes: object) -> dict:
    return {
        "version": case.version, "title": "Ново", "summary": "С", "kind": "advisory", "urgency": "high",
        "threat": "grooming", "harms": ["integrity"], "child_age_band": "", "child_gender": "", "municipality": "",
        **changes,
    }  # fmt: skip


def test_two_people_editing_lose_nothing(analyst: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    at = f"/desk/cases/{case.pk}/edit/"
    assert client_of(analyst).get(at).status_code == 200
    assert client_of(supervisor).post(at, edited(case, title="Прва рука")).status_code == 302
    late = client_of(analyst).post(at, edited(case, title="Друга рука", summary="Оно што је откуцано"))
    page = late.content.decode()
    assert late.status_code == 409
    assert "Прва рука" in page
    assert "Друга рука" in page
    assert "Оно што је откуцано" in page
    case.refresh_from_db()
    assert client_of(analyst).post(at, edited(case, title="Друга рука")).status_code == 302
    assert queries.case_for(analyst, case.pk).title == "Друга рука"


def test_verbs(analyst: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    case, other, contact = a_case(analyst, danger=True), a_case(analyst), a_contact()
    at, client = f"/desk/cases/{case.pk}", client_of(analyst)
    assert client_of(supervisor).post(f"{at}/acknowledge/").status_code == 302
    assert client.post(f"{at}/contacts/add/", {"number": contact.number}).status_code == 302
    assert client.post(f"{at}/contacts/add/", {"number": "?"}).status_code == 422
    assert client.post(f"{at}/join/", {"number": other.number, "how": "link"}).status_code == 302
    assert client.post(f"{at}/join/", {"number": case.number, "how": "merge"}).status_code == 422
    assert client.post(f"{at}/assign/", {"person": str(supervisor.id)}).status_code == 302
    assert client.post(f"{at}/assign/", {"person": "x"}).status_code == 302
    assert client.post(f"{at}/close/").status_code == 302  # refused by the table, said on the page
    assert client.post(f"{at}/advice/", {"text": "Савет"}).status_code == 302
    assert client.post(f"{at}/close/").status_code == 302
    view = queries.case_for(analyst, case.pk)
    assert (view.status, view.assignee_id, len(view.contacts), len(view.linked)) == ("closed", supervisor.id, 2, 1)
    assert client.post(f"{at}/reopen/").status_code == 302
    assert client.post(f"{at}/contacts/{contact.pk}/remove/").status_code == 302
    assert client.post(f"{at}/linked/{other.pk}/remove/").status_code == 302
    assert client.post(f"{at}/join/", {"number": other.number, "how": "merge"})["Location"].endswith(f"{other.pk}/")
    page = client.get(f"{at}/").content.decode()
    assert other.number in page


NOBODY = "01920000-0000-7000-8000-000000000000"
ADDRESSES = (
    "", "edit/", "note/", "advice/", "people/new/", "tasks/new/", "contacts/add/", "join/", "assign/", "close/",
    "reopen/", "acknowledge/", f"people/{NOBODY}/remove/", f"contacts/{NOBODY}/remove/", f"linked/{NOBODY}/remove/",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_there_and_what_is_not_for_you(
    address: str, supervisor: Actor, administrator: Actor, officer: Actor, client_of: ClientOf
) -> None:
    nowhere, case = f"/desk/cases/{uuid4()}/{address}", a_case(supervisor)
    method = "get" if address in ("", "edit/", "advice/", "join/") else "post"
    typed = {"text": "…", "name": "…", "role": "child", "title": "…", "number": "1", "how": "link", "due": ""}
    answer = getattr(client_of(supervisor), method)(nowhere, typed)
    assert answer.status_code in (404, 422) if "contacts/add" in address or "join" in address else (404,)
    for stranger in (administrator, officer):
        assert getattr(client_of(stranger), method)(f"/desk/cases/{case.pk}/{address}").status_code == 403
    assert Client().get(f"/desk/cases/{case.pk}/{address}").status_code in (302, 405)


def test_an_operator_reads_and_adds_but_does_not_decide(operator: Actor, client_of: ClientOf) -> None:
    case, client = a_case(), client_of(operator)
    at = f"/desk/cases/{case.pk}"
    page = client.get(f"{at}/").content.decode()
    assert f"{at}/edit/" not in page
    assert f"{at}/close/" not in page
    assert client.post(f"{at}/note/", {"text": "Звала мајка"}).status_code == 302
    for address in ("edit/", "advice/", "tasks/new/"):
        assert client.get(f"{at}/{address}").status_code == 403
    assert client.post(f"{at}/close/").status_code == 403


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_pages_speak_the_persons_language(language: str, analyst: Actor, client_of: ClientOf) -> None:
    from tests.factories.people import person_of

    person = person_of(analyst)
    person.language = language
    person.save()
    case, client = a_case(analyst, files=1, danger=True), client_of(analyst)
    for address in ("", "?queue=mine", "new/", f"{case.pk}/", f"{case.pk}/edit/", f"{case.pk}/join/"):
        assert client.get(f"/desk/cases/{address}").status_code == 200
