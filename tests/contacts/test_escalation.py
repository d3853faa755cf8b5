"""Clocks in working time, who is told when they run out, work shared out in turn, what answers by itself."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.audit.models import Entry
from smartsafe.contacts import auto_replies, queries, tasks, workload
from smartsafe.contacts.actions import handling, sharing
from smartsafe.contacts.actions.auto_replies import set_auto_reply
from smartsafe.contacts.actions.clocks import escalate, reckon_clocks
from smartsafe.contacts.errors import AutoReplyUnfit, CannotTake, LimitOutOfReach, NobodyFree, UnknownChoice
from smartsafe.contacts.escalation_rules import STEPS, step_due, to_tell
from smartsafe.contacts.models import AutoReplied, Contact, Escalation
from smartsafe.contacts.tasks_clocks import escalate_late, set_clocks, share_out_in_turn
from smartsafe.country.actions import set_day
from smartsafe.errors import NotAllowed, NotFound
from smartsafe.notifications.models import Notice
from smartsafe.people.actions import teams
from smartsafe.people.actions.shifts import switch
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report
from tests.factories.people import a_person, the_founder
from tests.factories.shifts import a_shift

BELGRADE = ZoneInfo("Europe/Belgrade")
MONDAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=BELGRADE)


def at(text: str) -> Any:
    return clock.at(datetime.fromisoformat(text).replace(tzinfo=BELGRADE))


@pytest.fixture(autouse=True)
def _nine(vault: str) -> Any:
    with clock.at(NINE):
        yield


def a_contact(**changes: Any) -> Contact:
    contact = a_report(**{"threats": ["cyberbullying"], **changes})[1]
    Contact.objects.filter(pk=contact.pk).update(urgency="normal", first_reply_due=NINE + timedelta(hours=2))
    set_clocks.func()
    return fresh(contact)


def fresh(contact: Contact) -> Contact:
    return Contact.objects.get(pk=contact.pk)


def told(contact: Contact) -> list[tuple[str, str]]:
    """(name, kind) of every notice about lateness."""
    found = Notice.objects.filter(object_id=contact.id, kind__in=("contact.reply_late", "contact.late"))
    return sorted(found.values_list("person__name", "kind"))


def test_clocks_run_in_working_time_and_follow_urgency(operator: Actor) -> None:
    contact = a_contact()
    assert contact.first_reply_due == datetime(2026, 11, 24, 9, 0, tzinfo=BELGRADE)  # 8 hours: to closing, and on
    assert contact.resolution_due == datetime(2026, 11, 30, 9, 0, tzinfo=BELGRADE)  # 40 hours
    handling.triage(operator, contact_id=contact.id, urgency="immediate")
    set_clocks.func()
    assert fresh(contact).first_reply_due == NINE + timedelta(hours=1)
    assert fresh(contact).resolution_due == datetime(2026, 11, 24, 9, 0, tzinfo=BELGRADE)
    assert set_clocks.func() == 0


def test_a_closed_contact_has_no_clock_and_a_new_one_when_it_opens_again(operator: Actor) -> None:
    contact = a_contact()
    handling.reply(operator, contact_id=contact.id, text="Здраво", close_as="advised")
    set_clocks.func()
    assert fresh(contact).resolution_due is None
    with at("2026-12-01T09:00"):
        handling.reopen(operator, contact_id=contact.id)
        set_clocks.func()
        assert fresh(contact).resolution_due == datetime(2026, 12, 8, 9, 0, tzinfo=BELGRADE)


def test_deadlines_follow_the_calendar_at_once(supervisor: Actor) -> None:
    contact = a_contact()
    set_day(supervisor, day=MONDAY + timedelta(days=1), times=[], reasons={"sr": "Обука", "en": "Training"})
    assert reckon_clocks(supervisor) == 1
    assert fresh(contact).first_reply_due == datetime(2026, 11, 25, 9, 0, tzinfo=BELGRADE)
    assert reckon_clocks(supervisor) == 0


def test_each_step_is_told_once(operator: Actor, analyst: Actor, supervisor: Actor, administrator: Actor) -> None:
    contact = a_contact()
    team = teams.make_team(administrator, name="Смена")
    teams.change_team(administrator, team_id=team, name="Смена", members=frozenset({analyst.id}))
    handling.assign(supervisor, contact_id=contact.id, person_id=operator.id, team_id=team)
    assert escalate_late.func() == 0
    with at("2026-11-24T09:05"):
        assert escalate_late.func() == 1
        assert escalate_late.func() == 0
        assert told(contact) == [(operator.name, "contact.reply_late")]
    with at("2026-11-24T10:05"):
        escalate_late.func()
        assert (analyst.name, "contact.reply_late") in told(contact)
    with at("2026-11-24T11:05"):
        assert escalate_late.func() == 1
        assert len(told(contact)) == 4  # the supervisor and the founder
    with at("2026-11-26T11:05"):
        assert escalate_late.func() == 0
    assert list(Escalation.objects.order_by("step").values_list("step", flat=True)) == [1, 2, 3]
    assert Entry.objects.filter(action="contact.escalated").count() == 3


def test_one_task_alone_tells_of_a_late_reply(operator: Actor, supervisor: Actor) -> None:
    contact = a_contact()
    handling.assign(supervisor, contact_id=contact.id, person_id=operator.id, team_id=None)
    with at("2026-11-24T09:05"):
        for run, _minutes in tasks.EVERY:
            run.func()
        assert told(contact) == [(operator.name, "contact.reply_late")]
        Notice.objects.update(seen_at=clock.now())
        for run, _minutes in tasks.EVERY:
            run.func()
        assert told(contact) == [(operator.name, "contact.reply_late")]  # seen, and told no second time


def test_where_nobody_stands_the_next_is_told(operator: Actor, supervisor: Actor) -> None:
    contact = a_contact()
    with at("2026-11-24T09:05"):
        escalate_late.func()
        assert {name for name, _kind in told(contact)} == {supervisor.name, "Founder of the centre"}
        assert Escalation.objects.get().step == 3
    other = a_contact()
    with at("2026-11-24T09:05"):
        switch(operator, group="written", on=True)
        assert escalate(SYSTEM, contact_id=other.id, clock_code="first_reply") == 2
        assert told(other) == [(operator.name, "contact.reply_late")]


def test_steps_missed_while_no_worker_ran_are_made_up_for(operator: Actor, supervisor: Actor) -> None:
    contact = a_contact()
    handling.assign(supervisor, contact_id=contact.id, person_id=operator.id)
    with at("2026-11-25T09:05"):
        assert escalate_late.func() == 1
        assert {operator.name, supervisor.name} <= {name for name, _kind in told(contact)}
        assert escalate_late.func() == 0


def test_an_answer_stops_the_first_clock_and_waiting_stops_the_second(operator: Actor) -> None:
    contact = a_contact()
    handling.reply(operator, contact_id=contact.id, text="Здраво")
    with at("2026-12-20T09:00"):
        assert escalate_late.func() == 0
        handling.triage(operator, contact_id=contact.id, urgency="normal")  # still waiting for the reporter
        assert escalate_late.func() == 0
        Contact.objects.filter(pk=contact.pk).update(status="in_progress")
        assert escalate_late.func() == 1
        assert {kind for _name, kind in told(contact)} == {"contact.late"}


def test_the_overdue_queue_and_its_mark(operator: Actor) -> None:
    contact = a_contact()
    handling.triage(operator, contact_id=contact.id, urgency="normal")
    assert not queries.inbox(operator, queue="overdue").rows
    with at("2026-12-01T09:00"):
        row = queries.inbox(operator, queue="overdue").rows[0]
        assert (row.id, row.overdue, row.late) == (contact.id, True, True)


def test_a_contact_that_opens_again_has_a_new_deadline_to_be_told_of(operator: Actor, supervisor: Actor) -> None:
    contact = a_contact()
    handling.reply(operator, contact_id=contact.id, text="Здраво")
    Contact.objects.filter(pk=contact.pk).update(status="in_progress")
    with at("2026-12-03T09:00"):
        assert escalate_late.func() == 1
        handling.close(operator, contact_id=contact.id, outcome="advised")
        handling.reopen(operator, contact_id=contact.id)
        set_clocks.func()
        assert escalate_late.func() == 0
    with at("2026-12-21T09:00"):
        assert escalate_late.func() == 1
        assert escalate_late.func() == 0


def test_nothing_is_told_of_what_does_not_exist(operator: Actor) -> None:
    assert escalate(SYSTEM, contact_id=uuid4(), clock_code="first_reply") == 0


@given(st.timedeltas(timedelta(days=-2), timedelta(days=60)), st.integers(1, 40).map(lambda n: timedelta(hours=n / 4)))
def test_steps_come_in_order_and_end(late: timedelta, between: timedelta) -> None:
    step = step_due(late, between)
    assert 0 <= step <= STEPS[-1]
    assert (step == 0) == (late < timedelta())
    assert step_due(late + between, between) >= step


people = st.lists(st.uuids(), max_size=3)


@given(st.sampled_from(STEPS), st.none() | st.uuids(), people, people, people)
def test_never_nobody_while_there_is_a_supervisor(step: int, assignee: Any, team: Any, on: Any, supers: Any) -> None:
    reached, found = to_tell(step, assignee=assignee, team=team, on_shift=on, supervisors=supers)
    assert found or not supers
    assert reached >= step if found else reached == 0
    if step == STEPS[0] and assignee:
        assert found == [assignee]
    if step == STEPS[-1]:
        assert found == supers


def test_in_turn_among_those_on_shift_under_their_limit(supervisor: Actor, operator: Actor, analyst: Actor) -> None:
    a_shift(operator, groups=["written"])
    a_shift(analyst, groups=["written", "phone"])
    a_shift(a_person("operator"), groups=["phone"])
    given_to = [sharing.assign_next(supervisor, contact_id=a_report()[1].id) for _number in range(4)]
    assert given_to[0] != given_to[1]
    assert given_to[:2] == given_to[2:]
    sharing.set_limit(supervisor, person_id=operator.id, most_open=0)
    assert sharing.assign_next(supervisor, contact_id=a_report()[1].id) == analyst.id
    sharing.set_limit(supervisor, person_id=analyst.id, most_open=3)
    with pytest.raises(NobodyFree):
        sharing.assign_next(supervisor, contact_id=a_report()[1].id)
    sharing.set_limit(supervisor, person_id=operator.id, most_open=None)
    assert sharing.assign_next(supervisor, contact_id=a_report()[1].id) == operator.id


def test_what_waits_for_the_reporter_does_not_count(supervisor: Actor, operator: Actor) -> None:
    a_shift(operator, groups=["written"])
    sharing.set_limit(supervisor, person_id=operator.id, most_open=1)
    first = a_report()[1]
    sharing.assign_next(supervisor, contact_id=first.id)
    with pytest.raises(NobodyFree):
        sharing.assign_next(supervisor, contact_id=a_report()[1].id)
    handling.reply(operator, contact_id=first.id, text="Здраво")
    sharing.assign_next(supervisor, contact_id=a_report()[1].id)
    assert workload.loads([operator.id])[operator.id].open == 2


def test_the_worker_shares_out_only_when_the_centre_wants_it(supervisor: Actor, operator: Actor) -> None:
    a_shift(operator, groups=["written"])
    contacts = [a_report()[1] for _number in range(3)]
    assert share_out_in_turn.func() == 0
    sharing.set_sharing(supervisor, in_turn=True, most_open=2)
    assert share_out_in_turn.func() == 2
    assert share_out_in_turn.func() == 0
    assert sum(fresh(one).assignee_id == operator.id for one in contacts) == 2
    assert Notice.objects.filter(person_id=operator.id, kind="contact.assigned").count() == 2


def test_who_may_share_out_and_what_is_refused(supervisor: Actor, operator: Actor, administrator: Actor) -> None:
    contact = a_report()[1]
    for refused in (
        lambda: sharing.assign_next(operator, contact_id=contact.id),
        lambda: sharing.set_sharing(operator, in_turn=True, most_open=3),
        lambda: sharing.set_limit(operator, person_id=operator.id, most_open=3),
        lambda: workload.limits(operator),
    ):
        with pytest.raises(NotAllowed):
            refused()
    for most in (0, -1, 501):
        with pytest.raises(LimitOutOfReach):
            sharing.set_sharing(supervisor, in_turn=True, most_open=most)
    with pytest.raises(LimitOutOfReach):
        sharing.set_limit(supervisor, person_id=operator.id, most_open=-1)
    with pytest.raises(CannotTake):
        sharing.set_limit(supervisor, person_id=administrator.id, most_open=1)
    with pytest.raises(NotFound):
        sharing.assign_next(supervisor, contact_id=uuid4())
    with pytest.raises(NobodyFree):
        sharing.assign_next(supervisor, contact_id=contact.id)


def test_what_answers_by_itself_follows_hour_and_language() -> None:
    assert "19833" in auto_replies.text_for("email", "sr")
    with at("2026-11-23T20:00"):
        closed = auto_replies.text_for("email", "en")
        assert "24. 11. 2026" in closed or "24 " in closed or "24." in closed
        assert "07:30" in closed
        latin = auto_replies.text_for("instagram", "sr-latn", grave=True)
        assert "Poruka je stigla" in latin
        assert "/sr-latn/report/" in latin
    assert auto_replies.text_for("phone", "sr") == ""
    assert auto_replies.text_for("email", "xx") == auto_replies.text_for("email", "sr")


def test_a_supervisor_writes_another_text(supervisor: Actor, operator: Actor) -> None:
    usual = auto_replies.text_for("email", "sr")
    set_auto_reply(supervisor, channel="email", language="sr", kind="open", text="Читамо. Зовите {phone}.")
    assert auto_replies.text_for("email", "sr") == "Читамо. Зовите 19833."
    assert auto_replies.text_for("email", "sr-latn") == "Čitamo. Zovite 19833."
    assert auto_replies.text_for("instagram", "sr") == usual
    assert [one.own for one in auto_replies.texts(supervisor, "email")].count(True) == 1
    set_auto_reply(supervisor, channel="email", language="sr", kind="open", text=" ")
    assert auto_replies.text_for("email", "sr") == usual
    with pytest.raises(NotAllowed):
        set_auto_reply(operator, channel="email", language="sr", kind="open", text="x")
    with pytest.raises(NotAllowed):
        auto_replies.texts(operator, "email")


@pytest.mark.parametrize(
    "text", ["a" * 901, "a\0b", "{name}", "{phone!r}", "{phone:>9999999}", "{phone.x}", "{0}", "{", "}{", "{}"]
)
def test_texts_that_nothing_could_fill_are_refused(supervisor: Actor, text: str) -> None:
    with pytest.raises(AutoReplyUnfit):
        set_auto_reply(supervisor, channel="email", language="sr", kind="open", text=text)


@pytest.mark.parametrize("wrong", [{"channel": "phone"}, {"language": "sr-latn"}, {"kind": "never"}])
def test_texts_nobody_would_get_are_refused(supervisor: Actor, wrong: dict[str, str]) -> None:
    told = {"channel": "email", "language": "sr", "kind": "open", "text": "x", **wrong}
    with pytest.raises(UnknownChoice):
        set_auto_reply(supervisor, **told)


def test_a_conversation_is_answered_by_itself_once_a_day() -> None:
    contact = a_report()[1]

    def answered(moment: datetime) -> bool:
        return bool(auto_replies.answer_once(contact.id, channel="email", language="sr", moment=moment))

    assert answered(NINE)
    assert not answered(NINE)
    assert not answered(NINE + timedelta(hours=23, minutes=59))
    assert answered(NINE + timedelta(hours=24))
    assert not answered(NINE + timedelta(hours=47))
    assert AutoReplied.objects.count() == 1
    assert not auto_replies.answer_once(a_report()[1].id, channel="phone", language="sr")
    assert AutoReplied.objects.count() == 1


def test_sharing_out_is_bounded(supervisor: Actor, operator: Actor, django_assert_max_num_queries: Any) -> None:
    a_shift(operator, groups=["written"])
    for _number in range(5):
        a_report()
    people = [operator.id, supervisor.id, the_founder().id]
    with django_assert_max_num_queries(3):
        assert workload.loads(people)
