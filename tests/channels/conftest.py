"""The reference channel in the place of a real one, with its other side running; a mailbox for those who need one."""

from collections.abc import Iterator

import pytest

from smartsafe.channels import registry
from smartsafe.contacts import ways
from smartsafe.contacts.actions import answering
from smartsafe.contacts.rules import DELIVERED_CHANNELS

from .email.servers import Mailbox, dovecot
from .meta import graph_server
from .testing_channel import Loft, running_loft


@pytest.fixture
def loft(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loft]:
    monkeypatch.setitem(registry.CHANNELS, "pigeon", "tests.channels.testing_channel")
    for module in (answering, ways):
        monkeypatch.setattr(module, "DELIVERED_CHANNELS", (*DELIVERED_CHANNELS, "pigeon"))
    with running_loft() as running:
        monkeypatch.setenv("SMARTSAFE_CHANNEL_PIGEON_BASE", running.address)
        monkeypatch.setenv("SMARTSAFE_CHANNEL_PIGEON_SECRET", "coo")
        yield running


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Mailbox]:
    with dovecot() as started:
        yield started


@pytest.fixture(scope="session")
def meta() -> Iterator[graph_server.Meta]:
    with graph_server.running() as started:
        yield started
