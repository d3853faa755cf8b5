"""What is written into the library."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.answers.queries import languages
from smartsafe.answers.rules import AUDIENCES, MAX_TEXT, MAX_TITLE
from smartsafe.country.profile import profile
from smartsafe.faces.theme.forms import KindForm


def threats() -> list[tuple[str, object]]:
    return [(threat.code, threat.label) for threat in profile().threats]


class AnswerForm(KindForm):
    """A change is written in the language that the answer has."""

    title = forms.CharField(label=_("Title, for colleagues"), max_length=MAX_TITLE)
    text = forms.CharField(label=_("Text"), strip=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 12}))
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    audience = forms.ChoiceField(label=_("Speaks to"), choices=list(AUDIENCES.items()))
    threats = forms.MultipleChoiceField(
        label=_("Topic"), choices=threats, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if change:
            del self.fields["language"]


class FilterForm(KindForm):
    threat = forms.ChoiceField(label=_("Topic"), choices=lambda: [("", _("everything")), *threats()], required=False)
    audience = forms.ChoiceField(
        label=_("Speaks to"),
        choices=lambda: [("", _("everybody")), *((code, name) for code, name in AUDIENCES.items() if code != "any")],
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: [("", _("all")), *languages()], required=False)
