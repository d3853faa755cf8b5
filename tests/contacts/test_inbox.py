"""The inbox: what burns comes first, every queue holds what it says, pages follow one another, statements stay few."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from smartsafe import clock
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact
from smartsafe.contacts.queries.inbox import FIXED, _ordered, queue_of
from smartsafe.errors import NotAllowed, NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.models import Team
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db


def numbers(actor: Actor, queue: str) -> list[str]:
    return [row.number for row in queries.inbox(actor, queue=queue).rows]


def a_report_of(hours_ago: float, **changes: object) -> Contact:
    with clock.at(clock.now() - timedelta(hours=hours_ago)):
        return a_report(threats=["technical"], **changes)[1]


def test_danger_comes_first_then_urgency_then_who_waits_longest(operator: Actor, supervisor: Actor) -> None:
    older, newer = a_report_of(5), a_report_of(1)
    high = a_report_of(2)
    handling.triage(operator, contact_id=high.id, urgency="high")
    seen = a_report_of(9, danger=True)
    handling.acknowledge_danger(supervisor, contact_id=seen.id)
    danger = a_report_of(0.1, danger=True)
    assert numbers(operator, "unassigned") == [one.number for one in (danger, seen, high, older, newer)]
    assert numbers(operator, "open") == [one.number for one in (danger, seen, high, newer, older)]
    assert numbers(operator, "urgent") == [one.number for one in (danger, seen, high)]
    assert [row.danger_waits for row in queries.inbox(operator, queue="urgent").rows] == [True, False, False]


def test_each_queue_holds_what_it_says(operator: Actor, analyst: Actor) -> None:
    mine, answered, closed, free = (a_report_of(1) for _ in range(4))
    late = a_report_of(24 * 30)
    handling.assign(analyst, contact_id=mine.id, person_id=operator.id)
    handling.reply(analyst, contact_id=answered.id, text="Здраво")
    handling.close(analyst, contact_id=closed.id, outcome="advised")
    team = Team.objects.create(name="Прва смена")
    handling.assign(analyst, contact_id=free.id, team_id=team.id)
    assert numbers(operator, "mine") == [mine.number]
    assert numbers(operator, "waiting") == [answered.number]
    assert numbers(operator, "closed") == [closed.number]
    assert numbers(operator, f"team.{team.id}") == [free.number]
    assert numbers(operator, "late") == [late.number]
    assert set(numbers(operator, "channel.form")) == {one.number for one in (mine, answered, free, late)}
    assert numbers(operator, "channel.phone") == []


def test_a_row_shows_subject_and_last_words(operator: Actor) -> None:
    a_report(text="Прва реч. " + "дуго " * 100)
    row = queries.inbox(operator, queue="open").rows[0]
    assert row.words.startswith("Прва реч.")
    assert len(row.words) <= 161
    assert row.subject
    assert row.unread


@pytest.mark.parametrize("queue", ["open", "unassigned", "closed"])
def test_pages_follow_one_another_without_gap_or_repeat(operator: Actor, queue: str) -> None:
    made = [a_report(danger=number % 3 == 0)[1] for number in range(7)]
    if queue == "closed":
        for one in made:
            handling.close(operator, contact_id=one.id, outcome="advised")
    seen: list[str] = []
    cursor = ""
    for _ in range(10):
        page = queries.inbox(operator, queue=queue, cursor=cursor, limit=2)
        seen += [row.number for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == numbers(operator, queue)
    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("cursor", ["x", "!!!", "W10", "WzEsMiwzXQ", "a" * 1000, "bnVsbA", "\0", "WzEsInQiLCJ4Il0"])
def test_a_cursor_that_is_none_begins_at_the_top(operator: Actor, cursor: str) -> None:
    a_report()
    assert len(queries.inbox(operator, queue="open", cursor=cursor).rows) == 1


@pytest.mark.parametrize("queue", ["", "x", "channel.x", "team.x", "team.", "channel.", "mine.x"])
def test_an_unknown_queue_is_not_there(operator: Actor, queue: str) -> None:
    with pytest.raises(NotFound):
        queries.inbox(operator, queue=queue)


def test_who_may_not(administrator: Actor, officer: Actor) -> None:
    for stranger in (administrator, officer):
        for ask in (lambda who: queries.inbox(who, queue="open"), queries.queue_counts):
            with pytest.raises(NotAllowed):
                ask(stranger)


def test_counts(operator: Actor) -> None:
    with clock.at(datetime(2026, 11, 21, 12, tzinfo=UTC)):  # a Saturday: while nobody works nothing becomes late
        a_report_of(1, danger=True)
        handling.assign(operator, contact_id=a_report_of(1).id, person_id=operator.id)
        counts = queries.queue_counts(operator)
    assert {one.code: one.count for one in counts["queues"]} == {
        "urgent": 1, "mine": 1, "unassigned": 1, "waiting": 0, "late": 0, "overdue": 0, "open": 2,
    }  # fmt: skip
    assert [(one.code, one.count) for one in counts["channels"]] == [("channel.form", 2)]


def test_statements_do_not_grow_with_the_list(operator: Actor) -> None:
    def statements(queue: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            queries.inbox(operator, queue=queue)
            queries.queue_counts(operator)
        return len(caught)

    handling.assign(operator, contact_id=a_report()[1].id, person_id=operator.id)
    few = statements("open")
    for _ in range(8):
        a_report()
    assert statements("open") == few <= 5


def test_no_queue_sorts_the_archive(operator: Actor) -> None:
    """Each queue walks an index in its own order: the plan of the database holds no sorting."""
    if connection.vendor != "sqlite":
        pytest.skip("a planner with statistics may rightly sort four rows")
    for queue in [*FIXED, queue_of("channel.form"), queue_of(f"team.{uuid4()}")]:
        rows = _ordered(Contact.objects.filter(queue.where(operator)), queue)[:30]
        plan = rows.explain()
        assert "queue_" in plan, (queue.code, plan)
        assert "TEMP B-TREE" not in plan, (queue.code, plan)
