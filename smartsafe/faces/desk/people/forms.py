"""Who comes in, what they may do, which team they belong to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile
from smartsafe.faces.desk.me.forms import languages
from smartsafe.faces.theme.forms import KindForm
from smartsafe.people.rules import OFFICER, ROLE_NAMES, ROLES, STAFF

STATES = [
    ("active", _("Active")),
    ("waiting", _("Waiting for admission")),
    ("invited", _("Invited")),
    ("left", _("Left")),
    ("all", _("All")),
]


class FilterForm(KindForm):
    search = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("any")), *((role, ROLE_NAMES[role]) for role in ROLES)]
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)


class InviteForm(KindForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.CharField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the desk"), widget=forms.RadioSelect)
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=[(role, ROLE_NAMES[role]) for role in ROLES], widget=forms.CheckboxSelectMultiple
    )
    institution = forms.ChoiceField(label=_("Institution, for an officer"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", languages())
        self.fields["language"].initial = languages()[0][0]
        known = [(code, str(entry.name)) for code, entry in profile().directory.items()]
        self.offer("institution", [("", "—"), *known])


class RolesForm(KindForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=[(role, ROLE_NAMES[role]) for role in STAFF], widget=forms.CheckboxSelectMultiple
    )


class OfficerRolesForm(KindForm):
    """An officer has exactly one role, so there is nothing to choose."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=[(OFFICER, ROLE_NAMES[OFFICER])], widget=forms.CheckboxSelectMultiple
    )


class RenameForm(KindForm):
    name = forms.CharField(label=_("Name"), max_length=120)


class TeamForm(KindForm):
    name = forms.CharField(label=_("Name of the team"), max_length=80)


class TeamChangeForm(TeamForm):
    members = forms.TypedMultipleChoiceField(label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("members", people)
