"""Each of Meta's channels with its other side."""

from collections.abc import Iterator

import pytest

from smartsafe.channels.actions import taking

from .peers import FacebookPeer, InstagramPeer, MessengerPeer, WhatsAppPeer, connected


@pytest.fixture(autouse=True)
def _nothing_answers_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)


@pytest.fixture
def facebook(request: pytest.FixtureRequest) -> Iterator[FacebookPeer]:
    with connected(FacebookPeer, request) as running:
        yield running


@pytest.fixture
def instagram(request: pytest.FixtureRequest) -> Iterator[InstagramPeer]:
    with connected(InstagramPeer, request) as running:
        yield running


@pytest.fixture
def whatsapp(request: pytest.FixtureRequest) -> Iterator[WhatsAppPeer]:
    with connected(WhatsAppPeer, request) as running:
        yield running


@pytest.fixture(params=["facebook", "instagram"])
def messenger(request: pytest.FixtureRequest) -> MessengerPeer:
    found: MessengerPeer = request.getfixturevalue(request.param)
    return found
