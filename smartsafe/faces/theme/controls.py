"""Draws the plain controls of forms in Python: a list of 162 towns takes a template engine tens of milliseconds.

What is drawn is what Django's own templates draw; whatever is not here, they draw.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

WIDGETS = "django/forms/widgets/"


def _attributes(attrs: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_shown(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _shown(value: Any) -> str:
    return conditional_escape(value if isinstance(value, SafeString) else str(value))


def _input(widget: dict[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_shown(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_shown(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(widget: dict[str, Any]) -> str:
    text = _shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_shown(widget["name"])}"{_attributes(widget["attrs"])}>\n{text}</textarea>'


def _select(widget: dict[str, Any]) -> str:
    lines = [f'<select name="{_shown(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _place in widget["optgroups"]:
        if group:
            lines.append(f'<optgroup label="{_shown(group)}">')
        for option in options:
            value, label = _shown(option["value"]), _shown(option["label"])
            lines.append(f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>')
        if group:
            lines.append("</optgroup>")
    return "\n".join([*lines, "</select>"])


INPUTS = ("text", "email", "number", "hidden", "password", "url", "date", "checkbox", "tel", "search", "input")
OPTIONS = ("checkbox_option", "radio_option")
DRAWN: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"{WIDGETS}{name}.html": _input for name in (*INPUTS, *OPTIONS)},
    f"{WIDGETS}select.html": _select,
    f"{WIDGETS}textarea.html": _textarea,
}


class QuickRenderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        widget = context.get("widget")
        draw = DRAWN.get(template_name)
        if draw is None or widget is None or (widget.get("wrap_label") and template_name.endswith("_option.html")):
            return SafeString(super().render(template_name, context, request))
        return SafeString(draw(widget))  # every value was escaped
