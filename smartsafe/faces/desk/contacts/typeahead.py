"""A field in which one types and chooses from what is offered: a text input with a datalist, no script needed."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import Text
from smartsafe.language.folding import fold

Choices = Callable[[], Iterable[tuple[str, object]]]


class TypeAheadField(forms.CharField):
    """Cleans to a code. Accepts a label in either script, without diacritics too, a beginning that fits one, a code."""

    default_error_messages = {"unknown": _("Choose one from the list: “%(typed)s” is not there.")}

    def __init__(self, *, choices: Choices, list_id: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": list_id, "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.choices = choices

    def prepare_value(self, value: Any) -> Any:
        """A code is shown as its label; what was typed stays as it was typed."""
        return next((str(label) for code, label in self.choices() if code == value), value)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return self._code(typed) if typed else ""

    def _code(self, typed: str) -> str:
        pairs = [(code, label) for code, label in self.choices()]
        if typed in {code for code, _label in pairs}:
            return typed
        wanted = fold(typed)
        forms_of = [(code, _spellings(label)) for code, label in pairs]
        exact = [code for code, spellings in forms_of if wanted in spellings]
        begins = [code for code, spellings in forms_of if any(one.startswith(wanted) for one in spellings)]
        for found in (exact, begins):
            if len(found) == 1:
                return found[0]
        raise forms.ValidationError(self.error_messages["unknown"], code="unknown", params={"typed": typed[:60]})


def _spellings(label: object) -> set[str]:
    """Folded, in every language in which the profile wrote it."""
    texts: list[object] = [label.in_language(code) for code in label.written] if isinstance(label, Text) else []
    return {fold(str(text)) for text in texts or [label]}
