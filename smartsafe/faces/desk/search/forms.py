"""What can be searched for: exact values by POST, plain facts by GET."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartsafe.cases import rules
from smartsafe.faces.desk.cases.forms import choices_or_nothing, municipalities
from smartsafe.faces.theme.forms import KindForm

CONTACT_STATUSES = {
    "new": pgettext_lazy("contact", "New"),
    "in_progress": pgettext_lazy("contact", "In progress"),
    "waiting": pgettext_lazy("contact", "Waiting for the reporter"),
    "closed": pgettext_lazy("contact", "Closed"),
}


class ExactForm(KindForm):
    """Words, a number or an exact value. They never stand in an address: it may be somebody's name or number."""

    q = forms.CharField(
        label=_("Words, number, address, name used online, e-mail address, phone or fingerprint of a file"),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
    )


def statuses() -> list[Any]:
    return [
        ("", "—"),
        (_("Contact"), [(f"contact.{code}", name) for code, name in CONTACT_STATUSES.items()]),
        (_("Case"), [(f"case.{code}", name) for code, name in rules.STATUSES.items()]),
    ]


def a_day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class FactsForm(KindForm):
    """Plain facts that combine. They may stand in an address that colleagues send each other."""

    status = forms.ChoiceField(label=_("State"), choices=statuses, required=False)
    threat = forms.ChoiceField(label=_("Threat"), choices=lambda: choices_or_nothing("threats"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=lambda: choices_or_nothing("urgencies"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=lambda: choices_or_nothing("channels"), required=False)
    age = forms.ChoiceField(
        label=_("Age of the child"), choices=lambda: choices_or_nothing("age_bands"), required=False
    )
    municipality = forms.ChoiceField(label=_("Municipality"), choices=municipalities, required=False)
    since = forms.DateField(label=pgettext_lazy("day", "From"), required=False, widget=a_day())
    until = forms.DateField(label=pgettext_lazy("day", "To"), required=False, widget=a_day())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        for name in ("since", "until"):
            if (day := told.get(name)) and not 2000 <= day.year <= 2100:
                self.add_error(name, _("Choose a day of this century."))
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first one."))
        return told

    @property
    def asks_something(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())
