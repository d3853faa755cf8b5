"""A sign-in ends by itself, and nothing of it stays."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.people import queries
from smartsafe.people.actors import Actor
from smartsafe.people.models import SignIn
from smartsafe.people.rules import SIGN_IN_IDLE, SIGN_IN_LASTS
from smartsafe.people.tasks import forget_ended_sessions
from tests.signing_in import signed_in_client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("passed", [SIGN_IN_IDLE, SIGN_IN_LASTS])
def test_idle_and_old_sign_ins_end(operator: Actor, passed: timedelta) -> None:
    client = signed_in_client(operator)
    with clock.at(clock.now() + passed + timedelta(seconds=1)):
        assert client.get("/desk/sign-in/").wsgi_request.actor is None  # type: ignore[attr-defined]


def test_work_keeps_a_sign_in_alive_and_polling_does_not(operator: Actor) -> None:
    client = signed_in_client(operator)
    later = clock.now() + timedelta(minutes=90)
    with clock.at(later):
        client.get("/desk/live/")
        assert SignIn.objects.get().seen_at < later
        client.get("/desk/me/")
        assert SignIn.objects.get().seen_at == later
    with clock.at(later + timedelta(minutes=90)):
        assert client.get("/desk/me/").status_code == 200


def test_what_has_ended_is_forgotten(operator: Actor) -> None:
    signed_in_client(operator)
    with clock.at(clock.now() + SIGN_IN_IDLE + timedelta(minutes=1)):
        assert queries.sign_ins(operator) == []
        forget_ended_sessions.call()
    assert not SignIn.objects.exists()
