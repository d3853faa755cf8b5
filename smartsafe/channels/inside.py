"""A channel without an outside: its words are written and read at our own addresses, and nothing is delivered."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from .contract import Accepted, Forbidden, Inbound, Outbound, Refused, Sent


@dataclass(frozen=True, slots=True)
class InsideChannel:
    """Nothing has to be configured: it is always on."""

    code: str
    label: str | Promise
    one_way: bool = False
    idempotent: bool = True
    max_bytes: int = 0

    def missing(self) -> list[str]:
        return []

    def accept(self, request: HttpRequest) -> Accepted:
        """Raises Forbidden, always: nobody outside has a message for it."""
        raise Forbidden()

    def parse(self, payload: bytes) -> list[Inbound]:
        return []

    def send(self, out: Outbound) -> Sent:
        """Raises Refused, always: its words wait in the contact, they are not delivered."""
        raise Refused("no_channel")
