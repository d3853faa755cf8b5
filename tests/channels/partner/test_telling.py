"""Partners are told what changed: signed, at least once, in codes and numbers, never into our own network."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartsafe import clock
from smartsafe.channels.partner.actions import managing
from smartsafe.channels.partner.models import Change, Hook, Once, Telling
from smartsafe.channels.partner.rules import MOST_ATTEMPTS
from smartsafe.channels.partner.tasks import forget_answers, note_changes, note_late_changes, tell_waiting
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor
from tests.factories.partners import A_REPORT, Computer

from .endpoint import Endpoint, endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running() -> Iterator[Endpoint]:
    with endpoint() as started:
        yield started


@pytest.fixture
def heard(running: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_PARTNER_INSIDE", running.address)
    running.told, running.raw, running.unsigned, running.answers = [], b"", 0, 204
    return running


@pytest.fixture
def computer(vault: str, heard: Endpoint) -> Computer:
    made = Computer()
    answer = made.post("/webhooks", {"url": f"{heard.address}centre"})
    assert answer.status_code == 201, answer.content
    heard.secret = answer.json()["secret"]
    return made


def _hook(computer: Computer) -> str:
    return str(computer.get("/webhooks").json()["webhooks"][0]["id"])


def test_each_change_is_told_once_in_codes_and_numbers(computer: Computer, heard: Endpoint, operator: Actor) -> None:
    told = computer.hand_in()
    contact = Contact.objects.get(number=told["number"])
    assert (note_changes(), tell_waiting()) == (0, 0)
    handling.reply(operator, contact_id=contact.id, text="Тајна реч одговора.")
    assert (note_changes(), note_changes()) == (1, 0)
    assert tell_waiting() == 1
    handling.close(operator, contact_id=contact.id, outcome="advised")
    note_changes()
    assert (tell_waiting(), tell_waiting()) == (1, 0)
    assert [one["event"] for one in heard.told] == ["report.changed"] * 2
    assert [one["report"] for one in heard.told] == [
        {
            "id": told["id"],
            "number": told["number"],
            "progress": progress,
            "outcome": "",
            "closed": closed,
            "answers": 1,
        }
        for progress, closed in (("handling", False), ("concluded", True))
    ]
    assert heard.unsigned == 0
    for word in ("Тајна", A_REPORT["text"], "REF-7", "nepoznati", told["report_key"]):
        assert word.encode() not in heard.raw
        assert word not in heard.raw.decode("unicode_escape")


def test_an_old_report_is_looked_after_too(computer: Computer, operator: Actor) -> None:
    told = computer.hand_in()
    with clock.at(clock.now() + timedelta(days=100)):
        handling.reply(operator, contact_id=Contact.objects.get(number=told["number"]).id, text="Ту смо.")
        assert note_changes() == 0
        note_late_changes.enqueue()
    assert Change.objects.count() == 1


def test_what_the_partner_itself_writes_is_not_told_back(computer: Computer) -> None:
    told = computer.hand_in()
    computer.post(f"/reports/{told['id']}/messages", {"text": "још"}, report_key=told["report_key"])
    note_changes()
    assert not Change.objects.exists()
    assert tell_waiting() == 0


def test_a_ping_and_what_came_of_it(computer: Computer, heard: Endpoint) -> None:
    hook = _hook(computer)
    assert computer.post(f"/webhooks/{hook}/ping").status_code == 202
    tell_waiting()
    assert [one["event"] for one in heard.told] == ["ping"]
    [one] = computer.get(f"/webhooks/{hook}/deliveries").json()["deliveries"]
    assert (one["status"], one["answered"], one["attempts"]) == ("delivered", 204, 1)


@pytest.mark.parametrize("answers", [500, 404, 302])
def test_it_is_tried_again_and_given_up_in_the_end(computer: Computer, heard: Endpoint, answers: int) -> None:
    hook = _hook(computer)
    computer.post(f"/webhooks/{hook}/ping")
    heard.answers = answers
    now = clock.now()
    for day in range(MOST_ATTEMPTS + 1):
        with clock.at(now + timedelta(days=2 * day)):
            assert tell_waiting() == (1 if day < MOST_ATTEMPTS else 0)
    assert Telling.objects.get().status == "failed"
    assert not heard.told


def test_a_short_outage_delays_only(computer: Computer, heard: Endpoint) -> None:
    computer.post(f"/webhooks/{_hook(computer)}/ping")
    heard.answers = 503
    assert (tell_waiting(), tell_waiting()) == (1, 0)
    heard.answers = 200
    with clock.at(clock.now() + timedelta(seconds=31)):
        assert tell_waiting() == 1
    assert Telling.objects.get().status == "delivered"


def test_gone_means_gone(computer: Computer, heard: Endpoint) -> None:
    computer.post(f"/webhooks/{_hook(computer)}/ping")
    heard.answers = 410
    tell_waiting()
    assert not Hook.objects.get().active


def test_a_worker_that_dies_in_the_middle_tells_again(
    computer: Computer, heard: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*told: object, **named: object) -> None:
        raise SystemExit

    computer.post(f"/webhooks/{_hook(computer)}/ping")
    with monkeypatch.context() as dying:
        dying.setattr("smartsafe.channels.partner.actions.telling._note", die)
        with pytest.raises(SystemExit):
            tell_waiting()
    with clock.at(clock.now() + timedelta(minutes=3)):
        tell_waiting()
    assert len({one["id"] for one in heard.told}) == 1
    assert len(heard.told) == 2


def test_what_kills_each_worker_is_given_up(computer: Computer, heard: Endpoint) -> None:
    computer.post(f"/webhooks/{_hook(computer)}/ping")
    Telling.objects.update(attempts=MOST_ATTEMPTS)  # claimed as often as that, and never noted
    assert (tell_waiting(), tell_waiting()) == (1, 0)
    assert Telling.objects.get().status == "failed"
    assert not heard.told


def test_changed_switched_off_removed(computer: Computer, heard: Endpoint) -> None:
    hook = _hook(computer)
    computer.post(f"/webhooks/{hook}/ping")
    off = computer.ask("PATCH", f"/webhooks/{hook}", {"active": False}).json()
    assert (off["active"], off["url"]) == (False, f"{heard.address}centre")
    assert tell_waiting() == 0
    assert computer.get(f"/webhooks/{hook}").json() == off
    assert computer.ask("DELETE", f"/webhooks/{hook}").status_code == 204
    assert computer.get(f"/webhooks/{hook}").status_code == 404
    assert not Telling.objects.exists()


def test_to_whom_left_nothing_is_told(computer: Computer, heard: Endpoint) -> None:
    computer.post(f"/webhooks/{_hook(computer)}/ping")
    managing.end_partner(computer.actor, partner_id=computer.partner_id)
    assert tell_waiting() == 0
    managing.resume_partner(computer.actor, partner_id=computer.partner_id)
    assert tell_waiting() == 1


def test_what_has_to_be_told_does_not_pile_up(computer: Computer, operator: Actor) -> None:
    hook, told = _hook(computer), computer.hand_in()
    answers = [computer.post(f"/webhooks/{hook}/ping") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 429]
    computer.ask("PATCH", f"/webhooks/{hook}", {"active": False})
    assert computer.post(f"/webhooks/{hook}/ping").status_code == 409
    computer.ask("PATCH", f"/webhooks/{hook}", {"active": True})
    managing.end_partner(computer.actor, partner_id=computer.partner_id)
    handling.reply(operator, contact_id=Contact.objects.get(number=told["number"]).id, text="Ту смо.")
    assert note_changes() == 1
    assert Telling.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=31)):
        forget_answers.enqueue()
    assert not Telling.objects.exists()


def test_reports_that_come_in_do_not_wait_for_who_changes_the_partner(computer: Computer) -> None:
    with CaptureQueriesContext(connection) as asked:
        computer.post("/webhooks", {"url": "https://a.example/"})
        managing.end_partner(computer.actor, partner_id=computer.partner_id)
    locks = [one["sql"] for one in asked if 'FROM "partner_partner"' in one["sql"] and " FOR " in one["sql"]]
    assert all(sql.endswith("FOR NO KEY UPDATE") for sql in locks)
    assert len(locks) == (2 if connection.vendor == "postgresql" else 0)


def test_not_more_than_five(computer: Computer) -> None:
    answers = [computer.post("/webhooks", {"url": f"https://a{n}.example/"}).status_code for n in range(5)]
    assert answers == [201, 201, 201, 201, 409]


def test_a_name_that_points_inside_is_not_asked(
    computer: Computer, heard: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it pointed to when it was given: the address that is asked is the one that was checked."""
    made = computer.post("/webhooks", {"url": "https://inside.example/"}).json()

    def inside(host: str, port: int, **named: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", port))]

    monkeypatch.setattr(socket, "getaddrinfo", inside)
    computer.post(f"/webhooks/{made['id']}/ping")
    tell_waiting()
    assert Telling.objects.get().status == "failed"


@pytest.mark.parametrize(
    "where", ["../x", "a/..", "%2e%2E/x", "a%2f..%2fx", "%252e%252e/x", "..;/x", "a\\..\\x", "b?x=1", "b#x", "b\n"]
)
def test_below_the_address_inside_means_below(
    computer: Computer, heard: Endpoint, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """When it is given and when it is told: the address inside may be another one by then."""
    monkeypatch.setenv("SMARTSAFE_CHANNEL_PARTNER_INSIDE", f"{heard.address}hooks")
    assert computer.post("/webhooks", {"url": f"{heard.address}hooks/{where}"}).status_code == 422
    assert computer.post("/webhooks", {"url": f"{heard.address}hooks/b/c..d"}).status_code == 201
    Hook.objects.exclude(address__endswith="centre").update(address=f"{heard.address}hooks/{where}")
    for hook in Hook.objects.all():
        computer.post(f"/webhooks/{hook.id}/ping")
    assert tell_waiting() == 2
    assert {one.status for one in Telling.objects.all()} == {"failed"}
    assert not heard.told


def test_what_was_kept_for_a_while_is_forgotten(computer: Computer) -> None:
    computer.post("/reports", A_REPORT, idempotency_key="a")
    computer.post(f"/webhooks/{_hook(computer)}/ping")
    tell_waiting()
    with clock.at(clock.now() + timedelta(days=31)):
        forget_answers.enqueue()
    assert not Once.objects.exists()
    assert not Telling.objects.exists()
