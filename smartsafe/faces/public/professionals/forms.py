"""What a professional is asked."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile
from smartsafe.outreach.addresses import LONGEST
from smartsafe.outreach.professionals.rules import MAX_INSTITUTION, MAX_LINK, MAX_NAME, MAX_TITLE, MAX_WORDS, ROLES

from ..activities.forms import Trapped


def _email(**more: Any) -> forms.CharField:
    attrs = {"autocomplete": "email", "inputmode": "email"}
    return forms.CharField(label=_("E-mail"), max_length=LONGEST, widget=forms.EmailInput(attrs=attrs), **more)


class Once(Trapped):
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4

    def told(self) -> dict[str, Any]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "website2"}
        return {**told, "submission": told["submission"] or uuid4()}


class RegisterForm(Once):
    name = forms.CharField(label=_("Your name"), max_length=MAX_NAME)
    institution = forms.CharField(label=_("School or organisation"), max_length=MAX_INSTITUTION)
    role = forms.ChoiceField(
        label=_("What do you do there?"), choices=list(ROLES.items()), widget=forms.RadioSelect, initial="teacher"
    )
    email = _email(help_text=_("An address of your school or organisation helps us to decide sooner."))


class EnterForm(Once):
    email = _email()


class ShareForm(Once):
    topic = forms.ChoiceField(label=_("Topic"))
    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE)
    text = forms.CharField(
        label=_("What you did, with whom, and what helped"),
        max_length=MAX_WORDS,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Everybody will read it. Please write no names of pupils or colleagues."),
    )
    link = forms.CharField(
        label=_("Address of something to look at"), max_length=MAX_LINK, required=False, help_text="https://…"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("topic", profile().choices("threats"))
