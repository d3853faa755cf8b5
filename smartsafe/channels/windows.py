"""Until when one may answer on a channel, told to the desk before anybody writes in vain."""

from datetime import datetime

from .contract import Windowed
from .registry import CHANNELS, channel


def answer_until(code: str, wrote_at: datetime) -> datetime | None:
    """The moment at which the provider lets no answer through any more; None where there is none."""
    found = channel(code) if code in CHANNELS else None
    if not isinstance(found, Windowed) or found.open_for is None:
        return None
    return wrote_at + found.open_for
