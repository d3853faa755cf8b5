"""Meta as it speaks to us: signed webhooks in its shapes, about the centre's page, account and number."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import pytest
from django.test import Client

from smartsafe import clock
from smartsafe.channels.meta import names
from smartsafe.channels.meta.signing import HEADER, signature

from ..contract import Event, Peer
from .graph_server import ACCOUNT, APP_SECRET, NUMBER, PAGE, TOKENS, VERIFY_TOKEN, Meta

P = TypeVar("P", bound="MetaPeer")


class MetaPeer(Peer):
    def __init__(self, meta: Meta) -> None:
        self.meta = meta

    def person(self, thread: str) -> str:
        """Meta's id of whoever writes in that thread."""
        return str(int(hashlib.sha256(thread.encode()).hexdigest()[:12], 16))

    def tell(self, *events: Event) -> int:
        for event in events:
            person = self.person(event.thread)
            self.meta.wrote[person] = max(event.at, self.meta.wrote.get(person, event.at))
        return self.post(self.envelope(*[self.message(event) for event in events]))

    def post(self, told: dict[str, Any], **how: Any) -> int:
        return self.send(json.dumps(told).encode(), **how)

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        headers = {HEADER: signature(APP_SECRET, body)} if signed else {}
        where = f"/channels/{self.code}/webhook/"
        return Client().post(where, body, content_type="application/json", headers=headers).status_code

    def envelope(self, *told: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def message(self, event: Event) -> dict[str, Any]:
        raise NotImplementedError

    def _addresses(self, event: Event) -> list[str]:
        """Where Meta keeps the files of a message."""
        for name, content in event.files:
            self.meta.files[name] = ("image/png", content)
        return [f"{self.meta.address}/cdn/{name}" for name, _content in event.files]

    def break_down(self) -> None:
        self.meta.down = True

    def mend(self) -> None:
        self.meta.down = False


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


class MessengerPeer(MetaPeer):
    """Messenger and Instagram."""

    about: ClassVar[str]
    ours: ClassVar[str]

    def envelope(self, *told: dict[str, Any]) -> dict[str, Any]:
        entry = {"id": self.ours, "time": milliseconds(clock.now()), "messaging": list(told)}
        return {"object": self.about, "entry": [entry]}

    def event(self, person: str, at: datetime | None = None, **what: Any) -> dict[str, Any]:
        return {"sender": {"id": person}, "recipient": {"id": self.ours},
                "timestamp": milliseconds(at or clock.now()), **what}  # fmt: skip

    def message(self, event: Event) -> dict[str, Any]:
        message: dict[str, Any] = {"mid": f"m_{event.id}", "text": event.text}
        if event.files:
            message["attachments"] = [{"type": "image", "payload": {"url": url}} for url in self._addresses(event)]
        return self.event(self.person(event.thread), event.at, message=message)

    def echo(self, person: str, message: dict[str, Any]) -> dict[str, Any]:
        return {"sender": {"id": self.ours}, "recipient": {"id": person}, "timestamp": milliseconds(clock.now()),
                "message": {"is_echo": True, "app_id": 1, **message}}  # fmt: skip

    def sent(self) -> list[str]:
        return [told["message"]["text"] for told in self.meta.sent]


class FacebookPeer(MessengerPeer):
    code, about, ours = "facebook", "page", PAGE


class InstagramPeer(MessengerPeer):
    code, about, ours = "instagram", "instagram", ACCOUNT


class WhatsAppPeer(MetaPeer):
    code = "whatsapp"

    def envelope(self, *told: dict[str, Any]) -> dict[str, Any]:
        """Each of `told` is (part of) a change's value: messages with contacts, statuses."""
        about = {"messaging_product": "whatsapp",
                 "metadata": {"display_phone_number": "381110000000", "phone_number_id": NUMBER}}  # fmt: skip
        changes = [{"field": "messages", "value": about | value} for value in told]
        return {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": changes}]}

    def written(self, person: str, **message: Any) -> dict[str, Any]:
        contact = {"profile": {"name": "Мила"}, "wa_id": person, "user_id": f"RS.{person}"}
        said = {"from": person, "from_user_id": f"RS.{person}", "timestamp": str(int(clock.now().timestamp()))}
        return {"contacts": [contact], "messages": [said | message]}

    def message(self, event: Event) -> dict[str, Any]:
        about = {"id": f"wamid.{event.id}", "timestamp": str(int(event.at.timestamp()))}
        if not event.files:
            return self.written(self.person(event.thread), type="text", text={"body": event.text}, **about)
        [[name, content]] = event.files
        media = str(1000 + len(self.meta.files))
        self.meta.files[media] = ("image/png", content)
        image = {"id": media, "mime_type": "image/png", "sha256": "…", "caption": event.text, "filename": name}
        return self.written(self.person(event.thread), type="image", image=image, **about)

    def status(self, told: dict[str, Any], status: str, **more: Any) -> dict[str, Any]:
        """Of a message that we sent."""
        return {"statuses": [{"id": told["id"], "status": status, "timestamp": str(int(clock.now().timestamp())),
                              "biz_opaque_callback_data": told["biz_opaque_callback_data"], **more}]}  # fmt: skip

    def sent(self) -> list[str]:
        return [_body(told) for told in self.meta.sent]


def _body(told: dict[str, Any]) -> str:
    if told["type"] == "text":
        return str(told["text"]["body"])
    [body] = told["template"]["components"]
    return str(body["parameters"][0]["text"])


@contextmanager
def connected(kind: type[P], request: pytest.FixtureRequest) -> Iterator[P]:
    """All three channels are on, and Meta is there."""
    monkeypatch, meta = request.getfixturevalue("monkeypatch"), request.getfixturevalue("meta")
    values = {
        "META_BASE": meta.address, "META_APP_SECRET": APP_SECRET, "META_VERIFY_TOKEN": VERIFY_TOKEN,
        "FACEBOOK_PAGE_ID": PAGE, "INSTAGRAM_ACCOUNT_ID": ACCOUNT, "WHATSAPP_PHONE_NUMBER_ID": NUMBER,
        **{f"{code.upper()}_TOKEN": token for code, token in TOKENS.items()},
    }  # fmt: skip
    for name, value in values.items():
        monkeypatch.setenv(f"SMARTSAFE_CHANNEL_{name}", value)
    monkeypatch.setattr(names, "_quiet_until", {})
    meta.reset()
    yield kind(meta)
