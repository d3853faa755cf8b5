"""Why one looks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.evidence.rules import LOOK_REASONS
from smartsafe.faces.theme.forms import KindForm


class ReasonForm(KindForm):
    reason = forms.ChoiceField(
        label=_("Why do you look?"),
        choices=[(code, name) for code, name in LOOK_REASONS.items() if code != "act"],
        widget=forms.RadioSelect,
    )
