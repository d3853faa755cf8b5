"""Forms of the portal: few, short, each hands its cleaned data to an action."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.country.profile import profile
from smartsafe.evidence.rules import LOOK_REASONS
from smartsafe.faces.theme.forms import KindForm


def _words(label: Any, *, rows: int = 4, required: bool = True, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=hint)


class OnceForm(KindForm):
    """Carries a token, so that the same form sent twice is done once."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)


class AcknowledgeForm(OnceForm):
    """Only a button."""


class AcceptForm(OnceForm):
    """Only a button."""


class AskForm(OnceForm):
    text = _words(_("What do you need to know?"), hint=_("The centre answers here, within the time shown above"))


class DeclineForm(OnceForm):
    to = forms.ChoiceField(label=_("Who is competent, if you know"), required=False)
    text = _words(_("Why you are not competent"))

    def __init__(self, *args: Any, institution: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(code, entry.name) for code, entry in profile().directory.items() if code != institution]
        self.offer("to", [("", _("Not known")), *others])


class OutcomeForm(OnceForm):
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=lambda: profile().choices("referral_outcomes"), widget=forms.RadioSelect
    )
    text = _words(
        _("In your words"), required=False,
        hint=_("For the centre alone. The reporter reads only a fixed sentence, or nothing."),
    )  # fmt: skip


class ReasonForm(KindForm):
    reason = forms.ChoiceField(
        label=_("Why do you look?"),
        choices=[(code, name) for code, name in LOOK_REASONS.items() if code in ("act", "supervision")],
        widget=forms.RadioSelect,
        initial="act",
    )


class VerifyForm(KindForm):
    """A file, hashed while it streams in and kept nowhere; or its SHA-256."""

    file = forms.Field(
        label=_("File"), required=False, widget=forms.FileInput,
        help_text=_("The package (.age), manifest-sha256.txt, or the letter"),
    )  # fmt: skip
    sha256 = forms.CharField(
        label=_("Or its SHA-256"), required=False, max_length=200, help_text=_("64 digits and letters from a to f")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("sha256") and not self.errors:
            self.add_error("file", _("Choose a file, or write its SHA-256."))
        return cleaned


class MeForm(KindForm):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language of the portal"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(language.code, language.name) for language in profile().languages]
        self.offer("language", offered)


class PasswordForm(KindForm):
    old = forms.CharField(
        label=_("Present password"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("New password"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The same password again"), strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned
