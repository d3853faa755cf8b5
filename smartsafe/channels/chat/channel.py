"""The chat among the channels: it needs no outside, so nothing is told to it from there and nothing is sent."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Forbidden, Inbound, Outbound, Refused, Sent


class ChatChannel:
    """Words are written by `actions/` into the contact and read by polling (`pulse.py`), never by a webhook."""

    code = "chat"
    label = _("Chat")
    one_way = False
    idempotent = True
    max_bytes = 0

    def missing(self) -> list[str]:
        return []

    def accept(self, request: HttpRequest) -> Accepted:
        """Raises Forbidden, always: nobody outside has a message for the chat."""
        raise Forbidden()

    def parse(self, payload: bytes) -> list[Inbound]:
        return []

    def send(self, out: Outbound) -> Sent:
        """Raises Refused, always: a chat's words wait in the contact, they are not delivered."""
        raise Refused("no_channel")


channel = ChatChannel()
