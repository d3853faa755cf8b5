"""What to look for in the audit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.faces.theme.forms import KindForm
from smartsafe.people import queries
from smartsafe.people.actors import Actor

OBJECTS = {
    "contact": _("Contact"),
    "case": _("Case"),
    "referral": _("Referral"),
    "evidence": _("Evidence"),
    "person": _("Person"),
    "team": _("Team"),
    "institution": _("Institution"),
    "inbox": _("Inbox"),
    "channel": _("Channel"),
    "partner": _("Partner"),
    "activity": _("Activity"),
    "activities": _("Activities"),
    "campaign": _("Campaign"),
    "library": _("Library"),
}


class AuditForm(KindForm):
    person = forms.ChoiceField(label=_("Done by"), required=False)
    kind = forms.ChoiceField(label=_("About what"), required=False, choices=[("", _("anything")), *OBJECTS.items()])
    object = forms.CharField(label=_("Identifier of the object"), required=False, max_length=64)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [(str(view.id), view.name) for view in queries.people(actor, state="all")]
        self.offer("person", [("", _("anybody")), *everybody])
