"""Columns that hold codes, chosen in a form."""

from typing import Any

from django import forms
from django.db import models

from . import words


class CodesField(models.JSONField):
    """A list of codes of one kind (`words.choices`)."""

    def __init__(self, kind: str = "", **options: Any) -> None:
        self.kind = kind
        super().__init__(**{"default": list, "blank": True, **options})

    def formfield(self, **options: Any) -> Any:
        kind = self.kind

        def offered() -> list[tuple[str, str]]:
            return [(code, str(name)) for code, name in words.choices(kind)]

        return forms.MultipleChoiceField(
            choices=offered,
            required=not self.blank,
            label=options.get("label") or self.verbose_name,
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class ChosenField(models.CharField):
    """One of what a form offers at that moment."""

    def formfield(self, **options: Any) -> Any:
        return forms.ChoiceField(label=options.get("label") or self.verbose_name, required=not self.blank)
