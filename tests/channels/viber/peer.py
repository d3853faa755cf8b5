"""Viber's server on this machine, and the people who write to the bot."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zlib import crc32

import pytest
from django.test import Client

from ..contract import Event, Peer
from ..provider import Answer, Asked, Provider, path_of

TOKEN = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"


def token_of(word: str) -> int:
    """64 bits, as Viber's are: more than a float holds."""
    return 5_741_311_803_571_721_087 + crc32(word.encode())


class Server(Provider):
    """Of one bot. Whatever is wrong, it answers 200 and says so in a status."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.unsubscribed: set[str] = set()
        self.status = 0  # said instead of taking the next message

    def answer(self, asked: Asked) -> Answer:
        path = path_of(asked)
        if path.startswith("/dl/"):
            content = self.files.get(path.removeprefix("/dl/"))
            return Answer(200, content) if content is not None else Answer(404)
        if "x-viber-auth-token" not in asked.headers:
            return says(2, "missing_auth_token")
        if asked.headers["x-viber-auth-token"] != TOKEN:
            return says(2, "invalidAuthToken")
        if path == "/pa/set_webhook":
            return self.hook(asked.json)
        return self.send(asked) if path == "/pa/send_message" else Answer(404)

    def send(self, asked: Asked) -> Answer:
        said = asked.json
        if len(asked.body) > 30_000:
            return says(3, "badData: request too large")
        if not {"receiver", "type", "sender", "text"} <= set(said) or not said["sender"].get("name"):
            return says(4, "missingData")
        if not 0 < len(said["sender"]["name"]) <= 28 or not 0 < len(said["text"]) <= 7000 or said["type"] != "text":
            return says(3, "badData")
        if not isinstance(said["min_api_version"], int):
            return says(3, "badData")
        if said["receiver"] in self.unsubscribed:
            return says(6, "receiverNotSubscribed")
        if self.status:
            status, self.status = self.status, 0
            return says(status, "somethingElse")
        self.messages.append(said)
        return says(
            0, "ok", message_token=token_of(f"ours-{len(self.messages)}"), chat_hostname="SN-CHAT-05_", billing_status=1
        )

    def hook(self, said: dict[str, Any]) -> Answer:
        if not said["url"].startswith("https://"):
            return says(1, "invalidUrl")
        self.webhook = said
        return says(0, "ok", event_types=said["event_types"])


def says(status: int, words: str, **more: Any) -> Answer:
    return Answer.of({"status": status, "status_message": words, **more})


class ViberPeer(Peer):
    code = "viber"

    def __init__(self, server: Server) -> None:
        self.server = server

    def tell(self, *events: Event) -> int:
        return max(self.message(event, **self.said(event)) for event in events)

    def said(self, event: Event) -> dict[str, Any]:
        for name, content in event.files:
            self.server.files[name] = content
            return {
                "type": "picture", "text": event.text, "media": f"{self.server.address}/dl/{name}", "file_name": name,
                "thumbnail": f"{self.server.address}/dl/{name}", "file_size": len(content),
            }  # fmt: skip
        return {"type": "text", "text": event.text}

    def message(self, event: Event, **said: Any) -> int:
        sender = {
            "id": event.thread, "name": "Ана А.", "avatar": "http://avatar.example.com", "country": "RS",
            "language": "sr", "api_version": 10,
        }  # fmt: skip
        return self.callback(
            "message", at=event.at, message_token=token_of(event.id), chat_hostname="SN-CHAT-05_", sender=sender,
            message=said, silent=False,
        )  # fmt: skip

    def callback(self, event: str, *, at: datetime, **told: Any) -> int:
        body = {"event": event, "timestamp": int(at.timestamp() * 1000), **told}
        return self.send(json.dumps(body, ensure_ascii=False).encode())

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        signature = hmac.new((TOKEN if signed else "another").encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Viber-Content-Signature": signature}
        answer = Client().post("/channels/viber/webhook/", body, content_type="application/json", headers=headers)
        return answer.status_code

    def break_down(self) -> None:
        self.server.down = True

    def mend(self) -> None:
        self.server.down = False

    def sent(self) -> list[str]:
        return [message["text"] for message in self.server.messages]


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[ViberPeer]:
    patch, server = request.getfixturevalue("monkeypatch"), Server()
    with server.running():
        for name, value in {"TOKEN": TOKEN, "BASE": server.address}.items():
            patch.setenv(f"SMARTSAFE_CHANNEL_VIBER_{name}", value)
        yield ViberPeer(server)
