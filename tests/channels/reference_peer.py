"""The other side of the reference channel, for the contract."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.test import Client

from .contract import Event, Peer
from .testing_channel import Loft, signature


class PigeonPeer(Peer):
    code = "pigeon"

    def __init__(self, loft: Loft) -> None:
        self.loft = loft

    def tell(self, *events: Event) -> int:
        told = [
            {"id": event.id, "loft": event.thread, "words": event.text, "at": event.at.timestamp(),
             "files": [[name, content.hex()] for name, content in event.files]}
            for event in events
        ]  # fmt: skip
        return self.send(json.dumps({"events": told}).encode())

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        headers = {"X-Pigeon": signature(body) if signed else "0" * 64}
        answer = Client().post("/channels/pigeon/webhook/", body, content_type="application/json", headers=headers)
        return answer.status_code

    def break_down(self) -> None:
        self.loft.down = True

    def mend(self) -> None:
        self.loft.down = False

    def sent(self) -> list[str]:
        return [words for _loft, words, _flight in self.loft.flown.values()]


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    yield PigeonPeer(request.getfixturevalue("loft"))
