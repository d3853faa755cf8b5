"""Until when one may answer: 24 hours after the person last wrote, seven days for a person who answers on a page."""

from datetime import timedelta
from typing import Literal

from smartsafe import clock

from ..contract import Outbound

STANDARD = timedelta(hours=24)
HUMAN_AGENT = timedelta(days=7)

Window = Literal["standard", "human", "closed"]


def window(out: Outbound) -> Window:
    """`human`: only what a person wrote, and only under the tag HUMAN_AGENT. Without a time Meta decides itself."""
    if out.last_inbound_at is None:
        return "standard"
    since = clock.now() - out.last_inbound_at
    if since < STANDARD:
        return "standard"
    return "human" if since < HUMAN_AGENT and not out.automatic else "closed"
