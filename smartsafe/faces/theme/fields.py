"""Draws one field of a form, with label, hint and error: a page holds twenty, and a template took longer than the rest.

The look is in `components/field.css`; the element is `<c-field>`.
"""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .icons import icon

# Fields of choices that were drawn, by all that they show: a page holds a dozen, of twenty choices each. Only of
# choices: what people typed into other fields never stays in memory.
_kept: dict[tuple[Any, ...], SafeString] = {}
MOST_KEPT = 3000
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
NOTHING = SafeString("")


def control(field: BoundField, hint: str = "") -> SafeString:
    """The input of a field, told what explains it and that it is wrong."""
    errors = field.errors
    told = [f"{field.auto_id}-hint"] if hint or field.help_text else []
    told += [f"{field.auto_id}-error"] if errors else []
    attributes: dict[str, Any] = {"class": f"control {field.field.widget.attrs.get('class', '')}".strip()}
    if told:
        attributes["aria-describedby"] = " ".join(told)
    if errors:
        attributes["aria-invalid"] = "true"
    if field.field.required:
        attributes["aria-required"] = "true"
    return field.as_widget(attrs=attributes)


def drawn(field: BoundField, hint: str = "", label: str = "", classes: str = "") -> SafeString:
    """A group of big targets for choices, a tick with its words beside it, else a line under its label."""
    widget = field.field.widget
    if isinstance(widget, forms.HiddenInput):
        return SafeString(str(field))
    hint, label = str(hint or field.help_text), str(label or field.label)
    if not isinstance(widget, (forms.Select, *CHOICES)) or field.errors:
        return _drawn(field, hint, label, classes)
    choices = tuple((str(code), str(name)) for code, name in widget.choices)
    shown = (
        field.html_name,
        field.auto_id,
        repr(field.value()),
        field.field.required,
        field.field.disabled,
        repr(widget.attrs),
    )
    key = (type(widget), *shown, hint, label, classes, get_language(), choices)
    if (known := _kept.get(key)) is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        known = _kept[key] = _drawn(field, hint, label, classes)
    return known


def _drawn(field: BoundField, hint: str, label: str, classes: str) -> SafeString:
    widget = field.field.widget
    if isinstance(widget, CHOICES):
        return _choices(field, hint, label, classes)
    shape = "field tick" if isinstance(widget, forms.CheckboxInput) else "field"
    start = f'<div class="{_class(shape, field, classes)}">'
    # Which control a label names, as the browser needs it: `id` of the input itself.
    place = conditional_escape(field.id_for_label)
    if shape == "field":
        name = f'<label for="{place}">{conditional_escape(label)}{_optional(field)}</label>'
        parts = [start, name, _hint(field, hint), _error(field), control(field, hint)]
    else:
        words = f"<span>{conditional_escape(label)}</span>"
        tick = f'<label class="choice" for="{place}">{control(field, hint)}{words}</label>'
        parts = [start, _error(field), tick, _hint(field, hint)]
    return SafeString("\n".join([*(part for part in parts if part), "</div>"]))  # every value was escaped


def _choices(field: BoundField, hint: str, label: str, classes: str) -> SafeString:
    told = [f"{field.auto_id}-hint"] if hint else []
    told += [f"{field.auto_id}-error"] if field.errors else []
    return format_html(
        '<fieldset class="{}" id="{}"{}>\n<legend>{}{}</legend>\n{}{}'
        '<div class="choice-list">\n{}\n</div>\n</fieldset>',
        _class("field choices", field, classes),
        field.auto_id,
        format_html(' aria-describedby="{}"', " ".join(told)) if told else NOTHING,
        label,
        _optional(field),
        _hint(field, hint),
        _error(field),
        format_html_join(
            "\n",
            '<label class="choice" for="{}">{}<span>{}</span></label>',
            ((choice.id_for_label, choice.tag(), choice.choice_label) for choice in field),
        ),
    )


def _class(shape: str, field: BoundField, classes: str) -> str:
    return conditional_escape(" ".join(filter(None, (shape, "is-wrong" if field.errors else "", classes))))


def _optional(field: BoundField) -> SafeString:
    if field.field.required:
        return NOTHING
    return format_html(' <span class="optional">{}</span>', _("not required"))


def _hint(field: BoundField, hint: str) -> SafeString:
    return format_html('<p class="hint" id="{}-hint">{}</p>', field.auto_id, hint) if hint else NOTHING


def _error(field: BoundField) -> SafeString:
    if not field.errors:
        return NOTHING
    return format_html('<p class="error" id="{}-error">{}{}</p>', field.auto_id, icon("circle-alert"), field.errors[0])
