"""How far a reply has come on its way out, in words for the desk."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Outgoing

STATES: dict[str, str | Promise] = {
    "sending": pgettext_lazy("reply", "is being sent"),
    "sent": pgettext_lazy("reply", "sent"),
    "delivered": pgettext_lazy("reply", "delivered"),
    "read": pgettext_lazy("reply", "read"),
    "failed": pgettext_lazy("reply", "not delivered"),
}
WHY: dict[str, str | Promise] = {
    "no_address": _("nobody knows where to send it"),
    "no_channel": _("the channel is not connected"),
    "unreachable": _("the other side does not answer"),
    "window_closed": _("the person wrote too long ago for the provider to let it through"),
    "blocked": _("the person does not accept messages from us"),
    "refused": _("the provider refused it"),
    "too_long": _("it is too long for this channel"),
    "bounced": _("it came back"),
    "withdrawn": _("it was withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """`why` is empty where all is well; `next_attempt_at` is set while it waits to be tried again."""

    status: str
    words: str
    why: str
    attempts: int
    next_attempt_at: datetime | None

    @property
    def failed(self) -> bool:
        return self.status == "failed"

    @property
    def waits(self) -> bool:
        """It was tried in vain, or its channel is off, and it will be tried again."""
        return self.status == "sending" and bool(self.why)


def delivery_of(row: Outgoing) -> Delivery:
    why = str(WHY.get(row.why, row.why))
    return Delivery(row.status, str(STATES[row.status]), why, row.attempts, row.next_attempt_at)
