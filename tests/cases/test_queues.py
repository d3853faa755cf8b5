"""Queues: what stands in which, a page at a time, at a cost that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from smartsafe.cases import actions, queries
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case

pytestmark = pytest.mark.django_db


def test_cases_stand_in_their_queues(analyst: Actor, supervisor: Actor) -> None:
    mine, prepared = a_case(analyst), a_case(supervisor)
    actions.advance(analyst, case_id=prepared.pk, to="referral_prepared")
    numbers = {name: [row.number for row in queries.cases(analyst, queue=name).rows] for name in queries.QUEUES}
    assert numbers["mine"] == [mine.number]
    assert numbers["open"] == [prepared.number, mine.number]
    assert numbers["awaiting_approval"] == [prepared.number]
    assert numbers["closed"] == numbers["with_institution"] == []
    counts = queries.queue_counts(analyst)
    assert counts == {"mine": 1, "open": 2, "awaiting_approval": 1, "with_institution": 0, "outcome_known": 0}


def test_pages_follow_one_another_without_gap_or_repetition(analyst: Actor) -> None:
    made = [a_case(analyst).number for _ in range(7)]
    seen, cursor = [], None
    for _ in range(4):
        page = queries.cases(analyst, queue="open", cursor=cursor, limit=2)
        seen += [row.number for row in page.rows]
        cursor = page.next_cursor
    assert cursor == ""
    assert seen == made[::-1]


@pytest.mark.parametrize("cursor", ["", "x", "%00", "MjAyNg", "ш" * 500, "MjAyNi0wMS0wMXwx"])
def test_a_cursor_written_by_hand_begins_at_the_beginning(analyst: Actor, cursor: str) -> None:
    case = a_case(analyst)
    assert [row.number for row in queries.cases(analyst, queue="open", cursor=cursor).rows] == [case.number]


def _cost(call: object, *args: object, **more: object) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        call(*args, **more)  # type: ignore[operator]
    return len(asked)


def test_what_a_list_and_a_case_cost(analyst: Actor) -> None:
    first = a_case(analyst, files=1)
    for _ in range(5):
        a_case(analyst, files=2)
    assert _cost(queries.cases, analyst, queue="open") == 2
    assert _cost(queries.queue_counts, analyst) == 1
    assert _cost(queries.tasks, analyst, whose="team") == 1
    before = _cost(queries.case_for, analyst, first.pk)
    for number in range(4):
        actions.add_note(analyst, case_id=first.pk, text=f"Белешка {number}")
        actions.add_involved(analyst, case_id=first.pk, role="child", name=f"Дете {number}")
        actions.add_task(analyst, case_id=first.pk, title=f"Задатак {number}", working_hours=8)
    assert _cost(queries.case_for, analyst, first.pk) == before <= 9
    assert _cost(queries.evidence_of, analyst, first.pk) == 2
    assert _cost(queries.timeline, analyst, first.pk) <= 4


def test_queues_are_read_from_an_index(analyst: Actor) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by the size of the table")
    with CaptureQueriesContext(connection) as asked:
        for queue in queries.QUEUES:
            queries.cases(analyst, queue=queue)
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            plan = " ".join(str(step[-1]) for step in cursor.fetchall())
            assert "USING INDEX case_" in plan, plan


@pytest.mark.parametrize("spelling", ["{number}", "{short}", "{running}", " {lower} "])
def test_a_case_is_found_by_its_number(analyst: Actor, spelling: str) -> None:
    case = a_case(analyst)
    year, running = case.number.split("-")[-2:]
    typed = spelling.format(
        number=case.number, short=f"{year}-{running}", running=int(running), lower=case.number.lower()
    )
    assert case.number in [row.number for row in queries.by_number(analyst, typed)]


@pytest.mark.parametrize("typed", ["", "abc", "9" * 40, "\x00", "NKC-0000-1", "-", "١٢"])
def test_what_is_no_number_finds_nothing(analyst: Actor, typed: str) -> None:
    a_case(analyst)
    assert queries.by_number(analyst, typed) == []


def test_plain_facts_combine(analyst: Actor) -> None:
    a_case(analyst, threats=["cyberbullying"])
    wanted = a_case(analyst, threats=["sextortion"], municipality="novi_sad")
    found = queries.search(analyst, queries.Filters(threat="sextortion", municipality="novi_sad", status="open"))
    assert [row.number for row in found.rows] == [wanted.number]
    today = timezone.localtime(wanted.opened_at).date()
    assert len(queries.search(analyst, queries.Filters(since=today, until=today)).rows) == 2


def test_nothing_there(analyst: Actor) -> None:
    from uuid import uuid4

    for ask in (queries.case_for, queries.record_key, queries.evidence_of, queries.timeline, queries.summary_line):
        with pytest.raises(NotFound):
            ask(analyst, uuid4())
