"""How contacts are shared out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.contacts.actions.sharing import MOST
from smartsafe.faces.theme.forms import KindForm

NUMBER = {
    "invalid": _("Write a whole number."),
    "min_value": _("This number is too small."),
    "max_value": _("This number is too large."),
}


class SharingForm(KindForm):
    how = forms.ChoiceField(
        label=_("New contacts"),
        choices=[("hand", _("are taken or given by hand")), ("turn", _("are given out in turn"))],
        widget=forms.RadioSelect,
    )
    most_open = forms.IntegerField(
        label=_("A person may have open at most"), min_value=1, max_value=MOST, error_messages=NUMBER
    )


class LimitForm(KindForm):
    person = forms.UUIDField(widget=forms.HiddenInput)
    most_open = forms.IntegerField(
        label=_("Own limit"), required=False, min_value=0, max_value=MOST, error_messages=NUMBER
    )
