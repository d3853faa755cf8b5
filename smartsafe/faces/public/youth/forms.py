"""What a young person, a guardian, a voter is asked: as little as can be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.faces.theme.forms import KindForm
from smartsafe.outreach.youth.programme import programme
from smartsafe.outreach.youth.rules import MAX_CONTACT, MAX_IDEA, MAX_NAME, MAX_WHY, ROLES

from ..activities.forms import Trapped

AGE = _("Write your age as a whole number, for example 15.")


class ApplyForm(Trapped):
    role = forms.ChoiceField(
        label=_("What would you like to join?"), choices=list(ROLES.items()), widget=forms.RadioSelect, initial="peer"
    )
    name = forms.CharField(
        label=_("First name or nickname"), help_text=_("No surname. We do not need it."), max_length=MAX_NAME
    )
    age = forms.IntegerField(
        label=_("How old are you?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short-entry"}),
        error_messages={"invalid": AGE, "max_value": AGE, "min_value": AGE},
        min_value=0,
        max_value=150,
    )
    municipality = forms.CharField(
        label=_("Municipality or city"), widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"})
    )
    contact = forms.CharField(
        label=_("How can we reach you?"), help_text=_("An e-mail address or a phone number."), max_length=MAX_CONTACT
    )
    why = forms.CharField(
        label=_("Why would you like to join?"),
        help_text=_("A sentence or two is enough. Nobody grades it."),
        required=False,
        max_length=MAX_WHY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    guardian = forms.CharField(label=_("E-mail of a parent or guardian"), required=False, max_length=254)
    form = forms.CharField(widget=forms.HiddenInput, required=False)

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website2"}


class ConsentForm(KindForm):
    who = forms.CharField(label=_("Your first and last name"), max_length=3 * MAX_NAME)
    declared = forms.BooleanField(
        label=_("I am this young person’s parent or guardian, and I agree to what stands above."),
        error_messages={"required": _("Please confirm that you are the parent or guardian.")},
    )


class IdeaForm(Trapped):
    text = forms.CharField(
        label=_("Your idea"),
        help_text=_("No names, no school, no class, no profiles or numbers: nobody should be found by it."),
        max_length=MAX_IDEA,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class VoteForm(Trapped):
    option = forms.TypedChoiceField(label="", coerce=int, widget=forms.RadioSelect)
    form = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, question: Any, options: list[tuple[int, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"].label = question
        self.offer("option", options)


def ages() -> dict[str, int]:
    """Ages that the pages name."""
    told = programme()
    return {
        "youngest": told.youngest,
        "oldest": told.oldest,
        "too_old": told.oldest + 1,
        "adult": told.adult,
        "data_consent": told.data_consent,
        "consent_days": told.consent_days,
        "member_months": told.member_months,
    }
