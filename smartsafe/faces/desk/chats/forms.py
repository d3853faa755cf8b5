"""What is typed at an open chat."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.channels.chat.rules import MOST_CHARACTERS
from smartsafe.faces.theme.forms import KindForm


class SayForm(KindForm):
    text = forms.CharField(
        label=_("Message"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Write to the reporter…")}),
        error_messages={"required": _("Nothing has been written yet.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class HandOverForm(KindForm):
    """`people`: (id, name, open chats) as the query gives them."""

    person = forms.ChoiceField(label=_("To whom"))

    def __init__(self, *args: Any, people: list[tuple[Any, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one), f"{name} ({number})") for one, name, number in people]
        self.offer("person", [("", "—"), *choices])
