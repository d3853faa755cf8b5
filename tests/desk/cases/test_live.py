"""The case page asks whether the case moved on; what it takes anew is no new look."""

from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.cases import actions
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case

pytestmark = pytest.mark.django_db


def test_the_open_page_takes_what_is_new_without_another_look(
    analyst: Actor, supervisor: Actor, client_of: Callable[[Actor], Client]
) -> None:
    case, client = a_case(analyst), client_of(analyst)
    address = f"/desk/cases/{case.pk}/"
    page = client.get(address).content.decode()
    assert f'data-topics="case:{case.pk}"' in page
    actions.add_note(supervisor, case_id=case.pk, text="Школа је јавила.")
    looks = Entry.objects.filter(action="case.looked").count()
    fresh = client.get(address, {"part": "open"}).content.decode()
    assert 'data-part="case-notes"' in fresh
    assert "Школа је јавила." in fresh
    assert Entry.objects.filter(action="case.looked").count() == looks


def test_the_part_alone_is_a_look(analyst: Actor, client_of: Callable[[Actor], Client]) -> None:
    case, client = a_case(analyst), client_of(analyst)
    for _time in range(2):
        client.get(f"/desk/cases/{case.pk}/", {"part": "open"})
        assert Entry.objects.filter(action="case.looked").count() == 1
    client.get(f"/desk/cases/{case.pk}/")
    assert Entry.objects.filter(action="case.looked").count() == 2
