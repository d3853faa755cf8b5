"""Viber as a channel of the house."""

import hmac

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Inbound, Malformed, Outbound, Sent, Unsigned, body_of
from . import config, inbound, outbound
from .payloads import Callback

SIGNATURE_HEADER = "X-Viber-Content-Signature"


class Viber:
    code = config.CODE
    label = _("Viber")
    one_way = False
    answers_at_once = True
    idempotent = False
    max_bytes = 1024 * 1024

    def missing(self) -> list[str]:
        return config.missing()

    def accept(self, request: HttpRequest) -> Accepted:
        """The signature covers the content, and no time: told again, a callback counts once."""
        body = body_of(request, self.max_bytes)
        right = hmac.digest(config.token().encode(), body, "sha256").hex()
        given = request.headers.get(SIGNATURE_HEADER, "").strip().lower()
        if not config.token() or not hmac.compare_digest(given.encode("utf-8", "replace"), right.encode()):
            raise Unsigned()
        try:
            told = Callback.model_validate_json(body)
        except ValueError:
            raise Malformed() from None
        if told.event not in inbound.KEPT:
            return Accepted([])
        if told.message_token is None:
            raise Malformed()
        return Accepted([(inbound.event_id(told), body)])

    def parse(self, payload: bytes) -> list[Inbound]:
        return inbound.parse(payload)

    def send(self, out: Outbound) -> Sent:
        return outbound.send(out)

    def connect(self, webhook: str) -> None:
        outbound.connect(webhook)


channel = Viber()
