"""Telegram as a channel of the house."""

import hmac

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Unsigned, body_of
from ..messenger import MessengerChannel
from ..told import read
from . import config, inbound, outbound
from .payloads import Envelope

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105, a header's name


class Telegram(MessengerChannel):
    code = config.CODE
    label = _("Telegram")
    missing = staticmethod(config.missing)
    parse = staticmethod(inbound.parse)
    send = staticmethod(outbound.send)
    connect = staticmethod(outbound.connect)

    def accept(self, request: HttpRequest) -> Accepted:
        """The secret that we gave to Telegram comes back with every update; it signs no time and no content."""
        given = request.headers.get(SECRET_HEADER, "")
        if not given or not hmac.compare_digest(given.encode("utf-8", "replace"), config.secret().encode()):
            raise Unsigned()
        body = body_of(request, self.max_bytes)
        told = read(Envelope, body)
        return Accepted([(inbound.event_id(told.update_id), body)])


channel = Telegram()
