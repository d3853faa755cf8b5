"""What is asked about shifts, days, hand-over and automatic texts."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartsafe.contacts.auto_replies import KINDS, channels, languages
from smartsafe.country.calendar import languages_to_write
from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm, limit, our_words
from smartsafe.people.shift_rules import GROUPS, MOST_WEEKS

WRONG_DAY = _("Write a day as 24.11.2026, or choose one.")
WRONG_TIME = _("Write a time as 09:00.")
KIND_NAMES = {"open": _("While the centre is open"), "closed": _("While it is closed"), "grave": _("Added when grave")}


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": WRONG_DAY},
    )


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": WRONG_TIME},
    )


class ShiftForm(KindForm):
    person = forms.ChoiceField(label=pgettext_lazy("shift", "Who"))
    day = day_field(_("Day"))
    starts = time_field(_("From"))
    ends = time_field(_("To"))
    groups = forms.MultipleChoiceField(
        label=_("Looks after"), choices=list(GROUPS.items()), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [("", "—"), *people])


class NewShiftForm(ShiftForm):
    weeks = forms.IntegerField(
        label=_("For how many weeks"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("At least one week."),
            "max_value": _("At most half a year of weeks at once."),
        },
    )


class DayForm(KindForm):
    """A day with hours of its own; without times it is closed."""

    day = day_field(_("Day"))
    opens = time_field(_("Open from"), required=False)
    closes = time_field(_("Open to"), required=False)
    opens_again = time_field(_("and again from"), required=False)
    closes_again = time_field(_("and again to"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in languages_to_write():
            words = forms.CharField(label=_("Reason, for the public ({language})"), max_length=200)
            words.label = str(words.label).format(language=name)
            self.fields[f"reason_{code}"] = words
            words.error_messages = {**words.error_messages, **our_words(words)}
            limit(words)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for opens, closes in (("opens", "closes"), ("opens_again", "closes_again")):
            if (told.get(opens) is None) != (told.get(closes) is None) and not self.errors:
                self.add_error(closes if told.get(closes) is None else opens, WRONG_TIME)
        return told

    def times(self) -> list[tuple[str, str]]:
        told = self.cleaned_data
        pairs = ((told["opens"], told["closes"]), (told["opens_again"], told["closes_again"]))
        return [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in pairs if opens is not None]

    def reasons(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"reason_{code}"] for code, _name in languages_to_write()}


class NoteForm(KindForm):
    text = forms.CharField(label=_("For the next shift"), widget=forms.Textarea(attrs={"rows": 4}))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid4


class DebriefForm(KindForm):
    text = forms.CharField(label=_("In a few words, what you would like to talk about"), widget=forms.Textarea)


class AutoReplyForm(KindForm):
    channel = forms.ChoiceField(label=_("Channel"), widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"), widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("When"), widget=forms.HiddenInput)
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, codes in (("channel", channels()), ("language", languages()), ("kind", KINDS)):
            self.offer(name, [(code, code) for code in codes])
        language = next((one for one in profile().languages if one.code == self["language"].value()), None)
        when = KIND_NAMES.get(self["kind"].value(), "")
        self.fields["text"].label = f"{when} · {language.name if language else ''}"
        self.fields["text"].widget.attrs["lang"] = language.lang if language else ""


def read_week(text: str, today: date) -> date:
    """The day that an address names, else today; what is no day of this age is today."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # a day of the wall calendar
    except ValueError:
        return today
    return day if abs((day - today).days) < 3660 else today
