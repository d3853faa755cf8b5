"""Whom a case concerns is told: danger, a case or a task that was given to them, a task whose time has come."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.cases import actions
from smartsafe.cases.tasks import tell_due_tasks
from smartsafe.notifications.actions import mark_seen
from smartsafe.notifications.queries import waiting
from smartsafe.notifications.tasks import tell_who_may_admit
from smartsafe.people.actions.admission import admit
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case, a_contact
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def told(person: Actor) -> list[str]:
    return [notice.kind for notice in waiting(person)]


def test_danger_is_told_until_one_has_seen_it() -> None:
    analyst, first, second = a_person("analyst"), a_person("supervisor"), a_person("supervisor")
    contact = a_contact(danger=True)
    for supervisor in (first, second):
        mark_seen(supervisor)
    case = actions.open_case(analyst, contact_ids=[contact.id], kind="advisory", title="Наслов", summary="")
    assert told(first) == told(second) == ["case.danger"]
    actions.acknowledge_danger(first, case_id=case.pk)
    assert told(second) == []


def test_what_is_given_to_somebody_is_told_and_seen_by_opening() -> None:
    analyst, supervisor = a_person("analyst"), a_person("supervisor")
    case = a_case(supervisor)
    actions.assign(supervisor, case_id=case.pk, person_id=analyst.id)
    actions.add_task(supervisor, case_id=case.pk, title="Позвати школу", assignee_id=analyst.id)
    assert sorted(told(analyst)) == ["case.assigned", "task.assigned"]
    actions.look(analyst, case_id=case.pk)
    assert told(analyst) == []
    actions.assign(analyst, case_id=case.pk, person_id=analyst.id)
    assert told(analyst) == [], "nobody is told of their own deed"


def test_a_due_task_is_told_once() -> None:
    analyst = a_person("analyst")
    case = a_case(analyst)
    task = actions.add_task(analyst, case_id=case.pk, title="Позвати", assignee_id=analyst.id, working_hours=2)
    assert task.due_at
    tell_due_tasks.enqueue()
    assert told(analyst) == []
    with clock.at(task.due_at + timedelta(minutes=1)):
        tell_due_tasks.enqueue()
        assert told(analyst) == ["task.due"]
        mark_seen(analyst)
        tell_due_tasks.enqueue()
        assert told(analyst) == []


def test_a_colleague_who_waits_for_the_keyring_is_told_until_admitted() -> None:
    first, second = a_person("supervisor"), a_person("supervisor")
    outside = a_person("supervisor", admitted=False)
    new = a_person("operator", admitted=False)
    tell_who_may_admit.enqueue()
    assert sorted(told(first)) == sorted(told(second)) == ["person.to_admit", "person.to_admit"]
    assert told(outside) == [], "who is not a member cannot admit"
    admit(first, person_id=new.id)
    admit(first, person_id=outside.id)
    tell_who_may_admit.enqueue()
    assert told(second) == []
