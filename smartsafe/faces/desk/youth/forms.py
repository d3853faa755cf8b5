"""What is asked about the youth programme at the desk."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.calendar import languages_to_write
from smartsafe.faces.theme.forms import KindForm, limit, our_words
from smartsafe.outreach.activities.times import here
from smartsafe.outreach.youth.rules import (
    AUDIENCES,
    IDEA_REASONS,
    MAX_IDEA,
    MAX_OPTION,
    MAX_POST,
    MAX_QUESTION,
    MOST_OPTIONS,
    REASONS,
    ROLES,
)

from ..outreach.forms import lines_of
from ..staffing.forms import day_field


class AdmitForm(KindForm):
    cohort = forms.ChoiceField(label=_("Cohort"))

    def __init__(self, *args: Any, cohorts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cohort", cohorts)

    def told(self) -> dict[str, UUID]:
        return {"cohort_id": UUID(self.cleaned_data["cohort"])}


class EndForm(KindForm):
    reason = forms.ChoiceField(
        label=_("What the young person reads"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )

    def told(self) -> dict[str, str]:
        return {"reason": self.cleaned_data["reason"]}


class PostForm(KindForm):
    text = forms.CharField(
        label=_("To the whole group"),
        help_text=_("A second person reads it before members do. Nothing here goes to one of them alone."),
        max_length=MAX_POST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SessionForm(KindForm):
    activity = forms.ChoiceField(label=_("Activity that members led"))

    def __init__(self, *args: Any, activities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("activity", activities)


class IdeaForm(KindForm):
    text = forms.CharField(
        label=_("As it is published"),
        help_text=_("Take out whatever names somebody: people, classes, schools, profiles."),
        max_length=MAX_IDEA,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DropForm(KindForm):
    reason = forms.ChoiceField(
        label=_("What a member reads"), choices=list(IDEA_REASONS.items()), widget=forms.RadioSelect
    )


def _written(name: str, label: Any, longest: int, *, rows: int = 0, help_text: Any = "") -> dict[str, forms.CharField]:
    """One field for each language that the centre writes in; only the first is needed."""
    fields = {}
    for place, (code, language) in enumerate(languages_to_write()):
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        field = forms.CharField(
            label=f"{label} · {language}", max_length=longest, required=place == 0, widget=widget, help_text=help_text
        )
        field.error_messages = {**field.error_messages, **our_words(field)}
        limit(field)
        fields[f"{name}_{code}"] = field
    return fields


class WrittenForm(KindForm):
    def by_language(self, name: str) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"{name}_{code}", "") for code, _name in languages_to_write()}


class CohortForm(WrittenForm):
    role = forms.ChoiceField(label=_("Kind of cohort"), choices=list(ROLES.items()))
    starts_on = day_field(_("Begins on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**_written("name", _("Name"), MAX_QUESTION), **self.fields}

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"role": told["role"], "starts_on": told["starts_on"], "name": self.by_language("name")}


class PollForm(WrittenForm):
    audience = forms.ChoiceField(label=_("Who may answer"), choices=list(AUDIENCES.items()))
    closes_on = day_field(_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = MOST_OPTIONS * (MAX_OPTION + 2)
        self.fields = {
            **_written("question", _("Question"), MAX_QUESTION),
            **_written("options", _("Answers"), longest, rows=4, help_text=_("One a line")),
            **self.fields,
        }

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "audience": told["audience"],
            "question": self.by_language("question"),
            "options": {code: lines_of(text) for code, text in self.by_language("options").items()},
            "closes_at": datetime.combine(told["closes_on"] + timedelta(days=1), time(), here()),
        }
