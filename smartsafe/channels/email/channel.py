"""E-mail as a channel of the house."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..contract import Accepted, Forbidden, Inbound, Outbound, Sent
from . import config, inbound, mailbox, outbound


class EMail:
    """The mailbox is asked, so nobody outside may push letters in: there is no webhook to sign for."""

    code = config.CODE
    label = _("E-mail")
    one_way = False
    answers_at_once = True
    idempotent = False  # the same Message-ID twice: whether two are shown is the reader's program's affair
    max_bytes = 0

    def missing(self) -> list[str]:
        return config.missing()

    def accept(self, request: HttpRequest) -> Accepted:
        raise Forbidden()

    def parse(self, payload: bytes) -> list[Inbound]:
        return inbound.parse(payload)

    def send(self, out: Outbound) -> Sent:
        return outbound.send(out)

    def fetch(self) -> Iterable[tuple[str, bytes]]:
        return mailbox.fetch()


channel = EMail()
