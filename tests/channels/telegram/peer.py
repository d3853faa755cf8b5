"""Telegram's Bot API on this machine, and the people who write to the bot."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zlib import crc32

import pytest
from django.test import Client

from ..contract import PNG, Event, Peer
from ..provider import Answer, Asked, Provider, path_of

TOKEN, SECRET = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K", "comes-back-with-every-update_1"
ANA = {
    "id": 77,
    "is_bot": False,
    "first_name": "Ана",
    "last_name": "Анић",
    "username": "ana_anic",
    "language_code": "sr",
}
BOT = {"id": 123456, "is_bot": True, "first_name": "Центар", "username": "centar_bot"}


def number(word: str) -> int:
    return crc32(word.encode())


class BotApi(Provider):
    """Of one bot. It refuses what the real one refuses, in its own words."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.blocked: set[int] = set()
        self.slow_down = 0  # seconds to wait, told to the next that sends
        self.told_before_slowing = 0  # so many messages go through first

    def answer(self, asked: Asked) -> Answer:
        found = re.fullmatch(r"/(file/)?bot([^/]+)/(.+)", path_of(asked))
        if found is None or found[2] != TOKEN:
            return error(401 if found and ":" in found[2] else 404, "Unauthorized")
        if found[1]:
            content = self.files.get(found[3].partition("/")[2])
            return Answer(200, content) if content is not None else Answer(404)
        said = asked.json
        work = {"sendMessage": self.send, "getFile": self.file, "setWebhook": self.hook}.get(found[3])
        return work(said) if work else error(404, "Not Found")

    def send(self, said: dict[str, Any]) -> Answer:
        if set(said) - {"chat_id", "text", "link_preview_options"}:
            return error(400, "Bad Request: unknown parameter")
        text, chat = said["text"], said["chat_id"]
        if not isinstance(chat, int):
            return error(400, "Bad Request: chat not found")
        if chat in self.blocked:
            return error(403, "Forbidden: bot was blocked by the user")
        if not text.strip():
            return error(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            return error(400, "Bad Request: message is too long")
        if self.slow_down and len(self.messages) >= self.told_before_slowing:
            wait, self.slow_down = self.slow_down, 0
            words = f"Too Many Requests: retry after {wait}"
            return Answer.of(
                {"ok": False, "error_code": 429, "description": words, "parameters": {"retry_after": wait}}, 429
            )
        message = {"message_id": 500 + len(self.messages), "chat": {"id": chat, "type": "private"}, "text": text}
        self.messages.append(message)
        return Answer.of({"ok": True, "result": message})

    def file(self, said: dict[str, Any]) -> Answer:
        if said["file_id"] not in self.files:
            return error(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return Answer.of({"ok": True, "result": {"file_id": said["file_id"], "file_path": f"photos/{said['file_id']}"}})

    def hook(self, said: dict[str, Any]) -> Answer:
        if not said["url"].startswith("https://"):
            return error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", said["secret_token"]):
            return error(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = said
        return Answer.of({"ok": True, "result": True, "description": "Webhook was set"})


def error(code: int, words: str) -> Answer:
    return Answer.of({"ok": False, "error_code": code, "description": words}, code)


class TelegramPeer(Peer):
    code = "telegram"

    def __init__(self, api: BotApi) -> None:
        self.api = api

    def tell(self, *events: Event) -> int:
        return max(self.update(number(event.id), message=self.message(event)) for event in events)

    def message(self, event: Event, **more: Any) -> dict[str, Any]:
        chat = {"id": number(event.thread), "type": "private", "first_name": "Ана", "username": "ana_anic"}
        made = {"message_id": number(event.id), "date": int(event.at.timestamp()), "chat": chat, "from": ANA}
        for name, content in event.files:
            self.api.files[name] = content
            small, large = (
                {
                    "file_id": name,
                    "file_unique_id": name,
                    "width": size,
                    "height": size,
                    "file_size": len(content) + size,
                }
                for size in (0, 1)
            )
            return {**made, "caption": event.text, "photo": [small, large], **more}
        return {**made, "text": event.text, **more}

    def update(self, update_id: int, **told: Any) -> int:
        return self.send(json.dumps({"update_id": update_id, **told}).encode())

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET if signed else "somebody else's"}
        answer = Client().post("/channels/telegram/webhook/", body, content_type="application/json", headers=headers)
        return answer.status_code

    def break_down(self) -> None:
        self.api.down = True

    def mend(self) -> None:
        self.api.down = False

    def sent(self) -> list[str]:
        return [message["text"] for message in self.api.messages]


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[TelegramPeer]:
    patch, api = request.getfixturevalue("monkeypatch"), BotApi()
    with api.running():
        for name, value in {"TOKEN": TOKEN, "SECRET": SECRET, "BASE": api.address}.items():
            patch.setenv(f"SMARTSAFE_CHANNEL_TELEGRAM_{name}", value)
        yield TelegramPeer(api)


__all__ = ["ANA", "BOT", "PNG", "SECRET", "TOKEN", "BotApi", "TelegramPeer", "peer"]
