"""The other side, for the contract: Meta's Graph API over real HTTP, and its signed webhooks."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from ..contract import Peer
from ..meta.peers import FacebookPeer, connected


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    with connected(FacebookPeer, request) as running:
        yield running
