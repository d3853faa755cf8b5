"""What the chat's pages say that templates cannot."""

from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def in_minutes(length: timedelta) -> int:
    """Whole minutes, rounded up, so that nobody waits longer than was said."""
    seconds = max(0, int(length.total_seconds()))
    return -(-seconds // 60) if seconds >= 60 else 0
