"""The questions, one form a screen. Nothing but the first answer is required: a child tells what it can."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from smartsafe.contacts.answers import MAX_LINK, MAX_LINKS
from smartsafe.country.profile import Lists, profile
from smartsafe.faces.theme.forms import KindForm

from .places import code_of, name_of

ABOUT = [
    ("me", _("About me")),
    ("friend", _("About a friend or somebody I know")),
    ("my_child", _("About my child")),
    ("pupil", _("About a pupil")),
    ("other_child", _("About another child")),
    ("content", _("About something I saw online")),
]
ABOUT_ICONS = {
    "me": "user-round",
    "friend": "users-round",
    "my_child": "house",
    "pupil": "school",
    "other_child": "smile",
    "content": "eye",
}
YES, NO, UNSURE = "yes", "no", "unsure"
ANONYMOUS, REACHABLE = "anonymous", "reachable"


class StepForm(KindForm):
    """A screen. `to_answers` gives what is kept, by the names of `contacts.answers.Answers`."""

    def __init__(self, *args: Any, about: str = "", **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, **kwargs)

    def to_answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @classmethod
    def from_answers(cls, told: dict[str, Any]) -> dict[str, Any]:
        """What the fields show at first, from what was told before."""
        return {name: told[name] for name in cls.base_fields if name in told}


class AboutForm(StepForm):
    about_whom = forms.ChoiceField(
        label=_("Who is this about?"),
        choices=ABOUT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one, so that we know how to ask the rest.")},
    )

    def to_answers(self) -> dict[str, Any]:
        return {"about": self.cleaned_data["about_whom"]}

    @classmethod
    def from_answers(cls, told: dict[str, Any]) -> dict[str, Any]:
        return {"about_whom": told.get("about", "")}


class WhatForm(StepForm):
    threats = forms.MultipleChoiceField(
        label=_("What is happening?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("threats", [(threat.code, threat.question) for threat in profile().threats])


def lines_of(typed: str) -> list[str]:
    """One entry a line; empty lines do not count."""
    return list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))


class Lines(forms.CharField):
    """Several short answers, one on each line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        entries = lines_of(super().clean(value))
        if len(entries) > MAX_LINKS:
            raise ValidationError(_("Give us at most %(most)d here, one on each line."), params={"most": MAX_LINKS})
        if any(len(entry) > MAX_LINK for entry in entries):
            raise ValidationError(
                _("One of these lines is longer than %(most)d characters. Put one on each line."),
                params={"most": MAX_LINK},
            )
        return entries

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class WordsForm(StepForm):
    text = forms.CharField(
        label=_("Tell us in your own words"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 8, "data-count": ""}),
    )
    links = Lines(
        label=_("Links"),
        help_text=_("The address of the page, picture or profile. One on each line."),
        required=False,
        max_length=MAX_LINK * MAX_LINKS,
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )
    handles = Lines(
        label=_("Names used online"),
        help_text=_("The user name of whoever does this. One on each line."),
        required=False,
        max_length=MAX_LINK * MAX_LINKS,
        widget=forms.Textarea(attrs={"rows": 2, "autocapitalize": "none", "spellcheck": "false"}),
    )
    place_of_harm = forms.ChoiceField(label=_("Where online?"), required=False)
    when = forms.CharField(
        label=_("When?"),
        help_text=_("For example: yesterday evening, or for two weeks now."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "place_of_harm",
            [
                ("", _("Choose, if you want")),
                *(choice for choice in profile().choices("places_of_harm") if choice[0] != "unknown"),
            ],
        )


class HelpWordsForm(StepForm):
    text = forms.CharField(
        label=_("What can we help you with?"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 9, "data-count": ""}),
        error_messages={"required": _("Write a few words. Even one sentence is enough.")},
    )


class FilesForm(StepForm):
    """Only the question; the files themselves are sealed before a form could see them."""


class ChildForm(StepForm):
    age_band = forms.ChoiceField(label=_("How old?"), required=False, widget=forms.RadioSelect)
    gender = forms.ChoiceField(label=_("Girl or boy?"), required=False, widget=forms.RadioSelect)
    municipality = forms.CharField(
        label=_("Where?"),
        help_text=_("The municipality or town. It helps us find who is nearest."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off", "data-kind": "place"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.about == "me"
        self.fields["age_band"].label = _("How old are you?") if mine else _("How old is the child?")
        self.fields["gender"].label = _("Are you a girl or a boy?") if mine else _("Girl or boy?")
        self.fields["municipality"].label = _("Where do you live?") if mine else _("Where does the child live?")
        kinds: dict[str, Lists] = {"age_band": "age_bands", "gender": "genders"}
        for name, kind in kinds.items():
            choices = profile().choices(kind)
            self.offer(
                name,
                [
                    (
                        code,
                        label if code != "unknown" else (_("I would rather not say") if mine else _("I do not know")),
                    )
                    for code, label in choices
                ],
            )

    def clean_municipality(self) -> str:
        typed = self.cleaned_data["municipality"]
        if not typed:
            return ""
        code = code_of(typed)
        if not code:
            raise ValidationError(
                _("We do not know a place called “%(typed)s”. Choose one from the list, or leave this empty."),
                params={"typed": typed[:60]},
            )
        return code

    @classmethod
    def from_answers(cls, told: dict[str, Any]) -> dict[str, Any]:
        return {**super().from_answers(told), "municipality": name_of(told.get("municipality", ""))}


DANGER = [
    (YES, _("Yes, right now")),
    (NO, _("No, not right now")),
    (UNSURE, _("I am not sure")),
]


class DangerForm(StepForm):
    danger = forms.ChoiceField(
        label=_("Is anyone in danger right now?"),
        choices=DANGER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. If you are not sure, choose “I am not sure”.")},
    )

    def to_answers(self) -> dict[str, Any]:
        said = self.cleaned_data["danger"]
        return {"danger": said == YES, "danger_said": said}

    @classmethod
    def from_answers(cls, told: dict[str, Any]) -> dict[str, Any]:
        return {"danger": told.get("danger_said", "")}


class ContactForm(StepForm):
    stay = forms.ChoiceField(
        label=_("Do you want to stay anonymous?"),
        choices=[
            (ANONYMOUS, _("Stay anonymous. You read our answer here, with a code.")),
            (REACHABLE, _("Leave an e-mail or a phone number, so that we can also reach you there.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. Both are fine.")},
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("It does not have to be your real name."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].strip()
        if typed and self.data.get(self.add_prefix("stay")) == REACHABLE:
            EmailValidator(_("This e-mail address does not look complete, like name@example.com."))(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("stay") == REACHABLE and not (told.get("email") or told.get("phone")) and not self.errors:
            self.add_error("email", _("Write an e-mail or a phone number, or choose to stay anonymous."))
        return told

    def to_answers(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        if told["stay"] == ANONYMOUS:  # what stands in the other fields is not ours to keep
            told |= {"email": "", "phone": "", "name": ""}
        return told


class CheckForm(StepForm):
    """The last look. The second field is a trap for robots; a person whose browser filled it in is told so."""

    nickname2 = forms.CharField(label=_("Leave this empty"), required=False)

    def clean_nickname2(self) -> str:
        if self.cleaned_data["nickname2"]:
            raise ValidationError(_("Something filled in a field that must stay empty. Empty it, then send again."))
        return ""
