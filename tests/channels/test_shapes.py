"""Whatever a messenger may come to send: it is understood or kept as malformed, and nothing else happens."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartsafe.channels import registry
from smartsafe.channels.contract import Malformed, TryLater

from .telegram.peer import ANA, SECRET, TOKEN
from .tiktok.peer import BUSINESS
from .viber.peer import TOKEN as VIBER

NOWHERE = "http://127.0.0.1:1"
SETTINGS = {
    "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SECRET": SECRET, "TELEGRAM_BASE": NOWHERE, "VIBER_TOKEN": VIBER,
    "VIBER_BASE": NOWHERE, "TIKTOK_APP_ID": "1", "TIKTOK_APP_SECRET": "s", "TIKTOK_BUSINESS_ID": BUSINESS,
    "TIKTOK_REFRESH_TOKEN": "r", "TIKTOK_BASE": NOWHERE,
}  # fmt: skip
CHAT = {"id": 7, "type": "private"}
TOLD: dict[str, dict[str, Any]] = {
    "telegram": {
        "update_id": 1,
        "message": {
            "message_id": 1, "date": 1_790_000_000, "chat": CHAT, "from": ANA, "text": "речи", "caption": "",
            "location": {"latitude": 1.0, "longitude": 2.0}, "contact": {"phone_number": "1", "first_name": "А"},
            "sticker": {"emoji": "😀"}, "reply_to_message": {"message_id": 1, "from": ANA},
        },
    },
    "viber": {
        "event": "message", "timestamp": 1_790_000_000_000, "message_token": 1,
        "sender": {"id": "a", "name": "Ана", "language": "sr"},
        "message": {
            "type": "text", "text": "речи", "location": {"lat": 1.0, "lon": 2.0}, "contact": {"name": "А"},
        },
    },
    "tiktok": {
        "conversation_id": "c", "message_id": "m", "type": "text", "timestamp": 1_790_000_000_000, "from": "ana",
        "from_user": {"id": "a"}, "to_user": {"id": BUSINESS}, "text": {"body": "речи"},
        "share_post": {"embed_url": "https://x", "video_id": "1"}, "message_tag": {"source": "APP"},
        "referenced_message_info": {"referenced_message_id": "m0"},
    },
}  # fmt: skip
ODD = st.sampled_from(
    [None, 0, -1, 2**70, 1e308, True, "", "x", "\x00", "http://[", "😀" * 9, [], [None], {}, {"id": 1}]
)


def _places(told: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(told, dict):
        return [path]
    return [path] * bool(path) + [one for name, value in told.items() for one in _places(value, (*path, name))]


@pytest.mark.django_db
@pytest.mark.parametrize("code", TOLD)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_shape_is_read_or_malformed(code: str, monkeypatch: pytest.MonkeyPatch, data: st.DataObject) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"SMARTSAFE_CHANNEL_{name}", value)
    told = copy.deepcopy(TOLD[code])
    for path in data.draw(st.lists(st.sampled_from(_places(told)), max_size=3)):
        inside: Any = told
        for name in path[:-1]:
            inside = inside.get(name) if isinstance(inside, dict) else None
        if isinstance(inside, dict):
            inside[path[-1]] = data.draw(ODD)
    if code == "tiktok":
        told = {"event": "im_receive_msg", "user_openid": BUSINESS, "content": json.dumps(told)}
    try:
        found = registry.channel(code).parse(json.dumps(told).encode())
    except (Malformed, TryLater):
        return
    assert [
        one.kind in ("message", "echo", "ignored") and one.event_id and one.thread is not None for one in found
    ] == [True]
