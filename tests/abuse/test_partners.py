"""A partner is let near its own reports only, and only as far as its key reaches; nothing it says is told elsewhere."""

import logging
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.partner.actions import managing
from smartsafe.channels.partner.models import Hook, Key, Report
from smartsafe.channels.partner.rules import FILES, HOOKS, READ, WRITE
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor
from tests.channels.contract import PNG
from tests.factories.partners import A_REPORT, Computer

from .dumping import every_row, found_in

pytestmark = pytest.mark.django_db


def _requests(report: dict[str, Any], hook: str) -> list[tuple[str, str, Any, str]]:
    """(method, address, body, scope) of everything that is about one report or one webhook."""
    return [
        ("GET", f"/reports/{report['id']}", None, READ),
        ("GET", f"/reports/{report['id']}/messages", None, READ),
        ("POST", f"/reports/{report['id']}/messages", {"text": "x"}, WRITE),
        ("POST", f"/reports/{report['id']}/withdrawal", None, WRITE),
        ("GET", f"/webhooks/{hook}", None, HOOKS),
        ("PATCH", f"/webhooks/{hook}", {"active": False}, HOOKS),
        ("DELETE", f"/webhooks/{hook}", None, HOOKS),
        ("POST", f"/webhooks/{hook}/ping", None, HOOKS),
        ("GET", f"/webhooks/{hook}/deliveries", None, HOOKS),
    ]


def test_anothers_report_is_not_there_even_with_its_key(vault: str) -> None:
    mine, other = Computer(), Computer()
    report = mine.hand_in()
    hook = mine.post("/webhooks", {"url": "https://platform.example/"}).json()["id"]
    no_such = dict(report, id=str(uuid4()))
    for (method, address, body, _scope), (_m, nowhere, _b, _s) in zip(
        _requests(report, hook), _requests(no_such, str(uuid4())), strict=True
    ):
        theirs = other.ask(method, address, body, report_key=report["report_key"])
        missing = other.ask(method, nowhere, body, report_key=report["report_key"])
        assert (theirs.status_code, theirs.content) == (404, missing.content), address
    assert other.send_files(report, [SimpleUploadedFile("a.png", PNG)]).status_code == 404
    assert other.get("/reports").json()["reports"] == []
    assert Hook.objects.get().active


def test_a_key_does_only_what_it_is_for(vault: str) -> None:
    whole = Computer()
    report = whole.hand_in()
    hook = whole.post("/webhooks", {"url": "https://platform.example/"}).json()["id"]
    for scope in (READ, WRITE, FILES, HOOKS):
        limited = Computer(partner_id=whole.partner_id, scopes=[scope])
        for method, address, body, wanted in _requests(report, hook):
            if wanted != scope:
                answer = limited.ask(method, address, body, report_key=report["report_key"])
                assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing"), (scope, address)
        if scope != FILES:
            assert limited.send_files(report, [SimpleUploadedFile("a.png", PNG)]).status_code == 403
        if scope != WRITE:
            assert limited.post("/reports", A_REPORT).status_code == 403
    refused = Entry.objects.filter(action="partner.refused").values_list("details", flat=True)
    assert len(refused) == 4  # one for each key, however often it tried
    assert {entry["why"] for entry in refused} == {"scope"}
    assert Report.objects.count() == 1


@pytest.mark.parametrize("why", ["revoked", "expired", "ended", "changed"])
def test_a_key_that_works_no_more(vault: str, why: str) -> None:
    computer = Computer()
    key = Key.objects.get()
    moment = clock.now()
    if why == "revoked":
        managing.revoke_key(computer.actor, partner_id=computer.partner_id, key_id=key.id)
    elif why == "ended":
        managing.end_partner(computer.actor, partner_id=computer.partner_id)
    elif why == "expired":
        moment += timedelta(days=367)
    else:
        computer.key = computer.key[:-1] + ("A" if computer.key[-1] != "A" else "B")
    before = Entry.objects.count()
    with clock.at(moment):
        answers = [computer.post("/reports", A_REPORT) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0]["WWW-Authenticate"].startswith("Bearer")
    # A wrong secret is nobody's: the chain cannot be filled by guessing.
    assert Entry.objects.count() - before == (0 if why == "changed" else 1)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer sas_x_y", "Bearer sas_" + "a" * 5000, "Bearer \u0000ж"]
)
def test_no_key_opens_nothing(vault: str, header: str) -> None:
    answer = Client().get("/api/v1/threats", headers={"Authorization": header})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_a_desk_session_is_no_key(administrator: Actor, client_of: Any) -> None:
    assert client_of(administrator).get("/api/v1/reports").status_code == 401


def test_report_keys_are_not_guessed(vault: str) -> None:
    computer = Computer(per_minute=100)
    report = computer.hand_in()
    tries = [computer.get(f"/reports/{report['id']}/messages", report_key=f"{n:016d}") for n in range(12)]
    assert [answer.status_code for answer in tries] == [403] * 10 + [429] * 2
    assert int(tries[-1]["Retry-After"]) > 0
    # … and the right one waits too, so that a guesser cannot tell
    assert computer.get(f"/reports/{report['id']}/messages", report_key=report["report_key"]).status_code == 429


def test_replayed_with_another_body_or_to_another_address(vault: str) -> None:
    computer = Computer()
    one, two = computer.hand_in(), computer.hand_in()
    for report, status in ((one, 201), (two, 422)):
        answer = computer.post(
            f"/reports/{report['id']}/messages", {"text": "x"}, report_key=report["report_key"], idempotency_key="k"
        )
        assert answer.status_code == status


def test_oversize_is_refused_before_it_is_read(vault: str) -> None:
    computer = Computer()
    report = computer.hand_in()
    headers = {"Authorization": f"Bearer {computer.key}", "Report-Key": report["report_key"]}
    for address, kind, length in (
        ("reports", "application/json", 600_000),
        (f"reports/{report['id']}/files", "multipart/form-data; boundary=x", 10**10),
    ):
        answer = computer.client.generic(
            "POST", f"/api/v1/{address}", b"{", content_type=kind, headers=headers, CONTENT_LENGTH=str(length)
        )
        assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    for changes in ({"text": "x" * 20_001}, {"links": ["x"] * 51}, {"handles": ["x" * 2001]}, {"reference": "x" * 201}):
        assert computer.post("/reports", {**A_REPORT, **changes}).status_code == 422


def test_nul_and_odd_letters_do_no_harm(vault: str) -> None:
    computer = Computer()
    odd = "\x00а\u202eб\U0001f600"
    answer = computer.post(
        "/reports",
        {
            **A_REPORT,
            "text": odd,
            "links": [odd],
            "handles": [odd],
            "when": odd,
            "reference": odd,
            "reach": {"name": odd},
        },
    )
    assert answer.status_code == 201
    assert computer.get("/reports/%00").status_code == 404
    assert computer.get("/reports?after=%00").status_code == 422
    told = computer.hand_in()
    empty = computer.post(f"/reports/{told['id']}/messages", {"text": "\x00 \x85"}, report_key=told["report_key"])
    assert (empty.status_code, empty.json()["errors"][0]["where"]) == (422, "text")
    assert computer.get(f"/reports/{told['id']}/messages", report_key="\x00").status_code in (403, 422)


def test_a_name_of_a_file_breaks_out_of_no_header_and_no_folder(vault: str) -> None:
    computer = Computer()
    report = computer.hand_in()
    name = "..\\..\\x\r\nSet-Cookie: a=b.png"
    answer = computer.send_files(report, [SimpleUploadedFile(name, PNG)])
    assert answer.status_code == 201
    assert not answer.cookies
    assert "\n" not in answer.json()["files"][0]["name"]


def test_idempotency_keys_and_languages_reflect_into_no_header(vault: str) -> None:
    computer = Computer()
    answer = computer.post("/reports", A_REPORT, idempotency_key="a; Set-Cookie: x=y", accept_language='sr; q="x"')
    assert answer.status_code == 201
    assert not answer.cookies
    assert "x=y" not in str(answer.headers)


@pytest.mark.parametrize(
    "url",
    [
        "http://platform.example/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/", "https://localhost/",
        "https://169.254.169.254/latest/", "https://2130706433/", "https://0x7f.1/", "https://a@platform.example/",
        "https://platform.example:22/", "https://platform.example/#x", "https://platform.example\\@evil.example/",
        "https://platform.example/\r\nHost: x", "file:///etc/passwd", "gopher://x.example/", "https://пример.срб/",
        "https://platform.example./", "//platform.example/", "https://platform.example/\x00",
        "https://platform.example/" + "x" * 500, "https://platform.example/?secret=1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_asked(vault: str, url: str) -> None:
    answer = Computer().post("/webhooks", {"url": url})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert not Hook.objects.exists()


def test_no_word_and_no_key_stands_in_the_open(vault: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    computer = Computer()
    words = {"text": "Тајнареч", "reference": "TAJNA-OZNAKA-9", "links": ["https://tajna.example/put"]}
    asked = {**A_REPORT, **words, "reach": {"email": "tajna.osoba@example.net"}}
    report = computer.post("/reports", asked, idempotency_key="tajni-kljuc-7").json()
    computer.post("/reports", {**asked, "threat": "тајнареч"})
    computer.get(f"/reports/{report['id']}/messages", report_key=report["report_key"])
    computer.post(f"/reports/{report['id']}/messages", {"text": "Тајнареч"}, report_key="1234")
    planted = [
        "Тајнареч", "TAJNA-OZNAKA-9", "tajna.example", "tajna.osoba@example.net", "tajni-kljuc-7",
        report["report_key"], computer.key[17:],
    ]  # fmt: skip
    assert not [word for word in planted if word in caplog.text]
    assert not found_in(every_row(), planted)
    assert not [word for word in planted if word in str(list(Entry.objects.values()))]
