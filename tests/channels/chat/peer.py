"""The chat has no other side: whoever knocks is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.test import Client

from ..contract import Peer


class ChatPeer(Peer):
    code = "chat"
    pushed = outside = False

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        return Client().post("/channels/chat/webhook/", body, content_type="application/json").status_code


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    yield ChatPeer()
