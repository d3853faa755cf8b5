"""Whoever writes a reply knows beforehand whether it goes through."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from smartsafe import clock
from smartsafe.contacts.models import Message
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]
CLOSED, OPEN = "Овај канал сада не пропушта одговор", "Одговор пролази до"


@pytest.mark.parametrize(
    ("channel", "days", "shown"),
    [
        ("facebook", 1, OPEN), ("instagram", 6, OPEN), ("facebook", 8, CLOSED), ("whatsapp", 0, OPEN),
        ("whatsapp", 2, CLOSED), ("email", 30, ""), ("form", 30, ""),
    ],
)  # fmt: skip
def test_the_window_shows_beside_the_reply(
    operator: Actor, client_of: ClientOf, channel: str, days: int, shown: str
) -> None:
    contact = a_report(channel=channel)[1]
    Message.objects.update(at=clock.now() - timedelta(days=days))
    page = client_of(operator).get(reverse("desk:contact", args=[contact.id])).text
    assert {one for one in (OPEN, CLOSED) if one in page} == ({shown} - {""})


def test_a_template_opens_whatsapps_window(
    operator: Actor, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_WHATSAPP_TEMPLATE", "we_have_answered")
    contact = a_report(channel="whatsapp")[1]
    Message.objects.update(at=clock.now() - timedelta(days=2))
    page = client_of(operator).get(reverse("desk:contact", args=[contact.id])).text
    assert CLOSED not in page
    assert OPEN not in page
