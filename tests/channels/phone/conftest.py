"""The line is open, an exchange is connected, and the worker has its key."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from smartsafe import clock
from tests.factories import phone

OPEN = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday, ten in the morning in Belgrade


@pytest.fixture
def exchange(vault: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(phone.VARIABLE, phone.SECRET)
    phone.a_worker_key()
    with clock.at(OPEN):
        yield
