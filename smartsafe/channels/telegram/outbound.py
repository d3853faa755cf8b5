"""What we ask Telegram: to send words, for a file, to tell us everything at our address."""

import logging
from typing import Any

import httpx

from ..contract import Outbound, Refused, Sent, TryLater
from ..http import Sender, retry_after
from ..splitting import send_parts
from . import config

logger = logging.getLogger(__name__)

LONGEST = 4096
# To be mended by an administrator while it waits: a wrong token, a bot that was deleted
_OURS_TO_MEND = (401, 404)
# Telegram's words for a person who cannot be written to; the codes alone do not tell
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


def sender() -> Sender:
    return Sender(f"{config.base()}/bot{config.token()}/", pause=_pause)


def send(out: Outbound) -> Sent:
    """A long reply in several messages; its state is that of the last. Raises TryLater, Refused."""
    if not out.address.lstrip("-").isdigit():
        raise Refused("no_address")

    def send_one(text: str) -> str:
        message = {"chat_id": int(out.address), "text": text, "link_preview_options": {"is_disabled": True}}
        return f"{out.address}:{ask('sendMessage', message).get('message_id', '')}"

    return send_parts(out, LONGEST, send_one)


def connect(webhook: str) -> None:
    """Raises TryLater, Refused."""
    ask(
        "setWebhook",
        {
            "url": webhook,
            "secret_token": config.secret(),
            "allowed_updates": ["message", "edited_message", "my_chat_member"],
        },
    )


def ask(method: str, told: dict[str, Any]) -> dict[str, Any]:
    """The result. Raises TryLater, Refused."""
    answer = sender().post(method, json=told)
    try:
        said = answer.json()
    except ValueError:
        raise TryLater() from None
    if not isinstance(said, dict):
        raise TryLater()
    if said.get("ok") is True:
        result = said.get("result")
        return result if isinstance(result, dict) else {}
    raise _reason(answer.status_code, str(said.get("description", "")).lower())


def _reason(status: int, why: str) -> Refused | TryLater:
    if status in _OURS_TO_MEND:
        logger.error("Telegram does not know the bot's token (%s)", status)
        return TryLater()
    if any(words in why for words in _GONE):
        return Refused("no_address")
    if status == 403:
        return Refused("blocked")
    return Refused("too_long" if "too long" in why else "refused")


def _pause(answer: httpx.Response) -> float:
    """“Too many requests” says how many seconds in its parameters."""
    try:
        seconds = float(answer.json()["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return retry_after(answer)
    return max(0.0, min(seconds, 24 * 3600))
