"""What somebody who wants the newsletter is asked: no name."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile
from smartsafe.outreach.addresses import LONGEST
from smartsafe.outreach.newsletter.rules import AUDIENCES

from ..activities.forms import Trapped


class SubscribeForm(Trapped):
    email = forms.CharField(
        label=_("E-mail"),
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    language = forms.ChoiceField(label=_("In which language"), widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label=_("You are"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Not needed. Some issues are written for one group only."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", [(one.code, one.name) for one in profile().languages])
        self.offer("audience", [("", pgettext_lazy("audience", "Anybody")), *WHO.items()])
        self.fields["language"].initial = get_language()
        self.fields["submission"].initial = uuid4

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        asked = {name: told[name] for name in ("email", "language", "audience")}
        return {**asked, "submission": told["submission"] or uuid4()}


WHO = {
    "parent": pgettext_lazy("you are", "A parent"),
    "teacher": pgettext_lazy("you are", "A teacher"),
    "young": pgettext_lazy("you are", "A young person"),
}
if WHO.keys() != AUDIENCES.keys():
    raise RuntimeError("Every audience of the newsletter can be chosen.")
