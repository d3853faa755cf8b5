"""What Telegram, Viber, TikTok and Meta's three tell, each in its own shape and signed its own way."""

import hashlib
import hmac
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import django
from django.apps import apps

if not apps.ready:  # run as a script: the peers know models
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartsafe.project.settings.test")
    django.setup()

from smartsafe.channels.meta.signing import HEADER, signature
from tests.channels.contract import Event
from tests.channels.meta import graph_server
from tests.channels.meta.peers import FacebookPeer, InstagramPeer, MetaPeer, WhatsAppPeer
from tests.channels.telegram import peer as telegram
from tests.channels.tiktok import peer as tiktok
from tests.channels.viber import peer as viber

from .plan import FACEBOOK, INSTAGRAM, TELEGRAM, TIKTOK, VIBER, WHATSAPP, Told

Request = tuple[str, bytes, dict[str, str]]  # path, body, headers
_META: dict[str, MetaPeer] = {
    FACEBOOK: FacebookPeer(graph_server.Meta()),
    INSTAGRAM: InstagramPeer(graph_server.Meta()),
    WHATSAPP: WhatsAppPeer(graph_server.Meta()),
}


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """Their servers, which take what answers by itself; the settings of the six channels."""
    bot, account, business = telegram.BotApi(), viber.Server(), tiktok.Business()
    with ExitStack() as all_of_them:
        for provider in (bot, account, business):
            all_of_them.enter_context(provider.running())
        meta = all_of_them.enter_context(graph_server.running())
        for peer in _META.values():
            peer.meta = meta
        yield {
            "SMARTSAFE_CHANNEL_META_BASE": meta.address,
            "SMARTSAFE_CHANNEL_META_APP_SECRET": graph_server.APP_SECRET,
            "SMARTSAFE_CHANNEL_META_VERIFY_TOKEN": graph_server.VERIFY_TOKEN,
            "SMARTSAFE_CHANNEL_FACEBOOK_PAGE_ID": graph_server.PAGE,
            "SMARTSAFE_CHANNEL_INSTAGRAM_ACCOUNT_ID": graph_server.ACCOUNT,
            "SMARTSAFE_CHANNEL_WHATSAPP_PHONE_NUMBER_ID": graph_server.NUMBER,
            **{f"SMARTSAFE_CHANNEL_{code.upper()}_TOKEN": token for code, token in graph_server.TOKENS.items()},
            "SMARTSAFE_CHANNEL_TELEGRAM_TOKEN": telegram.TOKEN,
            "SMARTSAFE_CHANNEL_TELEGRAM_SECRET": telegram.SECRET,
            "SMARTSAFE_CHANNEL_TELEGRAM_BASE": bot.address,
            "SMARTSAFE_CHANNEL_VIBER_TOKEN": viber.TOKEN,
            "SMARTSAFE_CHANNEL_VIBER_BASE": account.address,
            "SMARTSAFE_CHANNEL_TIKTOK_APP_ID": tiktok.APP_ID,
            "SMARTSAFE_CHANNEL_TIKTOK_APP_SECRET": tiktok.APP_SECRET,
            "SMARTSAFE_CHANNEL_TIKTOK_BUSINESS_ID": tiktok.BUSINESS,
            "SMARTSAFE_CHANNEL_TIKTOK_REFRESH_TOKEN": tiktok.REFRESH,
            "SMARTSAFE_CHANNEL_TIKTOK_BASE": business.address,
        }


def _words(told: Told) -> str:
    return f"Неко ми прети. {told.marker}"


def _number(told: Told) -> int:
    return 1 + told.thread * 1000 + told.place


def _telegram(told: Told) -> Request:
    message = {
        "message_id": _number(told), "date": int(told.at.timestamp()), "text": _words(told), "from": telegram.ANA,
        "chat": {"id": 1 + told.thread, "type": "private"},
    }  # fmt: skip
    body = json.dumps({"update_id": _number(told), "message": message}).encode()
    return "/channels/telegram/webhook/", body, {"X-Telegram-Bot-Api-Secret-Token": telegram.SECRET}


def _viber(told: Told) -> Request:
    callback = {
        "event": "message", "timestamp": int(told.at.timestamp() * 1000), "message_token": _number(told),
        "sender": {"id": f"viber-{told.thread}", "name": "Ана"}, "message": {"type": "text", "text": _words(told)},
    }  # fmt: skip
    body = json.dumps(callback).encode()
    signature = hmac.new(viber.TOKEN.encode(), body, hashlib.sha256).hexdigest()
    return "/channels/viber/webhook/", body, {"X-Viber-Content-Signature": signature}


def _tiktok(told: Told) -> Request:
    content = {
        "timestamp": int(told.at.timestamp() * 1000), "conversation_id": f"conversation-{told.thread}",
        "message_id": told.marker, "type": "text", "text": {"body": _words(told)}, "from": "ana.anic",
        "from_user": {"id": tiktok.ANA}, "to_user": {"id": tiktok.BUSINESS},
    }  # fmt: skip
    event = {"event": "im_receive_msg", "user_openid": tiktok.BUSINESS, "content": json.dumps(content)}
    body, now = json.dumps(event).encode(), str(int(time.time()))
    signature = hmac.new(tiktok.APP_SECRET.encode(), now.encode() + b"." + body, hashlib.sha256).hexdigest()
    return "/channels/tiktok/webhook/", body, {"TikTok-Signature": f"t={now},s={signature}"}


def _meta(told: Told) -> Request:
    peer = _META[told.way]
    thread = f"{told.way} {told.thread}"
    peer.meta.wrote[peer.person(thread)] = told.at
    event = Event(told.marker, thread=thread, text=_words(told), at=told.at)
    body = json.dumps(peer.envelope(peer.message(event))).encode()
    return f"/channels/{told.way}/webhook/", body, {HEADER: signature(graph_server.APP_SECRET, body)}


REQUESTS: dict[str, Callable[[Told], Request]] = {
    TELEGRAM: _telegram, VIBER: _viber, TIKTOK: _tiktok, FACEBOOK: _meta, INSTAGRAM: _meta, WHATSAPP: _meta,
}  # fmt: skip
