"""TikTok as a channel of the house."""

import hmac
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartsafe import clock

from ..contract import Accepted, Forbidden, Malformed, Replayed, Unsigned, body_of
from ..messenger import MessengerChannel
from ..told import read
from . import config, inbound, outbound
from .payloads import Envelope

SIGNATURE_HEADER = "TikTok-Signature"  # t=1732521601,s=0f3a…
WINDOW = timedelta(minutes=5)


class TikTok(MessengerChannel):
    code = config.CODE
    label = _("TikTok")
    open_for = outbound.WINDOW
    missing = staticmethod(config.missing)
    parse = staticmethod(inbound.parse)
    send = staticmethod(outbound.send)
    connect = staticmethod(outbound.connect)

    def accept(self, request: HttpRequest) -> Accepted:
        """The signature covers time and content. One app may serve several accounts: only ours is heard."""
        body = body_of(request, self.max_bytes)
        _check(request.headers.get(SIGNATURE_HEADER, ""), body)
        told = read(Envelope, body)
        if told.user_openid != config.business_id():
            raise Forbidden()
        return Accepted([(inbound.event_id(told), body)] if told.event in inbound.KEPT else [])


def _check(header: str, body: bytes) -> None:
    """Raises Unsigned, Replayed."""
    told = dict(part.strip().partition("=")[::2] for part in header.split(","))
    time, given = told.get("t", ""), told.get("s", "")
    right = hmac.digest(config.app_secret().encode(), time.encode("utf-8", "replace") + b"." + body, "sha256").hex()
    if not config.app_secret() or not hmac.compare_digest(given.encode("utf-8", "replace"), right.encode()):
        raise Unsigned()
    try:
        told_at = datetime.fromtimestamp(int(time), UTC)
    except (ValueError, OverflowError, OSError):
        raise Malformed() from None
    if abs(clock.now() - told_at) > WINDOW:
        raise Replayed()


channel = TikTok()
