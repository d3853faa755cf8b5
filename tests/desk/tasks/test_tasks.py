"""The tasks page."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.cases import actions, queries
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def test_lists(analyst: Actor, supervisor: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    actions.add_task(analyst, case_id=case.pk, title="Мој задатак", assignee_id=analyst.id, working_hours=4)
    actions.add_task(analyst, case_id=case.pk, title="Ничији задатак")
    actions.add_task(
        analyst, case_id=case.pk, title="Закаснели", assignee_id=supervisor.id, due_at=clock.now() - timedelta(hours=1)
    )
    client = client_of(analyst)
    pages = {
        whose: client.get(f"/desk/tasks/?whose={whose}").content.decode() for whose in ("mine", "team", "late", "all")
    }
    assert "Мој задатак" in pages["mine"]
    assert "Ничији" not in pages["mine"]
    assert "Ничији задатак" in pages["team"]
    assert "Закаснели" in pages["late"]
    assert all(title in pages["all"] for title in ("Мој задатак", "Ничији задатак", "Закаснели"))
    assert client.get("/desk/tasks/?whose=nobody").status_code == 404


def test_finishing(analyst: Actor, operator: Actor, client_of: ClientOf) -> None:
    case = a_case(analyst)
    task = actions.add_task(analyst, case_id=case.pk, title="Позвати", assignee_id=operator.id, working_hours=4)
    other = actions.add_task(analyst, case_id=case.pk, title="Друго", assignee_id=analyst.id)
    client = client_of(operator)
    assert client.post(f"/desk/tasks/{task.pk}/finish/", {"next": "case"})["Location"] == f"/desk/cases/{case.pk}/"
    assert client.post(f"/desk/tasks/{task.pk}/finish/").status_code == 302  # twice: said, not broken
    assert client.post(f"/desk/tasks/{other.pk}/finish/").status_code == 403
    assert [row.title for row in queries.tasks(analyst, whose="all")] == ["Друго"]


def test_unknown_and_forbidden(analyst: Actor, administrator: Actor, client_of: ClientOf) -> None:
    assert client_of(analyst).post(f"/desk/tasks/{uuid4()}/finish/").status_code == 404
    assert client_of(analyst).get(f"/desk/tasks/{uuid4()}/finish/").status_code == 405
    assert client_of(administrator).get("/desk/tasks/").status_code == 403
    assert client_of(administrator).post(f"/desk/tasks/{uuid4()}/finish/").status_code == 403
