"""Who writes about something grave on a network is offered the anonymous form: words for the operator to edit, once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from smartsafe.answers.models import Use
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact
from smartsafe.faces.desk.answers.matching import INVITATION
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]
OFFERED = f'data-answer="{INVITATION}"'


def a_page(desk: Client, **changes: Any) -> tuple[Contact, str]:
    told: dict[str, Any] = {"channel": "instagram", "service": "helpline", "threats": ["sextortion"], **changes}
    contact = a_report(**told)[1]
    return contact, desk.get(reverse("desk:contact", args=[contact.id])).text


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({}, True),
        ({"channel": "whatsapp"}, True),
        ({"threats": ["relationships"], "danger": True}, True),
        ({"threats": ["relationships", "grooming"]}, True),
        ({"threats": ["relationships"]}, False),
        ({"channel": "form"}, False),
        ({"channel": "email"}, False),
    ],
)
def test_it_is_offered_where_the_matter_is_grave_and_the_channel_a_network(
    operator: Actor, client_of: ClientOf, changes: dict[str, Any], offered: bool
) -> None:
    _contact, page = a_page(client_of(operator), **changes)
    assert (OFFERED in page) is offered


@pytest.mark.parametrize(("language", "words"), [("sr", "анонимног обрасца"), ("sr-latn", "anonimnog obrasca")])
def test_in_the_persons_script_with_the_address_of_the_form(
    operator: Actor, client_of: ClientOf, language: str, words: str
) -> None:
    _contact, page = a_page(client_of(operator), language=language)
    [chip] = [part for part in page.split("<button") if OFFERED in part]
    assert words in chip
    assert f"/{language}/report/" in chip


def test_once_sent_it_is_not_offered_again(operator: Actor, client_of: ClientOf) -> None:
    desk = client_of(operator)
    contact, _page = a_page(desk)
    chosen = desk.post(
        reverse("desk:contact_answers", args=[contact.id]), {"answer": str(INVITATION), "text": "Здраво."}
    )
    assert chosen.status_code == 302
    draft = queries.draft(operator, contact.id)
    assert draft.startswith("Здраво.\n\n")
    assert "/report/" in draft
    handling.reply(operator, contact_id=contact.id, text=draft)
    assert OFFERED not in desk.get(reverse("desk:contact", args=[contact.id])).text


def test_that_it_was_taken_is_counted_nowhere(operator: Actor, client_of: ClientOf) -> None:
    assert client_of(operator).post(reverse("desk:answer_used", args=[INVITATION])).status_code == 204
    assert not Use.objects.exists()
