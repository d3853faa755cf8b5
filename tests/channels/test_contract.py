"""The contract, for every channel of the registry and for the reference channel."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import pytest

from smartsafe.channels.registry import CHANNELS

from .contract import ChannelContract, Peer

REFERENCE = "reference"


def where(code: str) -> str:
    return "tests.channels.reference_peer" if code == REFERENCE else f"tests.channels.{code}.peer"


@pytest.fixture(params=[REFERENCE, *CHANNELS])
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    if find_spec(where(request.param)) is None:
        pytest.skip("told below")
    with import_module(where(request.param)).peer(request) as running:
        yield running


@pytest.mark.django_db
@pytest.mark.usefixtures("vault")
class TestEveryChannel(ChannelContract):
    """All of it."""


@pytest.mark.parametrize("code", CHANNELS)
def test_every_channel_has_a_peer(code: str) -> None:
    assert find_spec(f"tests.channels.{code}") and find_spec(where(code)), (  # noqa: PT018
        f"Give the channel its other side: tests/channels/{code}/peer.py"
    )
