"""What is asked about activities and campaigns."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.calendar import languages_to_write
from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm, limit, our_words
from smartsafe.outreach.activities.rules import AUDIENCES, GENDERS, KINDS, MAX_WORDS
from smartsafe.outreach.activities.times import here
from smartsafe.outreach.campaigns.rules import MAX_SUMMARY, REACH

from ..staffing.forms import day_field, time_field
from .materials import keys_of

WHOLE = _("Write a whole number.")
GENDER_NAMES = {"girls": _("Girls"), "boys": _("Boys")}


def number(label: Any, **more: Any) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "min": "0"}
    return forms.IntegerField(
        label=label, required=False, widget=forms.NumberInput(attrs=attrs), error_messages={"invalid": WHOLE}, **more
    )


def lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text)


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class PresentersForm(KindForm):
    """Who went."""

    presenters = forms.MultipleChoiceField(label=_("Presenters"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("presenters", people)

    def times(self) -> dict[str, Any]:
        return {"presenters": [UUID(one) for one in self.cleaned_data["presenters"]]}


class TimeForm(PresentersForm):
    """When, and who goes."""

    field_order = ("day", "starts", "ends", "last_day", "presenters")

    day = day_field(_("Day"))
    starts = time_field(_("From"))
    ends = time_field(_("To"))
    last_day = day_field(_("Last day, where it lasts several"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = False

    def times(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "starts_at": datetime.combine(told["day"], told["starts"], here()),
            "ends_at": datetime.combine(told["last_day"] or told["day"], told["ends"], here()),
            **super().times(),
        }


class ActivityForm(KindForm):
    """What it is, besides its time."""

    kind = forms.ChoiceField(label=_("Kind of activity"), choices=list(KINDS.items()))
    audience = forms.ChoiceField(label=_("For whom?"), choices=list(AUDIENCES.items()))
    place = forms.CharField(label=_("Name of the school or venue"), max_length=160)
    municipality = forms.CharField(
        label=_("Municipality or city"), required=False, widget=forms.TextInput(attrs={"list": "places"})
    )
    expected = number(_("About how many people"))
    classes = forms.CharField(label=_("Classes or ages"), required=False, max_length=160)
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)
    guests = lines(_("Guests who speak"), _("One a line"))
    materials = lines(_("Materials"), _("One a line: title | address"))
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    public = forms.BooleanField(label=_("Show it in the public calendar"), required=False)

    def __init__(self, *args: Any, campaigns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("campaign", [("", "—"), *campaigns])
        self.offer("topics", profile().choices("threats"))

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        pairs = [line.rpartition("|") for line in lines_of(told["materials"])]
        return {
            **{
                name: told[name]
                for name in ("kind", "audience", "place", "municipality", "topics", "classes", "public")
            },
            "expected": told["expected"] or 0,
            "guests": lines_of(told["guests"]),
            "materials": [(title.strip(), address.strip()) for title, _bar, address in pairs],
            "campaign_id": UUID(told["campaign"]) if told["campaign"] else None,
        }


class CountForm(KindForm):
    pupils = number(_("Pupils"))
    parents = number(_("Parents"))
    teachers = number(_("Teachers"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in GENDERS:
            self.fields[f"gender_{code}"] = number(GENDER_NAMES[code])
        for band in profile().age_bands:
            self.fields[f"age_{band.code}"] = number(band.label)

    def told(self) -> dict[str, Any]:
        told = {name: value or 0 for name, value in self.cleaned_data.items()}
        return {
            **{name: told[name] for name in ("pupils", "parents", "teachers")},
            "by_gender": {code: told[f"gender_{code}"] for code in GENDERS},
            "by_age": {band.code: told[f"age_{band.code}"] for band in profile().age_bands},
        }


class ReasonForm(KindForm):
    reason = forms.CharField(label=_("Reason, as the school is told it"), max_length=300)


class AgainForm(KindForm):
    email = forms.EmailField(
        label=_("E-mail of the school"), required=False, error_messages={"invalid": _("This is not an e-mail address.")}
    )


class NoteForm(KindForm):
    text = forms.CharField(
        label=_("What is to be followed up"), max_length=MAX_WORDS, widget=forms.Textarea(attrs={"rows": 3})
    )


class TableForm(KindForm):
    table = forms.FileField(label=_("Table (CSV)"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))


class PastForm(TableForm):
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)

    def __init__(self, *args: Any, campaigns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("campaign", [("", "—"), *campaigns])


class CertificateForm(KindForm):
    names = forms.CharField(
        label=_("Names of participants"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One a line; they are printed and kept nowhere. Leave it empty for one certificate for the school."
        ),
    )


class CampaignForm(KindForm):
    starts_on = day_field(_("From"))
    ends_on = day_field(_("To"))
    cities = lines(_("Cities"), _("One a line"))
    partners = lines(_("Partners"), _("One a line"))
    brands = lines(_("Brands"), _("One a line"))
    ambassadors = lines(_("Ambassadors"), _("One a line"))
    goals = lines(_("Goals"), _("One a line"))
    materials = lines(
        _("Materials from the library"), _("One a line: the address of the item, as the browser shows it")
    )
    public = forms.BooleanField(label=_("Show it to the public"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = {}
        for place, (code, name) in enumerate(languages_to_write()):
            written[f"name_{code}"] = forms.CharField(
                label=f"{_('Name')} · {name}", max_length=120, required=place == 0
            )
            written[f"summary_{code}"] = forms.CharField(
                label=f"{_('In a few sentences')} · {name}",
                max_length=MAX_SUMMARY,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for field in written.values():
            field.error_messages = {**field.error_messages, **our_words(field)}
            limit(field)
        self.fields = {**written, **self.fields}

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        codes = [code for code, _name in languages_to_write()]
        return {
            **{name: told[name] for name in ("starts_on", "ends_on", "public")},
            **{name: lines_of(told[name]) for name in ("cities", "partners", "brands", "ambassadors", "goals")},
            "materials": keys_of(lines_of(told["materials"])),
            "name": {code: told[f"name_{code}"] for code in codes},
            "summary": {code: told[f"summary_{code}"] for code in codes},
        }


class ReachForm(KindForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=list(REACH.items()))
    number = forms.IntegerField(
        label=_("Number"), widget=forms.NumberInput(attrs={"inputmode": "numeric"}), error_messages={"invalid": WHOLE}
    )
    day = day_field(_("Day"))
    source = forms.CharField(label=_("Source"), max_length=160)
