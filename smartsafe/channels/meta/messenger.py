"""A channel whose other side is Meta's Messenger Platform: Facebook's pages and Instagram's accounts."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from pydantic import ValidationError

from ..contract import Accepted, Forbidden, Inbound, Outbound, Refused, Sent
from . import config, signing
from .graph import Graph
from .messaging import Person, Reader
from .payloads import Entry, Envelope, Messaging
from .sending import send_in_pieces
from .windows import HUMAN_AGENT, window


@dataclass(frozen=True, slots=True)
class Messenger:
    """`about`: what the webhook says it is about; `account`: the setting that holds which page or account is ours."""

    code: str
    label: str | Promise
    about: str
    account: str
    longest: int
    measure: Callable[[str], int]
    who: Callable[[str], Person]
    plain: bool = True  # a message is its text alone: no mark that an echo brings back, no type
    one_way: bool = False
    answers_at_once: bool = True
    open_for: timedelta = HUMAN_AGENT
    idempotent: bool = True  # by our own notes: Meta takes the same message twice, we do not send it twice
    max_bytes: int = signing.MAX_BYTES

    def missing(self) -> list[str]:
        return config.missing(self.code, self.account)

    def greet(self, request: HttpRequest) -> HttpResponse:
        return signing.greet(request, self.code)

    def accept(self, request: HttpRequest) -> Accepted:
        """Raises Unsigned, Oversized, Malformed; Forbidden when all of it is about somebody else's page."""
        told = signing.signed_envelope(request, self.code, Envelope, self.about)
        ours = [entry for entry in told.entry if entry.id == config.account(self.code, self.account)]
        if told.entry and not ours:
            raise Forbidden()
        return Accepted([event for entry in ours for event in _events(entry)])

    def parse(self, payload: bytes) -> list[Inbound]:
        return Reader(self.code, self.who).parse(payload)

    def send(self, out: Outbound) -> Sent:
        """Raises TryLater, Refused."""
        when = window(out)
        if when == "closed":
            raise Refused("window_closed")
        tagged, graph = when == "human", Graph(self.code)

        def send(piece: str, mark: str) -> str:
            message = {"text": piece} if self.plain else {"text": piece, "metadata": mark}
            told: dict[str, Any] = {"recipient": {"id": out.address}, "message": message}
            if tagged:
                told |= {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
            elif not self.plain:
                told["messaging_type"] = "RESPONSE"
            answer = graph.post("me/messages", told, tagged=tagged)
            return str(answer.get("message_id", ""))

        return send_in_pieces(self.code, out, limit=self.longest, measure=self.measure, send=send)


def _events(entry: Entry) -> list[tuple[str, bytes]]:
    """Each event by itself. One that we cannot read is kept too: it shows as stuck, and nobody's words are lost."""
    found = []
    for raw in [*entry.messaging, *entry.standby]:
        payload = json.dumps(raw, ensure_ascii=False).encode()
        try:
            event_id = Messaging.model_validate(raw).event_id()
        except ValidationError:
            event_id = f"unread {hashlib.sha256(payload).hexdigest()}"
        if event_id:
            found.append((event_id, payload))
    return found
