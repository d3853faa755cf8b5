"""What a school is asked; what a participant is asked."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm
from smartsafe.outreach.activities.rules import AUDIENCES, KINDS, MAX_SENTENCE, MAX_WORDS, RESOLVES, STARS, STOP

WRONG_DAY = _("Write a day as 24.11.2026, or choose one.")
WHOLE = _("Write a whole number.")


def _day(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": WRONG_DAY},
    )


class Trapped(KindForm):
    """With a field that only robots fill in; a person whose browser filled it in is told so."""

    website2 = forms.CharField(label=_("Leave this empty"), required=False)

    def clean_website2(self) -> str:
        if self.cleaned_data["website2"]:
            raise ValidationError(_("Something filled in a field that must stay empty. Empty it, then send again."))
        return ""


class InviteForm(Trapped):
    place = forms.CharField(label=_("Name of the school or venue"), max_length=160)
    municipality = forms.CharField(
        label=_("Municipality or city"), widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"})
    )
    kind = forms.ChoiceField(
        label=_("What would you like?"),
        choices=[(code, name) for code, name in KINDS.items() if code != STOP],
        widget=forms.RadioSelect,
        initial="talk",
    )
    audience = forms.ChoiceField(
        label=_("For whom?"), choices=list(AUDIENCES.items()), widget=forms.RadioSelect, initial="pupils"
    )
    day1 = _day(_("First choice of day"), required=True)
    day2 = _day(_("Second choice"), required=False)
    day3 = _day(_("Third choice"), required=False)
    classes = forms.CharField(label=_("Classes or ages"), required=False, max_length=160)
    expected = forms.IntegerField(
        label=_("About how many people"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": WHOLE},
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Up to five.")
    )
    text = forms.CharField(
        label=_("Anything else we should know"), required=False, max_length=MAX_WORDS, widget=forms.Textarea
    )
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), required=False, error_messages={"invalid": _("This is not an e-mail address.")}
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("topics", profile().choices("threats"))
        self.fields["submission"].initial = uuid4

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("day1", "day2", "day3")}
        given.pop("website2")
        days: list[date] = [day for day in map(self.cleaned_data.get, ("day1", "day2", "day3")) if day]
        return {**given, "days": days, "submission": given["submission"] or uuid4()}


def _stars(label: Any) -> forms.TypedChoiceField:
    words = {5: _("5 – very much"), 4: "4", 3: "3", 2: "2", 1: _("1 – not at all")}
    return forms.TypedChoiceField(
        label=label, coerce=int, choices=[(star, words[star]) for star in reversed(STARS)], widget=forms.RadioSelect
    )


class EvaluationForm(Trapped):
    useful = _stars(_("Was it useful?"))
    understood = _stars(_("Did you understand it?"))
    resolves = forms.MultipleChoiceField(
        label=_("What will you do differently?"),
        required=False,
        choices=list(RESOLVES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    sentence = forms.CharField(
        label=_("One sentence for us"),
        help_text=_("Please write no names. Only the people who came to you can read it."),
        required=False,
        max_length=MAX_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CodeForm(KindForm):
    code = forms.CharField(
        label=_("Code of the activity"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "code-entry"}),
        error_messages={"required": _("Write the code here.")},
    )
