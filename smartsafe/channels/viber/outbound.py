"""What we ask Viber: to send words, to tell us everything at our address."""

import logging
from typing import Any

from ..contract import Outbound, Refused, Sent, TryLater
from ..http import Sender
from ..splitting import send_parts
from . import config

logger = logging.getLogger(__name__)

LONGEST = 7000
# The oldest apps show plain text
MIN_API_VERSION = 1
EVENTS = ("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started")
# Viber answers 200 and says in a status what became of it
OK, TOO_MANY = 0, 12
REFUSALS = {
    1: "refused",  # the address of our webhook does not do
    3: "refused",  # bad data
    4: "refused",  # missing data
    5: "no_address",  # receiver not registered
    6: "blocked",  # receiver not subscribed: left, or never began
    11: "refused",  # receiver has no suitable device
    13: "refused",  # version not supported
    14: "refused",  # incompatible with the version
    16: "refused",  # in-chat reply not allowed
    21: "refused",  # country not supported
}
# All others pass, or an administrator mends them while it waits: a wrong token, a suspended bot, no credit
PAUSE = 60.0


def sender() -> Sender:
    return Sender(config.base(), headers={"X-Viber-Auth-Token": config.token()})


def send(out: Outbound) -> Sent:
    """A long reply in several messages; its state is that of the last. Raises TryLater, Refused."""

    def send_one(text: str) -> str:
        message = {
            "receiver": out.address,
            "min_api_version": MIN_API_VERSION,
            "sender": {"name": config.name()},
            "type": "text",
            "text": text,
        }
        return str(ask("send_message", message).get("message_token", ""))

    return send_parts(out, LONGEST, send_one)


def connect(webhook: str) -> None:
    """Viber knocks there at once, and takes the address only when it is answered. Raises TryLater, Refused."""
    ask("set_webhook", {"url": webhook, "event_types": list(EVENTS), "send_name": True, "send_photo": False})


def ask(method: str, told: dict[str, Any]) -> dict[str, Any]:
    """What Viber says. Raises TryLater, Refused."""
    answer = sender().post(f"/pa/{method}", json=told)
    try:
        said = answer.json()
    except ValueError:
        raise TryLater() from None
    status = said.get("status") if isinstance(said, dict) else None
    if status == OK:
        return dict(said)
    if status in REFUSALS:
        raise Refused(REFUSALS[status])
    if status != TOO_MANY:
        logger.error("Viber does not serve our bot: status %s", status)
    raise TryLater(PAUSE if status == TOO_MANY else 0)
