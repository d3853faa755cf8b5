"""The supervisor's live board: numbers, people, today against other days, assigning, sharing out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartsafe import clock
from smartsafe.contacts.actions import handling
from smartsafe.contacts.board import WEEKS, board
from smartsafe.contacts.models import Contact, Share, Sharing
from smartsafe.errors import NotAllowed
from smartsafe.evidence.models import Look
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report
from tests.factories.evidence import an_item
from tests.factories.shifts import a_shift

BELGRADE = ZoneInfo("Europe/Belgrade")
TEN = datetime(2026, 11, 23, 10, 30, tzinfo=BELGRADE)
ClientOf = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def _ten() -> Any:
    with clock.at(TEN):
        yield


def a_contact(received: datetime = TEN, **plain: Any) -> Contact:
    contact = a_report(threats=["cyberbullying"])[1]
    Contact.objects.filter(pk=contact.pk).update(received_at=received, **{"urgency": "normal", **plain})
    return Contact.objects.get(pk=contact.pk)


def test_what_waits_what_burns_and_what_is_late(supervisor: Actor, operator: Actor) -> None:
    a_contact(TEN - timedelta(hours=3))
    a_contact(TEN - timedelta(hours=30), first_reply_due=TEN - timedelta(hours=1))
    burning = a_contact(danger=True, urgency="immediate")
    done = a_contact(TEN - timedelta(days=9))
    handling.reply(operator, contact_id=done.id, text="Здраво", close_as="advised")
    a_contact(status="in_progress", first_replied_at=TEN, resolution_due=TEN - timedelta(minutes=1))
    view = board(supervisor)
    assert {code: one.count for code, one in view.counts.items()} == {
        "waiting": 3, "unassigned": 4, "urgent": 1, "danger": 1, "late": 1, "overdue": 1,
    }  # fmt: skip
    assert view.longest_since == TEN - timedelta(hours=30)
    assert view.rows[0].id == burning.id
    assert [row.late for row in view.rows] == [False, True, False]
    handling.acknowledge_danger(supervisor, contact_id=burning.id)
    assert board(supervisor).counts["danger"].count == 0


def test_who_is_at_work_with_what_open_and_how_much_seen(supervisor: Actor, operator: Actor, analyst: Actor) -> None:
    a_shift(operator, groups=["phone"])
    handling.assign(supervisor, contact_id=a_contact().id, person_id=operator.id)
    handling.assign(supervisor, contact_id=a_contact().id, person_id=analyst.id)
    item, _key = an_item("slika.png")
    for _number in range(10):
        Look.objects.create(item_id=item.id, person_id=operator.id, at=TEN, reason="assess")
    Look.objects.create(item_id=item.id, person_id=analyst.id, at=TEN - timedelta(days=1), reason="assess")
    people = {one.name: one for one in board(supervisor).operators}
    assert list(people) == [operator.name, analyst.name]
    assert (people[operator.name].groups, people[operator.name].load.open) == (("phone",), 1)
    assert (people[operator.name].looks, people[operator.name].pause) == (10, True)
    assert (people[analyst.name].groups, people[analyst.name].looks, people[analyst.name].pause) == ((), 0, False)


def test_today_against_the_same_day_of_the_last_weeks(supervisor: Actor) -> None:
    for number in range(4):
        a_contact(TEN - timedelta(hours=number))
    for number in range(8):
        a_contact(TEN - timedelta(weeks=1, hours=1))
        a_contact(TEN - timedelta(weeks=1) + timedelta(hours=2))
        a_contact(TEN - timedelta(days=number + 1) if number != 6 else TEN - timedelta(days=2))
    a_contact(TEN - timedelta(weeks=9))
    today = board(supervisor).today
    assert (today.so_far, today.usual, today.least, today.most, today.whole_day) == (4, 1.0, 0, 8, 2.0)
    by_hour = {hour.hour: hour for hour in today.hours}
    assert (by_hour[10].today, by_hour[9].usual, by_hour[12].usual) == (1, 8 / WEEKS, 8 / WEEKS)
    assert by_hour[10].passed
    assert not by_hour[11].passed


def test_the_clock_may_be_changed_between_the_weeks(supervisor: Actor) -> None:
    """The night of 25 October: ten o'clock is ten o'clock on both sides of it."""
    a_contact(datetime(2026, 10, 19, 10, 0, tzinfo=BELGRADE))
    today = board(supervisor).today
    assert today.usual == round(1 / WEEKS, 1)
    assert {hour.hour: hour.usual for hour in today.hours}[10] == round(1 / WEEKS, 1)


def test_only_supervisors_see_it(operator: Actor, analyst: Actor, administrator: Actor) -> None:
    for actor in (operator, analyst, administrator):
        with pytest.raises(NotAllowed):
            board(actor)


def test_it_costs_as_much_however_many(supervisor: Actor, operator: Actor) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            board(supervisor)
        return len(caught)

    a_shift(operator)
    a_contact()
    few = statements()
    for number in range(15):
        a_contact(TEN - timedelta(days=7 * number), assignee_id=operator.id)
    assert statements() <= few + 1 <= 16


def test_no_count_reads_the_archive(supervisor: Actor) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a planner with statistics may rightly read four rows")
    a_contact()
    with CaptureQueriesContext(connection) as caught:
        board(supervisor)
    for query in caught:
        sql = query["sql"]
        if "contacts_contact" in sql:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + sql)
                plan = " | ".join(str(row[-1]) for row in cursor.fetchall())
            assert "SCAN contacts_contact |" not in plan + " |", (sql, plan)


def test_the_page_answers_only_when_something_moved(supervisor: Actor, client_of: ClientOf) -> None:
    contact = a_contact()
    client = client_of(supervisor)
    page = client.get("/desk/board/")
    assert contact.number in page.content.decode()
    state = page.context["state"]
    assert client.get("/desk/board/", {"part": "board", "seen": state}).status_code == 204
    assert client.get("/desk/board/", {"part": "board", "seen": ""}).status_code == 200
    other = a_contact()
    part = client.get("/desk/board/", {"part": "board", "seen": state})
    assert other.number in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "Неко ми прети" not in page.content.decode()


def test_assigning_by_hand_and_in_turn(supervisor: Actor, operator: Actor, analyst: Actor, client_of: ClientOf) -> None:
    contact = a_contact()
    client = client_of(supervisor)
    client.post("/desk/board/assign/", {"contact": contact.id, "person": str(analyst.id)})
    assert Contact.objects.get(pk=contact.pk).assignee_id == analyst.id
    answer = client.post("/desk/board/assign/", {"contact": contact.id, "person": "next"}, follow=True)
    assert "Нико" in answer.content.decode()
    a_shift(operator, groups=["written"])
    client.post("/desk/board/assign/", {"contact": contact.id, "person": "next"})
    assert Contact.objects.get(pk=contact.pk).assignee_id == operator.id


@pytest.mark.parametrize(
    "told",
    [{}, {"contact": "x", "person": "next"}, {"contact": str(uuid4()), "person": "next"},
     {"contact": str(uuid4()), "person": "a\0b"}, {"contact": str(uuid4()), "person": str(uuid4())}],
)  # fmt: skip
def test_nonsense_is_answered_with_a_sentence(supervisor: Actor, client_of: ClientOf, told: dict[str, str]) -> None:
    answer = client_of(supervisor).post("/desk/board/assign/", told, follow=True)
    assert answer.status_code == 200
    assert "is-error" in answer.content.decode()


def test_how_contacts_are_shared_out(supervisor: Actor, operator: Actor, client_of: ClientOf) -> None:
    client = client_of(supervisor)
    assert client.post("/desk/board/sharing/", {"how": "turn", "most_open": "7"}).status_code == 302
    assert Sharing.objects.get().in_turn
    for wrong in ({"how": "dice", "most_open": "7"}, {"how": "turn", "most_open": "0"}, {"most_open": "1e9"}):
        answer = client.post("/desk/board/sharing/", wrong)
        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()
    assert client.post("/desk/board/limit/", {"person": str(operator.id), "most_open": "3"}).status_code == 302
    assert Share.objects.get(person_id=operator.id).most_open == 3
    assert client.post("/desk/board/limit/", {"person": str(operator.id), "most_open": ""}).status_code == 302
    assert Share.objects.get(person_id=operator.id).most_open is None
    for wrong in ({"person": str(operator.id), "most_open": "-1"}, {"person": "x", "most_open": "1"}, {}):
        assert client.post("/desk/board/limit/", wrong).status_code == 422
