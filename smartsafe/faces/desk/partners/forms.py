"""A partner, and a key for it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartsafe import clock
from smartsafe.channels.partner import rules
from smartsafe.faces.theme.forms import KindForm


def _count(label: Any, most: int, initial: int) -> forms.IntegerField:
    check = [
        MinValueValidator(1, _("At least one.")),
        MaxValueValidator(most, _("That is more than %(limit_value)s.")),
    ]
    return forms.IntegerField(
        label=label, initial=initial, validators=check, error_messages={"invalid": _("Please enter a whole number.")}
    )


class PartnerForm(KindForm):
    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of organisation"), choices=list(rules.KINDS.items()))
    email = forms.EmailField(
        label=_("E-mail address of whoever looks after it there"),
        max_length=254,
        error_messages={"invalid": _("This is not an e-mail address.")},
    )
    per_minute = _count(_("Requests a minute with one key"), rules.MOST_A_MINUTE, rules.PER_MINUTE)
    per_day = _count(_("Reports a day"), rules.MOST_A_DAY, rules.PER_DAY)


class KeyForm(KindForm):
    scopes = forms.MultipleChoiceField(
        label=_("What the key is for"),
        choices=[(scope, words) for scope, words in rules.SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )
    expires_on = forms.DateField(
        label=_("Works until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = _today() + timedelta(days=rules.LASTS_DAYS)
        self.fields["scopes"].initial = [rules.WRITE, rules.READ, rules.FILES]

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if not _today() <= day <= _today() + timedelta(days=rules.LASTS_AT_MOST_DAYS):
            raise forms.ValidationError(_("Between today and two years from now."))
        return day


def _today() -> date:
    return timezone.localtime(clock.now()).date()
