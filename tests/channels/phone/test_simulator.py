"""A day of calls over real HTTP, with events told twice and out of order: every call ends as it was told."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from smartsafe.channels.phone import simulation
from smartsafe.channels.phone.models import Call
from tests.factories import people, phone

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 11, 18)


def test_the_same_seed_gives_the_same_day() -> None:
    assert simulation.plan(20, WEDNESDAY, seed=3) == simulation.plan(20, WEDNESDAY, seed=3)
    assert simulation.plan(20, WEDNESDAY, seed=3) != simulation.plan(20, WEDNESDAY, seed=4)


def test_a_day_looks_like_a_day() -> None:
    day = simulation.plan(2000, WEDNESDAY, seed=2)
    shares = [list(day.outcomes.values()).count(what) / 2000 for what in ("answered", "missed", "voicemail")]
    assert 0.65 < shares[0] < 0.85
    assert 0.1 < shares[1] < 0.3
    assert 0.01 < shares[2] < 0.1
    assert day.again > 50
    assert day.late > 50
    times = [datetime.fromisoformat(one.body["at"]) for one in day.told]
    assert max(times) < datetime(2026, 11, 19, 1, tzinfo=UTC)
    assert times != sorted(times)


def test_a_day_off_has_calls_too() -> None:
    assert set(simulation.plan(50, date(2026, 11, 22)).outcomes.values()) == {"missed", "voicemail"}


@pytest.mark.django_db(transaction=True)
def test_every_call_ends_as_it_was_told(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    people.a_vault()
    phone.a_worker_key()
    monkeypatch.setenv(phone.VARIABLE, phone.SECRET)
    said = StringIO()
    arguments = {"address": live_server.url, "calls": 25, "take_in": True, "day": WEDNESDAY, "stdout": said}
    call_command("phone_simulator", **arguments)
    detail = json.loads(said.getvalue())["detail"]
    assert detail["wrong"] == []
    assert set(detail["statuses"]) == {"200"}
    assert Call.objects.count() == 25
    after = detail["figures_after"]
    assert after["offered"] + after["outside"] == 25
    assert after["answered"] == detail["expected"]["answered"]
    monkeypatch.delenv(phone.VARIABLE)
    with pytest.raises(CommandError, match=phone.VARIABLE):
        call_command("phone_simulator", **arguments)
