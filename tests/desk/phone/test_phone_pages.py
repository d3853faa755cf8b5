"""The telephone at the desk: it rings, somebody answers, the sheet knows the call; whom to call back."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.phone.models import Call, CallBack
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor
from tests.channels.phone.conftest import OPEN
from tests.factories.phone import NUMBER, VARIABLE, a_call, tell, the_call
from tests.pages import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exchange")]
ClientOf = Callable[[Actor], Client]
SECOND = timedelta(seconds=1)


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_it_rings_and_the_sheet_opens_with_the_call(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    assert 'id="ringing"' in html(client, "/desk/inbox/mine/")
    call = a_call(number=NUMBER)
    banner = client.get("/desk/phone/ringing/?version=none")
    assert f"/desk/phone/calls/{call.id}/answer/" in banner.content.decode()
    assert NUMBER not in banner.content.decode()
    version = banner["Phone-Version"]
    assert client.get(f"/desk/phone/ringing/?version={version}").status_code == 204
    answer = client.post(f"/desk/phone/calls/{call.id}/answer/")
    assert answer["Location"] == f"/desk/contacts/new/?call={call.id}"
    assert client.get("/desk/phone/ringing/?version=none").content.strip() == b""
    for address in (answer["Location"], "/desk/contacts/new/"):  # opened by hand it finds the call too
        sheet = html(client, address)
        assert NUMBER in sheet
        assert f'value="{call.id}"' in sheet
    told = {"text": "Савет", "call": str(call.id), "number": NUMBER, "do": "advised", "submission": str(uuid4())}
    for _ in range(2):
        assert client.post("/desk/contacts/new/", told).status_code == 302
    assert the_call().contact == Contact.objects.get()
    assert Entry.objects.filter(action="call.taken").count() == 1


def test_earlier_contacts_of_the_number_stand_on_the_sheet(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    client.post("/desk/contacts/new/", {"text": "Раније", "number": NUMBER, "do": "advised"})
    call = a_call(number=NUMBER)
    assert "1" in client.get("/desk/phone/ringing/?version=none").content.decode()
    client.post(f"/desk/phone/calls/{call.id}/answer/")
    assert Contact.objects.get().number in html(client, f"/desk/contacts/new/?call={call.id}")


def test_a_colleague_was_faster(client_of: ClientOf, operator: Actor, analyst: Actor) -> None:
    call = a_call(number=NUMBER)
    client_of(operator).post(f"/desk/phone/calls/{call.id}/answer/")
    late = client_of(analyst)
    assert late.post(f"/desk/phone/calls/{call.id}/answer/")["Location"] == "/desk/phone/"
    sheet = html(late, f"/desk/contacts/new/?call={call.id}")
    assert NUMBER not in sheet
    refused = late.post("/desk/contacts/new/", {"text": "Остаје", "call": str(call.id), "do": "open"})
    assert refused.status_code == 400
    assert "Остаје" in refused.content.decode()


@pytest.mark.parametrize("call", ["x", "", "01900000-0000-7000-8000-000000000000", "a" * 5000])
def test_a_call_that_is_none(client_of: ClientOf, operator: Actor, call: str) -> None:
    assert client_of(operator).get("/desk/contacts/new/", {"call": call}).status_code == 200


def test_a_call_that_is_none_cannot_be_taken_down(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    assert client.post("/desk/contacts/new/", {"text": "а", "call": str(uuid4())}).status_code == 404
    assert client.post("/desk/contacts/new/", {"text": "а", "call": "x"}).status_code == 400
    assert client.post(f"/desk/phone/calls/{uuid4()}/answer/").status_code == 404
    assert client.get(f"/desk/phone/calls/{uuid4()}/state/").status_code == 404


def test_silent_in_two_keystrokes_belongs_to_the_call_just_answered(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    call = a_call()
    client.post(f"/desk/phone/calls/{call.id}/answer/")
    assert client.post("/desk/contacts/silent/", {"kind": "silent"}).status_code == 302
    assert the_call().contact == Contact.objects.get(outcome="silent")


def test_the_sheet_learns_that_the_call_has_ended(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    call = a_call()
    client.post(f"/desk/phone/calls/{call.id}/answer/")
    address = f"/desk/phone/calls/{call.id}/state/"
    assert client.get(address).json() == {"answered": int(OPEN.timestamp()), "ended": None, "over": False}
    tell("answered", "c1", at=OPEN - 9 * SECOND)
    tell("ended", "c1", at=OPEN)
    told = client.get(address).json()
    assert told == {"answered": int(OPEN.timestamp()) - 9, "ended": int(OPEN.timestamp()), "over": True}


def test_calling_back(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    tell("missed", "c1", at=OPEN - SECOND, number=NUMBER)
    page = html(client, "/desk/phone/")
    assert 'href="tel:+381600001234"' in page
    assert Entry.objects.filter(action="call_backs.looked").count() == 1
    address = f"/desk/phone/call-backs/{CallBack.objects.get().id}/"
    for do in ("", "flown", "\0"):
        assert client.post(address, {"do": do})["Location"] == "/desk/phone/"
    assert CallBack.objects.get().done_at is None
    client.post(address, {"do": "again"})
    assert CallBack.objects.get().attempts == 1
    client.post(address, {"do": "reached"})
    assert CallBack.objects.get().outcome == "reached"
    assert NUMBER not in html(client, "/desk/phone/")
    assert client.post(f"/desk/phone/call-backs/{uuid4()}/", {"do": "reached"}).status_code == 404


def test_promised_on_the_sheet(client_of: ClientOf, operator: Actor) -> None:
    client = client_of(operator)
    assert client.post("/desk/contacts/new/", {"text": "а", "call_back": "3"}).status_code == 400
    told = {"text": "Зваћу", "number": NUMBER, "call_back": "4.0", "do": "open"}
    assert client.post("/desk/contacts/new/", told | {"call_back": "4"}).status_code == 302
    assert CallBack.objects.get().due_at == OPEN + timedelta(hours=4)


def test_without_an_exchange_nothing_asks_whether_it_rings(
    client_of: ClientOf, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    client = client_of(operator)
    assert 'id="ringing"' not in html(client, "/desk/phone/")
    began = int((OPEN - 95 * SECOND).timestamp())
    client.post("/desk/contacts/new/", {"text": "Руком", "began": began, "do": "advised"})
    call = Call.objects.get()
    assert (call.answered_at, call.ended_at) == (OPEN - 95 * SECOND, OPEN)
    assert "1:35" in html(client, "/desk/phone/")
    assert client.post("/desk/contacts/new/", {"text": "Руком", "began": "9" * 40, "do": "advised"}).status_code == 302


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_pages_keep_to_what_pages_keep_to(client_of: ClientOf, operator: Actor, language: str) -> None:
    from smartsafe.people.models import Person

    Person.objects.update(language=language)
    client = client_of(operator)
    tell("missed", "c1", at=OPEN - SECOND, number=NUMBER)
    call = a_call("c2", number=NUMBER)
    for address in ("/desk/phone/", f"/desk/contacts/new/?call={call.id}"):
        assert complaints(html(client, address), language) == []


def test_counting_call_backs_costs_the_same_however_many(
    client_of: ClientOf, operator: Actor, django_assert_max_num_queries: Callable
) -> None:
    client = client_of(operator)
    for one in range(6):
        tell("missed", f"c{one}", at=OPEN - SECOND, number=f"+38160000{one:04}")
    html(client, "/desk/phone/")
    with django_assert_max_num_queries(45):
        html(client, "/desk/phone/")
    assert clock.now() == OPEN
