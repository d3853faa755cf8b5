"""Partners knock at /api/v1/; whoever knocks at the webhook is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.test import Client

from ..contract import Peer


class PartnerPeer(Peer):
    code = "partner"
    pushed = outside = False

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        return Client().post("/channels/partner/webhook/", body, content_type="application/json").status_code


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    yield PartnerPeer()
