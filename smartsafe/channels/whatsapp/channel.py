"""WhatsApp as a channel of the house."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from ..contract import Accepted, Forbidden, Inbound, Outbound, Sent
from ..meta import signing
from ..meta.windows import STANDARD
from . import config, inbound, outbound
from .payloads import Envelope, Event, Value


class WhatsApp:
    code = config.CODE
    label = _("WhatsApp")
    one_way = False
    answers_at_once = True
    idempotent = True  # by our own notes: Meta takes the same message twice, we do not send it twice
    max_bytes = signing.MAX_BYTES

    @property
    def open_for(self) -> timedelta | None:
        return None if config.template() else STANDARD

    def missing(self) -> list[str]:
        return config.missing()

    def greet(self, request: HttpRequest) -> HttpResponse:
        return signing.greet(request, self.code)

    def accept(self, request: HttpRequest) -> Accepted:
        """Raises Unsigned, Oversized, Malformed; Forbidden when all of it is about somebody else's number."""
        told = signing.signed_envelope(request, self.code, Envelope, "whatsapp_business_account")
        values = [
            change.value
            for entry in told.entry
            for change in entry.changes
            if change.field in ("messages", "smb_message_echoes")
        ]
        ours = [value for value in values if value.metadata.phone_number_id == config.number()]
        if values and not ours:
            raise Forbidden()
        return Accepted([event for value in ours for event in _events(value)])

    def parse(self, payload: bytes) -> list[Inbound]:
        return inbound.parse(payload)

    def send(self, out: Outbound) -> Sent:
        return outbound.send(out)


def _events(value: Value) -> Iterator[tuple[str, bytes]]:
    """Each by itself. One that we cannot read is kept too: it shows as stuck, and nobody's words are lost."""
    contacts = [one.model_dump() for one in value.contacts]
    for kind, found in (("message", value.messages), ("status", value.statuses), ("echo", value.message_echoes)):
        for raw in found:
            payload = json.dumps({kind: raw, "contacts": contacts}, ensure_ascii=False).encode()
            try:
                event = Event.model_validate_json(payload)
            except ValidationError:
                yield f"unread {hashlib.sha256(payload).hexdigest()}", payload
                continue
            told = event.message or event.status or event.echo
            if told is not None:
                yield (f"{event.status.status} {told.id}" if event.status else told.id), payload


channel = WhatsApp()
