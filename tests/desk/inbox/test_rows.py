"""The rows of the inbox are drawn by hand: what people typed stands in them as words only."""

from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.contacts.actions import handling
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
SPITE = "<img src=x onerror=alert(1)>\"'&"


def test_spiteful_words_and_subjects_are_words(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    _receipt, contact = a_report(text=SPITE)
    page = client_of(operator).get("/desk/inbox/open/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    handling.triage(operator, contact_id=contact.id, subject=SPITE)
    page = client_of(operator).get("/desk/inbox/open/").content.decode()
    assert page.count("&lt;img src=x") == 2
    assert "<img src=x" not in page
