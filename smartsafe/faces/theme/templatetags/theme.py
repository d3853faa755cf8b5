"""What the components need that templates cannot say."""

from datetime import datetime

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from smartsafe.clock import now

from .. import fields, icons

register = template.Library()


@register.simple_tag
def field(bound: BoundField, hint: str = "", label: str = "", classes: str = "") -> SafeString:
    """What stands behind `<c-field>`."""
    return fields.drawn(bound, hint, label, classes)


@register.simple_tag
def control(bound: BoundField, hint: str = "") -> SafeString:
    """The input alone, where the page labels it in its own way."""
    return fields.control(bound, hint)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return icons.icon(str(name), str(label))


@register.filter
def day_of(moment: datetime) -> str:
    """today, tomorrow or later: how people say when something begins."""
    days = (localtime(moment).date() - localtime(now()).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, "later")


@register.simple_tag
def scene_address(name: str) -> str:
    """Where the illustration of that name lies."""
    return static(f"theme/scenes/{name}.svg")
