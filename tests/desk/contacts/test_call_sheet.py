"""The call sheet: done at once, kept open, nobody on the line, wrong values."""

from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.contacts import queries
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def test_a_call_closed_with_advice(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    assert client.get("/desk/contacts/new/").status_code == 200
    told = {"text": "Мајка пита за родитељску контролу", "threat": "technical", "municipality": "Novi Sad",
            "reporter_kind": "parent", "number": "064 123 4567", "do": "advised"}  # fmt: skip
    answer = client.post("/desk/contacts/new/", told)
    assert answer.headers["Location"] == "/desk/inbox/mine/", answer.content.decode()
    call = Contact.objects.get()
    assert (call.status, call.outcome, call.municipality, call.channel) == ("closed", "advised", "novi_sad", "phone")
    assert call.number in client.get("/desk/inbox/mine/").content.decode()
    assert queries.contact_for(operator, call.id).details.reach.phone == "064 123 4567"


def test_a_call_kept_open_is_shown(client_of: ClientOf, operator: Actor) -> None:
    answer = client_of(operator).post("/desk/contacts/new/", {"text": "Дете у опасности", "danger": "on", "do": "open"})
    call = Contact.objects.get()
    assert answer.headers["Location"] == f"/desk/contacts/{call.id}/"
    assert (call.danger, call.urgency, call.rank) == (True, "immediate", 0)


@pytest.mark.parametrize("kind", ["silent", "prank", "wrong_number"])
def test_nobody_on_the_line(client_of: ClientOf, operator: Actor, kind: str) -> None:
    assert client_of(operator).post("/desk/contacts/silent/", {"kind": kind}).status_code == 302
    assert Contact.objects.get().outcome == kind


@pytest.mark.parametrize("kind", ["", "advised", "x" * 5000, "\0"])
def test_nobody_of_an_unknown_kind(client_of: ClientOf, operator: Actor, kind: str) -> None:
    assert client_of(operator).post("/desk/contacts/silent/", {"kind": kind}).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""}, {"text": "а" * 20_001}, {"text": "\0"}, {"threat": "непознато"}, {"number": "1" * 61},
        {"name": "а" * 121}, {"municipality": "Атлантида"}, {"reporter_kind": "x"}, {"child_age_band": "x"},
        {"harms": ["x"]}, {"submission": "x"}, {"name": "а\0"},
    ],
)  # fmt: skip
def test_wrong_values_keep_what_was_typed(client_of: ClientOf, operator: Actor, wrong: dict) -> None:
    answer = client_of(operator).post("/desk/contacts/new/", {"text": "Остаје", "name": "Име"} | wrong)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "error-summary" in page
    assert "text" in wrong or "Остаје" in page
    assert not Contact.objects.exists()


def test_the_same_call_twice_is_one(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    told = {"text": "Једном", "submission": "01900000-0000-4000-8000-000000000002", "do": "advised"}
    for _ in range(2):
        assert client.post("/desk/contacts/new/", told).status_code == 302
    assert Contact.objects.count() == 1


def test_who_may_not(client_of: ClientOf, client: Client, administrator: Actor) -> None:
    for address in ("/desk/contacts/new/", "/desk/contacts/silent/"):
        assert client.post(address).status_code == 302
        assert client_of(administrator).post(address).status_code == 403
    assert client_of(administrator).get("/desk/contacts/new/").status_code == 403
