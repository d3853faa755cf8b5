"""One page says what is wrong, in words."""

import re

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from smartsafe import clock
from smartsafe.notifications.tasks import email_what_waits

pytestmark = pytest.mark.django_db


def ask(address: str) -> tuple[int, str]:
    answer = Client(headers={"accept-language": "en"}).get(address)
    assert not answer.cookies
    assert answer["Content-Type"].startswith("text/plain")
    return answer.status_code, answer.content.decode()


def a_finished_job() -> None:
    DBTaskResult.objects.create(
        task_path=email_what_waits.module_path,
        args_kwargs={"args": [], "kwargs": {}},
        status="SUCCESSFUL",
        backend_name="default",
        finished_at=clock.now(),
    )


def test_alive() -> None:
    assert ask("/healthz") == (200, "Alive.\n")


def test_what_is_missing_is_said_in_words() -> None:
    status, text = ask("/readyz")
    assert status == 503
    assert "✗ Vault: Not set up: run “python -m smartsafe vault setup”." in text
    assert "✗ Worker: Not seen yet" in text
    assert "✓ Database: fine" in text
    assert "✓ Migrations: fine" in text


def test_ready_when_all_is_there() -> None:
    from smartsafe.vault.keyrings import set_up

    set_up()
    a_finished_job()
    status, text = ask("/readyz")
    assert status == 200, text
    assert "✗" not in text


def test_a_worker_that_stopped_is_noticed() -> None:
    from datetime import timedelta

    a_finished_job()
    with clock.at(clock.now() + timedelta(minutes=20)):
        assert "Not seen for 20 minutes" in ask("/readyz")[1]


def test_security_txt_names_whom_to_tell() -> None:
    status, text = ask("/.well-known/security.txt")
    assert status == 200
    assert re.search(r"^Contact: mailto:\S+@\S+$", text, re.M)
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", text, re.M)
    assert re.search(r"^Preferred-Languages: sr, en$", text, re.M)
