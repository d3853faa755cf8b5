"""The one question before the chat, and a message in it."""

import uuid
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.channels.chat.rules import MOST_CHARACTERS
from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm

from . import beginning


def ages() -> list[tuple[str, object]]:
    return [("", _("I would rather not say")), *profile().choices("age_bands")]


def matters() -> list[tuple[str, object]]:
    return [("", _("I will tell in my own words")), *((one.code, one.question) for one in profile().threats)]


class AskForm(KindForm):
    text = forms.CharField(
        label=_("What would you like to talk about?"),
        help_text=_("One sentence is enough. No names are needed."),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write at least a word, so that we know how to begin.")},
    )
    age = forms.ChoiceField(label=_("How old are you?"), choices=ages, required=False)
    matter = forms.ChoiceField(label=_("Does one of these fit?"), choices=matters, required=False)
    begin = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def fresh(cls) -> "AskForm":
        return cls(initial={"begin": beginning.fresh()})


class SayForm(KindForm):
    text = forms.CharField(
        label=_("Your message"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def fresh(cls) -> "SayForm":
        return cls(initial={"submission": uuid.uuid4()})

    def clean_submission(self) -> UUID | None:
        """What tells a second press from a second message."""
        try:
            return UUID(self.cleaned_data["submission"])
        except ValueError:
            return None
