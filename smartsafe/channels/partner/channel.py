"""Partners among the channels: they knock at /api/v1/, not at a webhook, and fetch what is written to them."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Forbidden, Inbound, Outbound, Refused, Sent
from .rules import CODE


class PartnerChannel:
    """Reports are handed in by `actions/handing_in.py` under keys made at the desk; nothing has to be configured."""

    code = CODE
    label = _("Partners (API)")
    one_way = False
    idempotent = True
    max_bytes = 0

    def missing(self) -> list[str]:
        return []

    def accept(self, request: HttpRequest) -> Accepted:
        """Raises Forbidden, always: a partner's key is asked for at /api/v1/."""
        raise Forbidden()

    def parse(self, payload: bytes) -> list[Inbound]:
        return []

    def send(self, out: Outbound) -> Sent:
        """Raises Refused, always: an answer waits in the contact until the partner reads it with the report's key."""
        raise Refused("no_channel")


channel = PartnerChannel()
