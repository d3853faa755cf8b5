"""Spans of time as the telephone's pages show them, and whether an exchange is connected."""

from datetime import datetime, timedelta

from django import template

from smartsafe.channels.phone.rules import CODE
from smartsafe.channels.registry import is_on

register = template.Library()


@register.filter
def minutes(span: timedelta | None) -> str:
    """“1:05”, with hours “1:02:05”; a dash for what was not measured."""
    if span is None:
        return "–"
    seconds = max(0, round(span.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    clock = f"{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return f"{hours}:{clock}" if hours else clock


@register.filter
def epoch(at: datetime | None) -> str:
    """Seconds since 1970, for scripts; "" for never."""
    return str(int(at.timestamp())) if at else ""


@register.simple_tag
def exchange_connected() -> bool:
    return is_on(CODE)


@register.filter
def dialled(number: str) -> str:
    """What a telephone dials: digits, and a plus in front."""
    digits = "".join(char for char in number if char.isascii() and char.isdigit())
    return f"+{digits}" if number.strip().startswith("+") else digits
