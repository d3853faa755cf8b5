"""The other side, for the contract: Meta's Graph API over real HTTP, and its signed webhooks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ..contract import Peer
from ..meta.peers import InstagramPeer, connected


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    with connected(InstagramPeer, request) as running:
        yield running
