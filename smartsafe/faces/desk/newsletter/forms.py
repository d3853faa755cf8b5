"""What an issue is made of: subject and words in every language that is written; Latin is derived."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.calendar import languages_to_write
from smartsafe.faces.theme.forms import KindForm, limit, our_words
from smartsafe.outreach.newsletter.rules import AUDIENCES, MAX_SUBJECT, MAX_WORDS

HOW = _(
    "A line that begins with “# ” is a heading, with “- ” a point. A link stands on a line of its own: "
    "words | address, for instance: Emergency card | /library/emergency-card/"
)


class IssueForm(KindForm):
    audience = forms.ChoiceField(
        label=_("For whom?"),
        required=False,
        help_text=_("Whoever named no group gets every issue."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("audience", [("", _("Everybody")), *AUDIENCES.items()])
        written: dict[str, forms.Field] = {}
        for place, (code, name) in enumerate(languages_to_write()):
            written[f"subject_{code}"] = forms.CharField(
                label=f"{_('Subject')} · {name}", max_length=MAX_SUBJECT, required=place == 0
            )
            written[f"words_{code}"] = forms.CharField(
                label=f"{_('Words')} · {name}",
                max_length=MAX_WORDS,
                required=place == 0,
                widget=forms.Textarea(attrs={"rows": 12}),
                help_text=HOW if place == 0 else "",
            )
        for field in written.values():
            field.error_messages = {**field.error_messages, **our_words(field)}
            if isinstance(field, forms.CharField):
                limit(field)
        self.fields = {**written, **self.fields}

    def told(self) -> dict[str, Any]:
        told = self.cleaned_data
        codes = [code for code, _name in languages_to_write()]
        return {
            "subject": {code: told[f"subject_{code}"] for code in codes},
            "text": {code: told[f"words_{code}"] for code in codes},
            "audience": told["audience"],
        }
