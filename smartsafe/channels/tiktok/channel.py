"""TikTok as a channel of the house."""

import hmac
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartsafe import clock

from ..contract import Accepted, Forbidden, Inbound, Malformed, Outbound, Replayed, Sent, Unsigned, body_of
from . import config, inbound, outbound
from .payloads import Envelope

SIGNATURE_HEADER = "TikTok-Signature"  # t=1732521601,s=0f3a…
WINDOW = timedelta(minutes=5)


class TikTok:
    code = config.CODE
    label = _("TikTok")
    one_way = False
    answers_at_once = True
    open_for = outbound.WINDOW
    idempotent = False
    max_bytes = 1024 * 1024

    def missing(self) -> list[str]:
        return config.missing()

    def accept(self, request: HttpRequest) -> Accepted:
        """The signature covers time and content. One app may serve several accounts: only ours is heard."""
        body = body_of(request, self.max_bytes)
        _check(request.headers.get(SIGNATURE_HEADER, ""), body)
        try:
            told = Envelope.model_validate_json(body)
        except ValueError:
            raise Malformed() from None
        if told.user_openid != config.business_id():
            raise Forbidden()
        return Accepted([(inbound.event_id(told), body)] if told.event in inbound.KEPT else [])

    def parse(self, payload: bytes) -> list[Inbound]:
        return inbound.parse(payload)

    def send(self, out: Outbound) -> Sent:
        return outbound.send(out)

    def connect(self, webhook: str) -> None:
        outbound.connect(webhook)


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
