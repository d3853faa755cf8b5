"""Telegram as a channel of the house."""

import hmac

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Inbound, Malformed, Outbound, Sent, Unsigned, body_of
from . import config, inbound, outbound
from .payloads import Envelope

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105, a header's name


class Telegram:
    code = config.CODE
    label = _("Telegram")
    one_way = False
    answers_at_once = True
    idempotent = False
    max_bytes = 1024 * 1024

    def missing(self) -> list[str]:
        return config.missing()

    def accept(self, request: HttpRequest) -> Accepted:
        """The secret that we gave to Telegram comes back with every update; it signs no time and no content."""
        given = request.headers.get(SECRET_HEADER, "")
        if not given or not hmac.compare_digest(given.encode("utf-8", "replace"), config.secret().encode()):
            raise Unsigned()
        body = body_of(request, self.max_bytes)
        try:
            told = Envelope.model_validate_json(body)
        except ValueError:
            raise Malformed() from None
        return Accepted([(inbound.event_id(told.update_id), body)])

    def parse(self, payload: bytes) -> list[Inbound]:
        return inbound.parse(payload)

    def send(self, out: Outbound) -> Sent:
        return outbound.send(out)

    def connect(self, webhook: str) -> None:
        outbound.connect(webhook)


channel = Telegram()
