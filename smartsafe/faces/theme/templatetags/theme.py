"""What the components need that templates cannot say."""

from datetime import datetime
from functools import lru_cache
from typing import Any

import lucide
from django import forms, template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from smartsafe.clock import now

register = template.Library()

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def control_kind(field: BoundField) -> str:
    """choices (big targets), tick (one checkbox), file, hidden, or line."""
    widget = field.field.widget
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if isinstance(widget, forms.HiddenInput):
        return "hidden"
    return "file" if isinstance(widget, forms.FileInput) else "line"


@register.simple_tag
def control(field: BoundField, hint: str = "") -> SafeString:
    """The input of a field, told what explains it and that it is wrong."""
    told = [f"{field.auto_id}-hint"] if hint or field.help_text else []
    told += [f"{field.auto_id}-error"] if field.errors else []
    attributes: dict[str, Any] = {"class": f"control {field.field.widget.attrs.get('class', '')}".strip()}
    if told:
        attributes["aria-describedby"] = " ".join(told)
    if field.errors:
        attributes["aria-invalid"] = "true"
    if field.field.required:
        attributes["aria-required"] = "true"
    return field.as_widget(attrs=attributes)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return mark_safe(_icon(str(name), str(label)))  # noqa: S308  # lucide escapes the label


@lru_cache(maxsize=500)
def _icon(name: str, label: str) -> str:
    # Colour, width and joins come from the class, so that a hundred icons stay light.
    options = {"class": "icon", **({"role": "img", "aria_label": label} if label else {"aria_hidden": "true"})}
    drawn = lucide._render_icon(name, None, **options)
    for same in (' xmlns="http://www.w3.org/2000/svg"', ' fill="none"', ' stroke="currentColor"', ' stroke-width="2"',
                 ' stroke-linecap="round"', ' stroke-linejoin="round"', ' width="24"', ' height="24"'):  # fmt: skip
        drawn = drawn.replace(same, "", 1)
    return drawn.replace("\n", "").replace("  ", "")


@register.filter
def day_of(moment: datetime) -> str:
    """today, tomorrow or later: how people say when something begins."""
    days = (localtime(moment).date() - localtime(now()).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, "later")


@register.simple_tag
def scene_address(name: str) -> str:
    """Where the illustration of that name lies."""
    return static(f"theme/scenes/{name}.svg")
