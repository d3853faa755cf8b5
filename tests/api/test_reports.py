"""A partner hands reports in, follows them, adds to them, reads what the centre writes."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartsafe.audit.actions import SYSTEM
from smartsafe.channels.partner import once
from smartsafe.channels.partner.models import Once, Report
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.actions.erasing import erase
from smartsafe.contacts.models import Contact
from smartsafe.faces.api.api import api
from smartsafe.faces.api.problems import codes
from smartsafe.people.actors import Actor
from tests.channels.contract import PNG
from tests.factories.partners import A_REPORT, Computer

pytestmark = pytest.mark.django_db


@pytest.fixture
def computer(vault: str) -> Computer:
    return Computer()


def test_what_is_handed_in_stands_in_the_inbox(computer: Computer, operator: Actor) -> None:
    answer = computer.post("/reports", A_REPORT)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert answer["Location"] == f"/api/v1/reports/{told['id']}"
    contact = Contact.objects.get(number=told["number"])
    assert (contact.channel, contact.threat, contact.municipality) == ("partner", "sextortion", "cacak")
    assert (contact.child_age_band, contact.reporter_kind, contact.service) == ("12_13", "platform", "hotline")
    seen = queries.contact_for(operator, contact.id)
    assert seen.details.links == A_REPORT["links"]
    assert seen.details.form["reference"] == "REF-7"
    assert seen.details.form["partner"].startswith("Платформа")
    [message] = queries.conversation(operator, contact.id)
    assert message.text == A_REPORT["text"]


def test_danger_goes_before_all_others(computer: Computer) -> None:
    told = computer.hand_in(danger=True)
    contact = Contact.objects.get(number=told["number"])
    assert (contact.danger, contact.urgency) == (True, "immediate")


def test_the_conversation_goes_both_ways(computer: Computer, operator: Actor) -> None:
    told = computer.hand_in()
    contact = Contact.objects.get(number=told["number"])
    handling.reply(operator, contact_id=contact.id, text="Можете ли да нам пошаљете адресу профила?")
    assert computer.get(f"/reports/{told['id']}").json()["answers"] == 1
    messages = computer.get(f"/reports/{told['id']}/messages", report_key=told["report_key"]).json()["messages"]
    assert [(one["side"], one["new"]) for one in messages] == [("partner", False), ("centre", True)]
    assert messages[1]["text"] == "Можете ли да нам пошаљете адресу профила?"
    again = computer.get(f"/reports/{told['id']}/messages", report_key=told["report_key"]).json()["messages"]
    assert not again[1]["new"]
    more = computer.post(f"/reports/{told['id']}/messages", {"text": "Ево је."}, report_key=told["report_key"])
    assert more.status_code == 201
    texts = [one.text for one in queries.conversation(operator, contact.id)]
    assert texts[-1] == "Ево је."


def test_the_report_key_is_a_receipt_code_for_whoever_it_is_handed_to(computer: Computer) -> None:
    told = computer.hand_in()
    answer = Client().post("/sr/return/", {"code": told["report_key"]})
    assert answer.status_code == 302


def test_progress_has_a_history(computer: Computer, operator: Actor) -> None:
    told = computer.hand_in()
    contact = Contact.objects.get(number=told["number"])
    handling.reply(operator, contact_id=contact.id, text="Ту смо.")
    computer.get(f"/reports/{told['id']}")
    handling.close(operator, contact_id=contact.id, outcome="advised")
    state = computer.get(f"/reports/{told['id']}").json()
    assert (state["progress"], state["closed"], state["outcome_told"]) == ("concluded", True, "")
    assert [(one["progress"], one["answers"], one["closed"]) for one in state["history"]] == [
        ("received", 0, False), ("handling", 1, False), ("concluded", 1, True),
    ]  # fmt: skip


def test_of_an_outcome_no_more_is_told_than_the_profile_allows(computer: Computer, operator: Actor) -> None:
    told = computer.hand_in()
    contact = Contact.objects.get(number=told["number"])
    handling.tell_progress(operator, contact_id=contact.id, progress="concluded", told_outcome="content_removed")
    state = computer.get(f"/reports/{told['id']}", accept_language="en").json()
    assert state["outcome"] == "content_removed"
    assert state["outcome_told"]
    Contact.objects.update(told_outcome="other")
    state = computer.get(f"/reports/{told['id']}").json()
    assert (state["outcome"], state["outcome_told"]) == ("", "")


def test_what_was_erased_is_gone_for_the_partner_too(computer: Computer, operator: Actor) -> None:
    told = computer.hand_in()
    contact = Contact.objects.get(number=told["number"])
    handling.close(operator, contact_id=contact.id, outcome="advised")
    erase(SYSTEM, contact_id=contact.id)
    for address in ("", "/messages"):
        answer = computer.get(f"/reports/{told['id']}{address}", report_key=told["report_key"])
        assert (answer.status_code, answer.json()["code"]) == (410, "erased")
    assert computer.get("/reports").json()["reports"] == []


def test_what_was_merged_goes_on_with_the_other(computer: Computer, operator: Actor) -> None:
    one, two = computer.hand_in(), computer.hand_in()
    first, second = (Contact.objects.get(number=told["number"]) for told in (one, two))
    handling.merge(operator, contact_id=second.id, into_id=first.id)
    assert not computer.get(f"/reports/{two['id']}").json()["closed"]
    handling.close(operator, contact_id=first.id, outcome="advised")
    assert computer.get(f"/reports/{two['id']}").json()["closed"]


def test_files_are_kept_sealed_and_named_by_content(computer: Computer, operator: Actor) -> None:
    told = computer.hand_in()
    picture = SimpleUploadedFile("slika.jpg", PNG, "image/jpeg")
    answer = computer.send_files(told, [picture])
    assert answer.status_code == 201, answer.content
    [kept] = answer.json()["files"]
    assert (kept["name"], kept["type"], kept["size"]) == ("slika.jpg", "image/png", len(PNG))
    contact = Contact.objects.get(number=told["number"])
    assert len(queries.attachment_keys(operator, contact.id)) == 1


def test_of_several_files_all_or_none(computer: Computer) -> None:
    told = computer.hand_in()
    files = [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.exe", b"MZ" + b"\0" * 200)]
    answer = computer.send_files(told, files)
    assert (answer.status_code, answer.json()["code"]) == (415, "file-not-accepted")
    assert computer.send_files(told, [SimpleUploadedFile("a.txt", b"")]).status_code == 422
    messages = computer.get(f"/reports/{told['id']}/messages", report_key=told["report_key"]).json()["messages"]
    assert len(messages) == 1


def test_withdrawal_is_a_wish(computer: Computer) -> None:
    told = computer.hand_in()
    for _ in range(2):
        answer = computer.post(f"/reports/{told['id']}/withdrawal", report_key=told["report_key"])
        assert (answer.status_code, answer.json()["wants_withdrawal"]) == (200, True)
    assert computer.get(f"/reports/{told['id']}").json()["wants_withdrawal"]
    assert Contact.objects.get(number=told["number"]).wants_withdrawal


def test_own_reports_page_by_page(computer: Computer) -> None:
    numbers = [computer.hand_in()["number"] for _ in range(3)]
    Computer().hand_in()
    first = computer.get("/reports?limit=2").json()
    second = computer.get(f"/reports?limit=2&after={first['after']}").json()
    assert [one["number"] for one in (*first["reports"], *second["reports"])] == numbers
    assert second["after"] is None


class TestOnce:
    def test_sent_twice_it_is_done_once_and_answered_the_same(self, computer: Computer) -> None:
        first = computer.post("/reports", A_REPORT, idempotency_key="a-1")
        second = computer.post("/reports", A_REPORT, idempotency_key="a-1")
        assert first.status_code == second.status_code == 201
        assert first.json() == second.json()
        assert first["Location"] == second["Location"]
        assert Report.objects.count() == 1

    def test_sent_twice_at_one_moment(self, computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
        """The second asks before the first is done, and waits at the row."""
        first = computer.post("/reports", A_REPORT, idempotency_key="a-1")
        real, seen = once._earlier, [None]
        monkeypatch.setattr(once, "_earlier", lambda *told: seen.pop() if seen else real(*told))
        second = computer.post("/reports", A_REPORT, idempotency_key="a-1")
        assert second.json() == first.json()
        assert Report.objects.count() == 1

    def test_another_body_is_refused(self, computer: Computer) -> None:
        computer.post("/reports", A_REPORT, idempotency_key="a-1")
        answer = computer.post("/reports", {**A_REPORT, "text": "друго"}, idempotency_key="a-1")
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")

    def test_what_failed_may_be_sent_again(self, computer: Computer) -> None:
        told = computer.hand_in()
        wrong = computer.post(
            f"/reports/{told['id']}/messages", {"text": "x"}, idempotency_key="b", report_key="1" * 16
        )
        assert wrong.status_code == 403
        right = computer.post(
            f"/reports/{told['id']}/messages", {"text": "x"}, idempotency_key="b", report_key=told["report_key"]
        )
        assert right.status_code == 201

    def test_another_partner_may_use_the_same_key(self, computer: Computer) -> None:
        assert computer.post("/reports", A_REPORT, idempotency_key="a-1").status_code == 201
        assert Computer().post("/reports", A_REPORT, idempotency_key="a-1").status_code == 201

    def test_another_key_of_the_same_partner_learns_only_that_it_was_done(self, computer: Computer) -> None:
        computer.post("/reports", A_REPORT, idempotency_key="a-1")
        other = Computer(partner_id=computer.partner_id)
        answer = other.post("/reports", A_REPORT, idempotency_key="a-1")
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-of-another-key")

    def test_files_too(self, computer: Computer) -> None:
        told = computer.hand_in()
        answers = [computer.send_files(told, [SimpleUploadedFile("a.png", PNG)], idempotency_key="f") for _ in range(2)]
        assert answers[0].json() == answers[1].json()
        messages = computer.get(f"/reports/{told['id']}/messages", report_key=told["report_key"]).json()["messages"]
        assert len(messages) == 2

    def test_the_answer_kept_holds_no_report_key_for_a_thief(self, computer: Computer) -> None:
        told = computer.post("/reports", A_REPORT, idempotency_key="a-1").json()
        [row] = Once.objects.all()
        assert told["report_key"].encode() not in bytes(row.sealed_answer)


def test_codes_come_in_every_language(computer: Computer) -> None:
    threats = computer.get("/threats").json()["threats"]
    assert {"sr", "sr-latn", "en"} == set(threats[0]["labels"])
    choices = computer.get("/choices").json()
    assert any(one["code"] == "cacak" for one in choices["municipalities"])


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "code"),
    [
        ("GET", "/nothing", None, 404, "not-found"),
        ("GET", "/reports/not-a-uuid", None, 404, "not-found"),
        ("DELETE", "/reports", None, 405, "method"),
        ("POST", "/reports", "{", 400, "malformed"),
        ("POST", "/reports", "[" * 5000, 400, "malformed"),
        ("POST", "/reports", "{}", 422, "invalid"),
        ("POST", "/reports", {**A_REPORT, "danger": "yes"}, 422, "invalid"),
        ("POST", "/reports", {**A_REPORT, "threats": []}, 422, "invalid"),
        ("POST", "/reports", {**A_REPORT, "threat": "no-such"}, 422, "invalid"),
        ("POST", "/reports", {**A_REPORT, "text": "\ud800"}, 422, "invalid"),
        ("POST", "/reports", " " * 600_000, 413, "too-large"),
        ("GET", "/reports?limit=0", None, 422, "invalid"),
    ],
)
def test_every_error_is_a_problem_document(
    computer: Computer, method: str, address: str, body: Any, status: int, code: str
) -> None:
    answer = computer.ask(method, address, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    told = answer.json()
    assert (told["status"], told["code"], told["type"]) == (status, code, f"/api/v1/#problem-{code}")
    assert (status, code) in codes()
    assert told["title"]
    assert told["detail"]
    assert answer["Cache-Control"] == "no-store"


def test_another_kind_of_content_is_refused(computer: Computer) -> None:
    headers = {"Authorization": f"Bearer {computer.key}"}
    answer = computer.client.post("/api/v1/reports", {"text": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "content-type")


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"]
)
def test_a_broken_form_is_no_fault_of_ours(computer: Computer, kind: str) -> None:
    told = computer.hand_in()
    headers = {"Authorization": f"Bearer {computer.key}", "Report-Key": told["report_key"]}
    address = f"/api/v1/reports/{told['id']}/files"
    answer = computer.client.generic("POST", address, b"--y\r\n", content_type=kind, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_too_much_is_told_when_to_come_back(vault: str) -> None:
    computer = Computer(per_minute=3)
    answers = [computer.get("/threats") for _ in range(4)]
    assert [one.status_code for one in answers[:3]] == [200] * 3
    assert answers[3].status_code == 429
    assert 1 <= int(answers[3]["Retry-After"]) <= 60


def test_so_many_reports_a_day(vault: str) -> None:
    computer = Computer(per_day=1)
    computer.hand_in()
    answer = computer.post("/reports", A_REPORT)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


def test_what_breaks_says_nothing(computer: Computer, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    word = "Тајна" + "реч"

    def broken(*told: object, **named: object) -> None:
        raise RuntimeError(word)

    monkeypatch.setattr("smartsafe.channels.partner.actions.handing_in.hand_in", broken)
    answer = computer.post("/reports", A_REPORT)
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")
    assert word not in caplog.text + answer.content.decode()
    assert "RuntimeError" in caplog.text


def test_the_description_and_the_reference(vault: str) -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    page = Client().get("/api/v1/").content.decode()
    assert "/api/v1/reports/{report_id}/messages" in page
    assert not [code for _status, code in codes() if f'id="problem-{code}"' not in page]
    assert "<script" not in page.replace('<script type="module" src=', "").replace("<script src=", "")


def test_the_description_is_not_made_for_each_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(api, "kept", {})
    monkeypatch.setattr(type(api), "get_openapi_schema", lambda self: {"paths": {}, "n": made.append("") or len(made)})
    asked = [Client().get("/api/v1/openapi.json", headers={"Accept-Language": one}) for one in ("en", "sr", "en")]
    assert [answer.json()["n"] for answer in asked] == [1, 2, 1]
