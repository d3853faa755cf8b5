"""The inbox page: for whom, what it shows, how many statements it costs."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartsafe.audit.models import Entry
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.actions.indexing import index_waiting
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def test_the_desk_begins_where_each_role_works(
    client_of: ClientOf, client: Client, operator: Actor, administrator: Actor, officer: Actor
) -> None:
    assert client.get("/desk/").headers["Location"].startswith("/desk/sign-in/")
    assert client_of(operator).get("/desk/").headers["Location"] == "/desk/inbox/mine/"
    assert client_of(administrator).get("/desk/").headers["Location"] == "/desk/people/"
    assert client_of(officer).get("/desk/").headers["Location"] == "/portal/"


def test_a_queue_shows_its_contacts_and_every_queues_length(client_of: ClientOf, operator: Actor) -> None:
    a_report(text="Опис који стоји у списку", danger=True)
    page = client_of(operator).get("/desk/inbox/unassigned/").content.decode()
    assert "Опис који стоји у списку" in page
    assert 'class="is-hot"' in page
    assert 'aria-current="page"' in page
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.object_id, entry.details) == ("inbox.looked", "unassigned", {"count": 1})


def test_polling_a_list_is_no_look(client_of: ClientOf, operator: Actor) -> None:
    a_report()
    client = client_of(operator)
    client.get("/desk/inbox/open/")
    entries = Entry.objects.count()
    page = client.get("/desk/inbox/open/?part=list").content.decode()
    assert "data-row" in page
    assert "<html" not in page
    assert Entry.objects.count() == entries


def test_no_list_is_shown_and_paged_through_without_an_entry(client_of: ClientOf, operator: Actor) -> None:
    contacts = [a_report()[1] for _ in range(2)]
    client, looks = client_of(operator), Entry.objects.filter(action="inbox.looked", object_id="open")
    page = f"/desk/contacts/{contacts[0].pk}/?queue=open"
    client.get("/desk/inbox/open/?part=list")
    assert looks.count() == 1, "nobody has opened the list itself"
    client.get(page)
    assert looks.count() == 1
    cursor = queries.inbox(operator, queue="open", limit=1).next_cursor
    assert cursor
    client.get("/desk/inbox/open/", {"part": "list", "cursor": cursor})
    client.get(page, {"queue": "open", "cursor": cursor})
    assert looks.count() == 3


@pytest.mark.parametrize("queue", ["urgent", "mine", "unassigned", "waiting", "late", "open", "closed", "channel.form"])
def test_every_queue_answers_also_when_empty(client_of: ClientOf, operator: Actor, queue: str) -> None:
    assert client_of(operator).get(f"/desk/inbox/{queue}/").status_code == 200


@pytest.mark.parametrize("queue", ["nonsense", "channel.x", "team.x", "а" * 300, "%00", "team.01900000"])
def test_an_unknown_queue_is_not_there(client_of: ClientOf, operator: Actor, queue: str) -> None:
    assert client_of(operator).get(f"/desk/inbox/{queue}/").status_code == 404


def test_who_may_not(client_of: ClientOf, client: Client, administrator: Actor, officer: Actor) -> None:
    assert client.get("/desk/inbox/mine/").status_code == 302
    for stranger in (administrator, officer):
        assert client_of(stranger).get("/desk/inbox/mine/").status_code == 403


def test_statements_do_not_grow_with_the_list(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)

    def statements() -> int:
        index_waiting(operator, limit=100)
        with CaptureQueriesContext(connection) as caught:
            client.get("/desk/inbox/open/")
        return len(caught)

    a_report()
    few = statements()
    for _ in range(12):
        a_report()
    assert statements() <= few <= 24


def test_a_closed_silent_call_has_a_name(client_of: ClientOf, operator: Actor) -> None:
    call = handling.record_silent_call(operator, kind="silent")
    client = client_of(operator)
    assert client.get("/desk/inbox/closed/").status_code == 200
    assert call.number in client.get(f"/desk/contacts/{call.id}/").content.decode()
