"""Viber as a channel of the house."""

import hmac

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Malformed, Unsigned, body_of
from ..messenger import MessengerChannel
from ..told import read
from . import config, inbound, outbound
from .payloads import Callback

SIGNATURE_HEADER = "X-Viber-Content-Signature"


class Viber(MessengerChannel):
    code = config.CODE
    label = _("Viber")
    missing = staticmethod(config.missing)
    parse = staticmethod(inbound.parse)
    send = staticmethod(outbound.send)
    connect = staticmethod(outbound.connect)

    def accept(self, request: HttpRequest) -> Accepted:
        """The signature covers the content, and no time: told again, a callback counts once."""
        body = body_of(request, self.max_bytes)
        right = hmac.digest(config.token().encode(), body, "sha256").hex()
        given = request.headers.get(SIGNATURE_HEADER, "").strip().lower()
        if not config.token() or not hmac.compare_digest(given.encode("utf-8", "replace"), right.encode()):
            raise Unsigned()
        told = read(Callback, body)
        if told.event not in inbound.KEPT:
            return Accepted([])
        if told.message_token is None:
            raise Malformed()
        return Accepted([(inbound.event_id(told), body)])


channel = Viber()
