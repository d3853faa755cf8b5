"""The code, and a further message."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from smartsafe.contacts.actions.reporting import MAX_TYPED_CODE
from smartsafe.faces.theme.forms import KindForm
from smartsafe.vault.receipts import digits_of


class CodeForm(KindForm):
    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Sixteen digits. Spaces and dashes do not matter."),
        max_length=MAX_TYPED_CODE,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "0000 0000 0000 0000",
                "class": "code-entry",
            }
        ),
        error_messages={"required": _("Write the code here.")},
    )

    def clean_code(self) -> str:
        digits = digits_of(self.cleaned_data["code"])
        if not digits:
            raise ValidationError(_("A code is made of digits only. Write them here."))
        return digits


class MoreForm(KindForm):
    text = forms.CharField(
        label=_("Write to us"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-count": ""}),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_submission(self) -> UUID | None:
        """What tells a second press from a second message."""
        try:
            return UUID(self.cleaned_data["submission"])
        except ValueError:
            return None
