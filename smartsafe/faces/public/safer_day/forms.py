"""What an organiser is asked: no name, no way to reach anybody."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.outreach.safer_day.rules import AUDIENCES, KINDS, MAX_ORGANISER, MAX_TITLE, MAX_WORDS

from ..activities.forms import WHOLE, WRONG_DAY, Trapped


class RegisterForm(Trapped):
    kind = forms.ChoiceField(
        label=_("Who organises it?"), choices=list(KINDS.items()), widget=forms.RadioSelect, initial="school"
    )
    organiser = forms.CharField(label=_("Name of the school or organisation"), max_length=MAX_ORGANISER)
    municipality = forms.CharField(
        label=_("Municipality or city"), widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"})
    )
    title = forms.CharField(label=_("What will you do?"), max_length=MAX_TITLE)
    day = forms.DateField(
        label=_("On which day"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": WRONG_DAY},
    )
    audience = forms.ChoiceField(
        label=_("For whom?"), choices=list(AUDIENCES.items()), widget=forms.RadioSelect, initial="pupils"
    )
    expected = forms.IntegerField(
        label=_("About how many people"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": WHOLE},
    )
    text = forms.CharField(
        label=_("A few more words"),
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read them. Please leave out names of people, addresses and telephone numbers."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, suggested: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4
        self.fields["day"].initial = suggested

    def told(self) -> dict[str, Any]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "website2"}
        return {**told, "submission": told["submission"] or uuid4()}
