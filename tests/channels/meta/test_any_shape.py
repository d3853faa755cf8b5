"""Whatever Meta may come to send: it is understood, kept as stuck, or refused; nothing else happens."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartsafe.channels.contract import Malformed
from smartsafe.channels.meta import messaging, notes
from smartsafe.channels.meta.messaging import Person, Reader
from smartsafe.channels.meta.payloads import Messaging
from smartsafe.channels.meta.signing import mended
from smartsafe.channels.whatsapp import inbound

NAMES = [
    "message", "mid", "text", "attachments", "type", "payload", "url", "coordinates", "lat", "reply_to",
    "story", "is_echo", "is_deleted", "metadata", "postback", "title", "reaction", "action", "emoji", "read",
    "watermark", "delivery", "mids", "message_edit", "status", "id", "errors", "code", "echo", "from", "image",
    "caption", "location", "contacts", "profile", "name", "interactive", "button_reply", "edit", "context",
    "revoke", "timestamp",
]  # fmt: skip
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)


def _larger(some: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(some, max_size=3) | st.dictionaries(st.sampled_from(NAMES), some, max_size=4)


JSON = st.recursive(PLAIN, _larger, max_leaves=12)
EVENTS = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=5)
ANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No database, no network."""
    monkeypatch.setattr(notes, "find", lambda *told: None)
    monkeypatch.setattr(notes, "failed", lambda *told, **named: None)
    for module in (messaging, inbound):
        monkeypatch.setattr(module, "fetched", lambda *told: ([], 0))


def reads(parse: Callable[[bytes], list[Any]], told: dict[str, Any]) -> None:
    payload = mended(json.dumps(told).encode()).encode()
    with suppress(Malformed):
        for found in parse(payload):
            assert found.event_id
            assert found.kind != "message" or found.text or found.left_out or found.files


@ANY
@given(event=EVENTS)
def test_messengers_events(event: dict[str, Any]) -> None:
    told = {"sender": {"id": "1"}, "recipient": {"id": "2"}, "timestamp": 1, **event}
    reads(Reader("facebook", lambda person: Person()).parse, told)
    with suppress(ValueError):
        assert isinstance(Messaging.model_validate(told).event_id(), str)


@ANY
@given(event=EVENTS, kind=st.sampled_from(["message", "status", "echo"]))
def test_whatsapps_events(event: dict[str, Any], kind: str) -> None:
    reads(inbound.parse, {kind: {"id": "wamid.1", "status": "read", **event}, "contacts": []})
