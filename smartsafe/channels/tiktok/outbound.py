"""What we ask TikTok: to send words, for a file, to tell us everything at our address."""

import logging
from datetime import timedelta
from typing import Any

import httpx

from smartsafe import clock

from ..contract import Outbound, Refused, Sent, TryLater
from ..http import Sender
from ..splitting import send_parts
from . import access, config

logger = logging.getLogger(__name__)

API = "/open_api/v1.3"
LONGEST = 6000
# So long after the person last wrote may they be answered (and ten times at most, which TikTok counts itself)
WINDOW = timedelta(hours=48)
# TikTok answers 200 and says in a code what became of it
OK, TOKEN_REFUSED = 0, (40102, 40104, 40105)
TOO_MANY, BY_ITS_RULES = 40100, 40064
PAUSE, LONG_PAUSE = 60.0, 3600.0
REFUSALS = {40002: "refused", 40007: "no_address"}
# An administrator mends it while it waits: the app may not, its account let it in for less
OURS_TO_MEND = (40001, 40006)


def send(out: Outbound) -> Sent:
    """A long reply in several messages. Raises TryLater, Refused."""
    if ":" in out.address:  # a message that TikTok withheld: nobody knows from whom
        raise Refused("no_address")
    if out.last_inbound_at and clock.now() - out.last_inbound_at > WINDOW:
        raise Refused("window_closed")

    def send_one(text: str) -> str:
        message = {
            "business_id": config.business_id(),
            "recipient_type": "CONVERSATION",
            "recipient": out.address,
            "message_type": "TEXT",
            "text": {"body": text},
        }
        return str(ask("/business/message/send/", message).get("message", {}).get("message_id", ""))

    return send_parts(out, LONGEST, send_one)


def file(conversation: str, message: str, media: str, kind: str, *, limit: int) -> bytes:
    """`kind`: IMAGE, VIDEO. Raises TryLater, Refused."""
    asked = {
        "business_id": config.business_id(),
        "conversation_id": conversation,
        "message_id": message,
        "media_id": media,
        "media_type": kind,
    }
    told = ask("/business/message/media/download/", asked)
    # TikTok's own interface names the address, and wants to be shown the token there
    return Sender(config.base()).file(
        str(told.get("download_url", "")), limit=limit, headers={"x-user": access.token()}
    )


def connect(webhook: str) -> None:
    """For the whole app. Raises TryLater, Refused."""
    asked = {
        "app_id": config.app_id(),
        "secret": config.app_secret(),
        "event_type": "DIRECT_MESSAGE",
        "callback_url": webhook,
    }
    try:
        _data(Sender(config.base()).post(f"{API}/business/webhook/update/", json=asked))
    except _TokenRefused:
        raise TryLater() from None


class _TokenRefused(Exception):
    """Ended early, or taken back."""


def ask(path: str, told: dict[str, Any]) -> dict[str, Any]:
    """TikTok's data. A token that it refuses is renewed once. Raises TryLater, Refused."""
    token = access.token()
    try:
        return _ask(path, told, token)
    except _TokenRefused:
        pass
    try:
        return _ask(path, told, access.token(refused=token))
    except _TokenRefused:
        raise TryLater() from None


def _ask(path: str, told: dict[str, Any], token: str) -> dict[str, Any]:
    return _data(Sender(config.base(), headers={"Access-Token": token}).post(API + path, json=told))


def _data(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.json()
        code = said["code"]
    except (ValueError, KeyError, TypeError):
        raise TryLater() from None
    if code == OK:
        data = said.get("data")
        return data if isinstance(data, dict) else {}
    if code in TOKEN_REFUSED:
        raise _TokenRefused()
    if code == TOO_MANY:
        raise TryLater(PAUSE)
    if code == BY_ITS_RULES:  # the person's settings, or too many conversations in a day: its words tell which
        raise TryLater(LONG_PAUSE) if "too fast" in str(said.get("message", "")) else Refused("blocked")
    if code in OURS_TO_MEND or not isinstance(code, int) or code >= 50000:
        logger.error("TikTok does not serve our app: code %s", code if isinstance(code, int) else "unknown")
        raise TryLater()
    raise Refused(REFUSALS.get(code, "refused"))
