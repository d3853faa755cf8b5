"""The base of every form: kind words, no NUL bytes, limits that keep what was typed."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MAX_TEXT = 20_000  # characters in one answer
MAX_LINE = 500


class KindForm(forms.Form):
    """A Django form whose complaints are sentences a person understands; `required_css_class` marks what is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False  # our sentences, not the browser's, and they also work without it
        for field in self.fields.values():
            field.error_messages = {**field.error_messages, **our_words(field)}
            if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
                limit(field)

    def offer(self, field: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """What can be chosen at the field, where only the form that is being made knows it."""
        cast(forms.ChoiceField, self.fields[field]).choices = choices

    def add_refusal(self, refusal: Any) -> None:
        """Show a domain error (`Invalid` names its field) at its field, or above the form."""
        field = getattr(refusal, "field", "")
        self.add_error(field if field in self.fields else None, str(refusal))


KIND = {
    "required": _("Please answer this."),
    "invalid_choice": _("Please choose one of the answers."),
    "invalid_list": _("Please choose one of the answers."),
}


def our_words(field: forms.Field) -> dict[str, Any]:
    """Our sentences, except where the form's author wrote one of their own."""
    django: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        django.update(vars(kind).get("default_error_messages", {}))
    return {code: text for code, text in KIND.items() if field.error_messages.get(code) is django.get(code)}


def limit(field: forms.CharField) -> None:
    """At most so many characters, counted by the server: the browser must not cut what was pasted."""
    longest = field.max_length or (MAX_TEXT if isinstance(field.widget, forms.Textarea) else MAX_LINE)
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs.setdefault("dir", "auto")
    field.validators = [check for check in field.validators if type(check).__name__ not in IN_OUR_WORDS]
    field.validators += [not_longer_than(longest), no_nul]


IN_OUR_WORDS = ("MaxLengthValidator", "ProhibitNullCharactersValidator")


def not_longer_than(longest: int) -> Any:
    def check(value: str) -> None:
        if len(value) > longest:
            raise ValidationError(
                ngettext_lazy(
                    "This is %(extra)d character too long. Shorten it, or send the rest in a second message.",
                    "This is %(extra)d characters too long. Shorten it, or send the rest in a second message.",
                    "extra",
                ),
                code="too_long",
                params={"extra": len(value) - longest},
            )

    return check


def no_nul(value: str) -> None:
    if "\x00" in value:
        raise ValidationError(_("There is an invisible character in this text. Type it again here."), code="nul")
