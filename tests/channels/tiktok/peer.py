"""TikTok's Business Messaging on this machine, and the people who write to the account."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from smartsafe import clock

from ..contract import Event, Peer
from ..provider import Answer, Asked, Provider, path_of

APP_ID, APP_SECRET = "7623241219121414161", "0b7c6f51d8a94e2c9f0d"
BUSINESS, ANA = "-000m4JH_b1JiHPxoOSKii9FmQCeIA2fZ7Jw", "+ZMM6I2kBFMYfuEhZjEEt6o0FEebXi68V"
REFRESH = "refresh-0"
API = "/open_api/v1.3"


class Business(Provider):
    """Of one app with one account. Whatever is wrong, it answers 200 and says so in a code."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.renewed = 0
        self.access = ""  # what it takes now
        self.code = (0, "")  # said instead of taking the next message

    def answer(self, asked: Asked) -> Answer:
        path = path_of(asked)
        if path.startswith("/media/"):
            content = self.files.get(path.removeprefix("/media/"))
            known = asked.headers.get("x-user") == self.access
            return Answer(200, content) if content is not None and known else Answer(403)
        said = asked.json
        if path == f"{API}/tt_user/oauth2/refresh_token/":
            return self.renew(said)
        if path == f"{API}/business/webhook/update/":
            return self.hook(said)
        if not self.access or asked.headers.get("access-token") != self.access:
            return says(40105, "Access token is incorrect or has been revoked.")
        if said.get("business_id") != BUSINESS:
            return says(40001, "No permission to operate the business account.")
        if path == f"{API}/business/message/media/download/":
            return says(0, "OK", download_url=f"{self.address}/media/{said['media_id']}")
        return self.send(said) if path == f"{API}/business/message/send/" else Answer(404)

    def renew(self, said: dict[str, Any]) -> Answer:
        """Each refresh token is good once."""
        rightly = (said["client_id"], said["client_secret"], said["grant_type"]) == (
            APP_ID,
            APP_SECRET,
            "refresh_token",
        )
        if not rightly or said["refresh_token"] != f"refresh-{self.renewed}":
            return says(40002, "Invalid refresh token")
        self.renewed += 1
        self.access = f"access-{self.renewed}"
        return says(
            0, "OK", access_token=self.access, refresh_token=f"refresh-{self.renewed}", expires_in=86400,
            refresh_token_expires_in=31536000, open_id=BUSINESS, scope="message.list.send", token_type="Bearer",
        )  # fmt: skip

    def hook(self, said: dict[str, Any]) -> Answer:
        if (said["app_id"], said["secret"]) != (APP_ID, APP_SECRET):
            return says(40105, "app_id or secret is incorrect")
        if said["event_type"] != "DIRECT_MESSAGE" or not said["callback_url"].startswith("https://"):
            return says(40002, "callback_url: must be https")
        self.webhook = said
        return says(0, "OK")

    def send(self, said: dict[str, Any]) -> Answer:
        if (said["recipient_type"], said["message_type"]) != ("CONVERSATION", "TEXT") or not said["recipient"]:
            return says(40002, "recipient_type: only CONVERSATION")
        if not 0 < len(said["text"]["body"]) <= 6000:
            return says(40002, "text.body: at most 6000 characters")
        if self.code[0]:
            code, self.code = self.code, (0, "")
            return says(*code)
        self.messages.append(said)
        return says(0, "OK", message={"message_id": f"ours-{len(self.messages)}=="})


def says(code: int, words: str, **data: Any) -> Answer:
    return Answer.of({"code": code, "message": words, "request_id": "20261125", "data": data})


class TikTokPeer(Peer):
    code = "tiktok"
    signs_time = True

    def __init__(self, business: Business) -> None:
        self.business = business

    def tell(self, *events: Event) -> int:
        return max(self.event("im_receive_msg", self.message(event)) for event in events)

    def message(self, event: Event, *, ours: bool = False, **more: Any) -> dict[str, Any]:
        ana, business = {"id": ANA, "role": "personal_account"}, {"id": BUSINESS, "role": "business_account"}
        made = {
            "timestamp": int(event.at.timestamp() * 1000), "conversation_id": event.thread, "message_id": event.id,
            "from": "centar_rs" if ours else "ana.anic", "to": "ana.anic" if ours else "centar_rs",
            "from_user": business if ours else ana, "to_user": ana if ours else business, "unique_identifier": ANA,
        }  # fmt: skip
        for name, content in event.files:
            self.business.files[name] = content
            return {**made, "type": "image", "image": {"media_id": name}, "text": {"body": event.text}, **more}
        return {**made, "type": "text", "text": {"body": event.text}, **more}

    def event(self, name: str, content: dict[str, Any], *, business: str = BUSINESS) -> int:
        told = {
            "client_key": APP_ID, "event": name, "create_time": int(clock.now().timestamp()), "user_openid": business,
            "content": json.dumps(content),
        }  # fmt: skip
        return self.send(json.dumps(told).encode())

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        time = str(int((signed_at or clock.now()).timestamp()))
        secret = APP_SECRET if signed else "another"
        signature = hmac.new(secret.encode(), time.encode() + b"." + body, hashlib.sha256).hexdigest()
        headers = {"TikTok-Signature": f"t={time},s={signature}"}
        answer = Client().post("/channels/tiktok/webhook/", body, content_type="application/json", headers=headers)
        return answer.status_code

    def break_down(self) -> None:
        self.business.down = True

    def mend(self) -> None:
        self.business.down = False

    def sent(self) -> list[str]:
        return [message["text"]["body"] for message in self.business.messages]


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[TikTokPeer]:
    patch, business = request.getfixturevalue("monkeypatch"), Business()
    with business.running():
        values = {
            "APP_ID": APP_ID, "APP_SECRET": APP_SECRET, "BUSINESS_ID": BUSINESS, "REFRESH_TOKEN": REFRESH,
            "BASE": business.address,
        }  # fmt: skip
        for name, value in values.items():
            patch.setenv(f"SMARTSAFE_CHANNEL_TIKTOK_{name}", value)
        yield TikTokPeer(business)
