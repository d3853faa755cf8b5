"""The door: in with password and second factor, out, and nothing typed is lost."""

import pytest
from django.test import Client

from smartsafe.people import sessions
from smartsafe.people.actors import Actor
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_staff_land_at_the_desk_with_opened_keyring(operator: Actor) -> None:
    client = Client()
    answer = sign_in(client, operator)
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/desk/"
    assert answer.cookies[sessions.KEY_COOKIE]["path"] == "/desk/"
    assert answer.cookies[sessions.KEY_COOKIE]["httponly"]
    assert answer.cookies[sessions.KEY_COOKIE]["samesite"] == "Strict"
    seen = client.get("/desk/sign-in/").wsgi_request.actor
    assert seen.id == operator.id
    assert "centre" in seen.opened()


def test_officers_land_at_the_portal(officer: Actor) -> None:
    answer = sign_in(Client(), officer)
    assert answer["Location"] == "/portal/"
    assert answer.cookies[sessions.KEY_COOKIE]["path"] == "/portal/"
