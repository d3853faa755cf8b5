"""The reference channel in the place of a real one, with its other side running."""

from collections.abc import Iterator

import pytest

from smartsafe.channels import registry

from .testing_channel import Loft, running_loft


@pytest.fixture
def loft(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loft]:
    monkeypatch.setitem(registry.CHANNELS, "telegram", "tests.channels.testing_channel")
    with running_loft() as running:
        monkeypatch.setenv("SMARTSAFE_CHANNEL_PIGEON_BASE", running.address)
        monkeypatch.setenv("SMARTSAFE_CHANNEL_PIGEON_SECRET", "coo")
        yield running
