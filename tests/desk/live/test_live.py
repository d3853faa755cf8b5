"""Polling: silence while nothing changed, what moved on, who else is here; and the page of keys."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartsafe.audit.models import Entry
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def test_silence_until_something_moves(client_of: ClientOf, operator: Actor) -> None:
    _, contact = a_report()
    topic = f"contact:{contact.id}"
    client = client_of(operator)
    client.get("/desk/live/", {"topics": "inbox"})  # indexes what came in
    now = versions(["inbox", topic])
    asked = {"topics": f"inbox,{topic}", "versions": f"{now['inbox']},{now[topic]}"}
    entries = Entry.objects.count()
    assert client.get("/desk/live/", asked).status_code == 204
    assert Entry.objects.count() == entries
    handling.add_note(operator, contact_id=contact.id, text="Белешка")
    assert set(client.get("/desk/live/", asked).json()["versions"]) == {"inbox", topic}


def test_polling_is_cheap_and_writes_nothing(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    client.get("/desk/live/", {"topics": "inbox"})
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/desk/live/", {"topics": "inbox", "versions": "0"}).status_code == 204
    assert len(caught) <= 8
    assert not [one["sql"] for one in caught if one["sql"].startswith(("INSERT", "UPDATE", "BEGIN"))]


def test_the_next_unlock_indexes_what_came_in(client_of: ClientOf, operator: Actor) -> None:
    a_report()
    client_of(operator).get("/desk/live/", {"topics": "inbox"})
    assert not Contact.objects.filter(indexed_at=None).exists()


def test_who_else_is_here(client_of: ClientOf, operator: Actor, analyst: Actor) -> None:
    _, contact = a_report()
    topic = f"contact:{contact.id}"
    client_of(analyst).get("/desk/live/", {"topics": topic, "see": topic, "writing": "1"})
    client = client_of(operator)
    told = client.get("/desk/live/", {"topics": topic, "versions": "0", "see": topic, "writing": "0"}).json()
    assert told["present"] == [{"name": analyst.name, "writing": True}]
    asked = {"topics": topic, "versions": str(versions([topic])[topic]), "see": topic, "here": told["here"]}
    assert client.get("/desk/live/", asked).status_code == 204


def test_nobody_learns_of_what_is_not_theirs(client_of: ClientOf, administrator: Actor, operator: Actor) -> None:
    _, contact = a_report()
    topics = f"inbox,contact:{contact.id},case:{contact.id},person:{operator.id},institution:mup_vtk,x,cases"
    assert (
        client_of(administrator).get("/desk/live/", {"topics": topics, "see": f"contact:{contact.id}"}).status_code
        == 204
    )
    assert Client().get("/desk/live/", {"topics": topics}).status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"topics": "\0,contact:\0"}, {"topics": "contact:" + "x" * 500}, {"topics": "," * 5000},
        {"topics": "contact:x", "see": "contact:x", "writing": "1"}, {"topics": "inbox", "versions": "x,y,z"},
        {"see": "inbox", "writing": "1"}, {"see": "contact:\0", "writing": "1", "here": "\0"},
    ],
)  # fmt: skip
def test_nonsense_is_answered_calmly(client_of: ClientOf, operator: Actor, asked: dict) -> None:
    assert client_of(operator).get("/desk/live/", asked).status_code in (200, 204)


def test_the_keys_stand_on_a_page(client_of: ClientOf, operator: Actor, administrator: Actor) -> None:
    for member in (operator, administrator):
        page = client_of(member).get("/desk/help/").content.decode()
        assert page.count("<kbd") > 20
    assert "<html" not in client_of(operator).get("/desk/help/?part=sheet").content.decode()
