"""The bell counts what is new; a notice leads to its object and is seen by that."""

from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.contacts.actions import handling
from smartsafe.notifications.queries import count_waiting, waiting
from smartsafe.people.actors import Actor
from smartsafe.referrals.models import Referral
from tests.factories.contacts import a_report
from tests.factories.people import an_officer
from tests.factories.referrals import a_referral

pytestmark = pytest.mark.django_db


def test_a_notice_is_counted_listed_and_leads_to_what_it_is_about(
    operator: Actor, supervisor: Actor, client_of: Callable[[Actor], Client]
) -> None:
    client, other = client_of(operator), client_of(supervisor)
    _receipt, contact = a_report()
    handling.assign(supervisor, contact_id=contact.id, person_id=operator.id)
    page = client.get("/desk/notices/").content.decode()
    assert 'class="bell is-new"' in page
    assert contact.number in page
    (notice,) = waiting(operator)
    assert other.get(f"/desk/notices/{notice.id}/").status_code == 404, "another's notice"
    answer = client.get(f"/desk/notices/{notice.id}/")
    assert answer.headers["Location"] == f"/desk/contacts/{contact.id}/"
    assert count_waiting(operator) == 0
    assert 'class="bell is-new"' not in client.get("/desk/notices/").content.decode()


def test_opening_the_contact_or_saying_so_makes_it_seen(
    operator: Actor, supervisor: Actor, client_of: Callable[[Actor], Client]
) -> None:
    client = client_of(operator)
    for _ in range(2):
        _receipt, contact = a_report()
        handling.assign(supervisor, contact_id=contact.id, person_id=operator.id)
    client.get(f"/desk/contacts/{contact.id}/")
    assert count_waiting(operator) == 1
    assert client.post("/desk/notices/").status_code == 302
    assert count_waiting(operator) == 0


def test_an_officer_has_a_bell_too(vault: str, client_of: Callable[[Actor], Client]) -> None:
    officer = an_officer()
    referral: Referral = a_referral("delivered")
    client = client_of(officer)
    page = client.get("/portal/notices/").content.decode()
    assert referral.number in page
    notice = waiting(officer)[0]
    answer = client.get(f"/portal/notices/{notice.id}/")
    assert answer.headers["Location"] == f"/portal/referrals/{referral.id}/"
