"""Forms of the case pages: plain, each hands its cleaned data to an action."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from smartsafe.cases import rules
from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm
from smartsafe.language.scripts import in_script
from smartsafe.people.queries import people_who_may

NOTHING = [("", pgettext_lazy("no choice made", "—"))]
# Working hours until a task is due, as people say it
DUE = {
    "4": _("In half a working day"),
    "8": _("In one working day"),
    "16": _("In two working days"),
    "40": _("In a working week"),
    "80": _("In two working weeks"),
}


def usual_due() -> str:
    """The centre's own deadline of a task, for whoever chooses none."""
    return f"{profile().deadlines.task:g}"


def due_choices() -> list[tuple[str, Any]]:
    """From soon to late; the centre's usual one is always among them."""
    usual = usual_due()
    own = {} if usual in DUE else {usual: _("In %(hours)s working hours") % {"hours": usual}}
    return [("", _("No deadline")), *sorted({**DUE, **own}.items(), key=lambda pair: float(pair[0]))]


def _words(label: Any, *, rows: int = 4, required: bool = True, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=hint)


def people_choices() -> list[tuple[str, str]]:
    here = get_language() or "sr"
    known = people_who_may("cases.see")
    return [("", str(_("Nobody"))), *((str(person_id), in_script(name, here)) for person_id, name in known)]


def threats() -> list[tuple[str, Any]]:
    return list(profile().choices("threats"))


def choices_or_nothing(kind: Any) -> list[tuple[str, Any]]:
    return [*NOTHING, *profile().choices(kind)]


def municipalities() -> list[tuple[str, Any]]:
    return [*NOTHING, *((place.code, place.name) for place in profile().municipalities)]


class OnceForm(KindForm):
    """Carries a token, so that the same form sent twice is done once."""

    submission = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4, max_length=40)


class NewCaseForm(OnceForm):
    contacts = forms.CharField(
        label=_("Contacts"), help_text=_("Numbers of the contacts that belong to the case, with a space between them")
    )
    title = forms.CharField(
        label=_("Title"), max_length=rules.MAX_TITLE, help_text=_("What happened, in a few words, without names"),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=list(rules.KINDS.items()), widget=forms.RadioSelect)
    summary = _words(
        _("Summary"), rows=6, required=False,
        hint=_("One paragraph: what happened, to whom, what is known and what is still unclear"),
    )  # fmt: skip


class EditForm(KindForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=rules.MAX_TITLE)
    summary = _words(_("Summary"), rows=8, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(rules.KINDS.items()))
    urgency = forms.ChoiceField(label=_("Urgency"), choices=lambda: profile().choices("urgencies"))
    danger = forms.BooleanField(
        label=_("A child is in danger now"), required=False, help_text=_("A supervisor must acknowledge it")
    )
    threat = forms.ChoiceField(label=_("Threat"), choices=threats)
    other_threats = forms.MultipleChoiceField(
        label=_("Other threats"), choices=threats, required=False, widget=forms.CheckboxSelectMultiple
    )
    harms = forms.MultipleChoiceField(
        label=_("What it harms"), choices=lambda: profile().choices("harms"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    child_age_band = forms.ChoiceField(
        label=_("Age of the child"), choices=lambda: choices_or_nothing("age_bands"), required=False
    )
    child_gender = forms.ChoiceField(label=_("Child"), choices=lambda: choices_or_nothing("genders"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), choices=municipalities, required=False)
    host_country = forms.CharField(
        label=_("Country that hosts the content"), required=False, max_length=20,
        help_text=_("Two letters, as DE or NL, where it is known. Abroad, the hotline of that country is suggested."),
        widget=forms.TextInput(attrs={"size": 4, "autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class NoteForm(OnceForm):
    text = _words(_("Note"), rows=3)


class AdviceForm(OnceForm):
    text = _words(
        _("What was advised"),
        rows=6,
        hint=_("Kept as a note of the case. The reporter is written to from the contact."),
    )


class InvolvedForm(OnceForm):
    role = forms.ChoiceField(label=_("Who is it"), choices=list(rules.INVOLVED.items()), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name"), max_length=rules.MAX_NAME, required=False,
        help_text=_("Only if it is known and needed"),
    )  # fmt: skip
    identifiers = _words(
        _("Addresses, names used online, e-mail addresses, numbers"), required=False,
        hint=_("One a line. The system finds other reports in which the same one stands."),
    )  # fmt: skip
    text = _words(_("What else is known"), required=False)

    def clean_identifiers(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["identifiers"].splitlines() if line.strip()]


class TaskForm(OnceForm):
    title = forms.CharField(label=_("What is to be done"), max_length=rules.MAX_TITLE)
    assignee = forms.ChoiceField(label=_("Who does it"), choices=people_choices, required=False)
    due = forms.ChoiceField(
        label=_("Until when"), choices=due_choices, required=False, initial=usual_due,
        help_text=_("Counted in working time: weekends and holidays are left out"),
    )  # fmt: skip

    def clean_assignee(self) -> UUID | None:
        return UUID(self.cleaned_data["assignee"]) if self.cleaned_data["assignee"] else None

    def clean_due(self) -> float | None:
        return float(self.cleaned_data["due"]) if self.cleaned_data["due"] else None


class AssignForm(KindForm):
    person = forms.ChoiceField(label=_("Assigned to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people_choices())  # asked once, not at each look

    def clean_person(self) -> UUID | None:
        return UUID(self.cleaned_data["person"]) if self.cleaned_data["person"] else None


class ContactForm(OnceForm):
    number = forms.CharField(label=_("Number of the contact"), max_length=40)


class JoinForm(OnceForm):
    number = forms.CharField(label=_("Number of the other case"), max_length=40)
    how = forms.ChoiceField(
        label=_("What connects them"),
        choices=[
            ("link", _("Link: they have something to do with each other, both go on")),
            ("merge", _("Merge: it is the same matter, this case goes on within the other one")),
        ],
        widget=forms.RadioSelect,
    )
