"""An exchange, for the contract: what somebody leaves is a voice message; nothing can be said back."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from smartsafe import clock
from tests.factories import phone

from ..contract import Event, Peer
from .silence import a_recording


class ExchangePeer(Peer):
    code = "phone"
    signs_time = True
    carries_words = False
    file = ("poruka.wav", a_recording())

    def tell(self, *events: Event) -> int:
        return max(self.send(self._body(event)) for event in events)

    def _body(self, event: Event) -> bytes:
        told = {"id": event.id, "event": "voicemail", "call": event.thread, "at": event.at.isoformat(), "seconds": 1}
        for name, content in event.files:
            told["recording"] = {"name": name, "base64": base64.b64encode(content).decode()}
        return json.dumps(told).encode()

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        time = int((signed_at or clock.now()).timestamp())
        wrong = {} if signed else {"signature": "0" * 64}
        return phone.post(body, time=time, **wrong).status_code


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    request.getfixturevalue("monkeypatch").setenv(phone.VARIABLE, phone.SECRET)
    yield ExchangePeer()
