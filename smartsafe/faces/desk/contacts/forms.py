"""What is typed at an open contact and on the call sheet."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.contacts.actions.handling.ways import NEW
from smartsafe.contacts.queries import ContactView
from smartsafe.contacts.ways import CONSENTS, Way
from smartsafe.country.numbers import example
from smartsafe.country.profile import Lists, profile
from smartsafe.errors import Invalid
from smartsafe.faces.theme.forms import KindForm
from smartsafe.people.queries import people_who_may, teams

from .typeahead import TypeAheadField

TYPE_AHEAD = {"spellcheck": "false", "autocomplete": "off"}


def threats() -> list[tuple[str, object]]:
    return [(threat.code, threat.label) for threat in profile().threats]


def municipalities() -> list[tuple[str, object]]:
    return [(place.code, place.name) for place in profile().municipalities]


def kept_or(kind: Lists) -> Any:
    """Choices of the profile with an empty one first."""
    return lambda: [("", "—"), *profile().choices(kind)]


class ReplyForm(KindForm):
    """`do`: send, or close (send and close as advised)."""

    text = forms.CharField(
        label=_("Reply"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": "reply", "placeholder": _("Write a reply…")}),
        error_messages={"required": _("Nothing has been written yet.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class NoteForm(KindForm):
    text = forms.CharField(
        label=_("Note, for staff only"),
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "data-draft": "note", "placeholder": _("Write a note for colleagues…")}
        ),
        error_messages={"required": _("Nothing has been written yet.")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class FactsForm(KindForm):
    """The facts that calls and assessments share."""

    threat = TypeAheadField(label=_("Threat"), choices=threats, list_id="threats", required=False)
    harms = forms.MultipleChoiceField(
        label=_("Harms"),
        choices=lambda: profile().choices("harms"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reporter_kind = forms.ChoiceField(label=_("Who writes or calls"), choices=kept_or("reporter_kinds"), required=False)
    child_age_band = forms.ChoiceField(label=_("Child's age"), choices=kept_or("age_bands"), required=False)
    child_gender = forms.ChoiceField(label=_("Child's gender"), choices=kept_or("genders"), required=False)
    municipality = TypeAheadField(
        label=_("Municipality"), choices=municipalities, list_id="municipalities", required=False
    )
    danger = forms.BooleanField(label=_("Somebody is in immediate danger"), required=False)


class TriageForm(FactsForm):
    subject = forms.CharField(label=_("Subject"), max_length=500)
    also_1 = TypeAheadField(label=_("Also"), choices=threats, list_id="threats", required=False)
    also_2 = TypeAheadField(label=_("And also"), choices=threats, list_id="threats", required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=lambda: profile().choices("urgencies"))
    place_of_harm = forms.ChoiceField(label=_("Where online"), choices=kept_or("places_of_harm"), required=False)
    service = forms.ChoiceField(label=_("Service"), choices=lambda: profile().choices("services"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["subject", "threat", "also_1", "also_2", "harms", "urgency", "danger"]  # the rest follows

    @staticmethod
    def initial_of(contact: ContactView) -> dict[str, Any]:
        also = [*contact.other_threats, "", ""]
        names = ("subject", "threat", "harms", "urgency", "danger", "reporter_kind", "child_age_band", "child_gender",
                 "municipality", "place_of_harm", "service", "version")  # fmt: skip
        return {name: getattr(contact, name) for name in names} | {"also_1": also[0], "also_2": also[1]}

    def facts(self, contact: ContactView) -> dict[str, Any]:
        """As the action wants them; threats beyond the two shown stay."""
        told = dict(self.cleaned_data)
        also = [told.pop("also_1"), told.pop("also_2"), *contact.other_threats[2:]]
        told.pop("version")
        return told | {"other_threats": [code for code in also if code]}


class CallForm(FactsForm):
    """The call sheet: the words first, everything else only as far as it was said."""

    text = forms.CharField(
        label=_("What is said"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "autofocus": True}),
        error_messages={"required": _("Nothing has been written yet.")},
    )
    number = forms.CharField(label=_("Number to call back"), max_length=60, required=False,
                             widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))  # fmt: skip
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    field_order = ["text", "threat", "reporter_kind", "child_age_band", "child_gender", "municipality"]


class AssignForm(KindForm):
    person = forms.ChoiceField(label=_("Person"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person_id), name) for person_id, name in people_who_may("contacts.handle")]
        self.offer("person", [("", _("nobody")), *people])
        if known := teams():
            self.offer("team", [("", _("no team")), *((str(one), name) for one, name in known)])
        else:
            del self.fields["team"]


class MergeForm(KindForm):
    into = forms.CharField(
        label=_("Number of the contact that stays"),
        max_length=40,
        widget=forms.TextInput(attrs={**TYPE_AHEAD, "placeholder": example("contact")}),
    )


class SplitForm(KindForm):
    """Which messages: the check boxes beside them."""

    whose = forms.ChoiceField(
        label=_("Whose words are they?"),
        choices=[
            ("same", _("The same person's, about something else: their code shows both")),
            ("other", _("Another person's: no code shows them any more")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whose words they are.")},
    )


class WayForm(KindForm):
    way = forms.ChoiceField(label=_("Replies go"), widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("E-mail address that they gave"), max_length=320, required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    agreed = forms.BooleanField(label=_("The person agreed to be answered this way"), required=False)
    how = forms.ChoiceField(label=_("How they agreed"), choices=lambda: CONSENTS.items(), required=False)

    def __init__(self, *args: Any, ways: list[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = len({way.contact_id for way in ways}) > 1
        said = [(way.key, words_of(way, several=several)) for way in ways]
        self.offer("way", [*said, (NEW, _("to another e-mail address, with their agreement"))])
        self.fields["way"].initial = next((way.key for way in ways if way.current), None)

    def add_refusal(self, error: Invalid) -> None:
        """A missing consent belongs to the tick."""
        if error.field == "consent":
            self.add_error("agreed", str(error))
        else:
            super().add_refusal(error)


def words_of(way: Way, *, several: bool = False) -> str:
    """“by e-mail to …: with their agreement”; with the contact's number where a conversation has `several`."""
    kinds = {
        "code": _("behind the receipt code"),
        "thread": _("by %(channel)s, where they wrote"),
        "address": _("by %(channel)s to %(address)s"),
        "call": _("by telephone, %(address)s"),
    }
    said = str(kinds[way.kind]) % {"channel": profile().label("channels", way.channel), "address": way.address}
    if way.kind == "thread" and way.address:
        said = f"{said} ({way.address})"
    said = f"{said} · {way.number}" if several else said
    needs = _("with their agreement")
    return said if way.free else f"{said}: {needs}"
