"""What the box for a reply knows of the channel by which it goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template

from smartsafe import clock
from smartsafe.channels.windows import answer_until

register = template.Library()


@dataclass(frozen=True, slots=True)
class Window:
    until: datetime

    @property
    def closed(self) -> bool:
        return self.until <= clock.now()


@register.simple_tag
def answer_window(contact: Any, messages: Iterable[Any]) -> Window | None:
    """Until when an answer goes through; None where that has no end."""
    way = getattr(contact, "way", None)  # another than that of the contact, when the person agreed to it
    channel = way.channel if way else contact.channel
    wrote = [one.at for one in messages or () if one.kind == "from_reporter" and one.channel == channel]
    until = answer_until(channel, max(wrote)) if wrote else None
    return Window(until) if until else None
