"""What is asked at the door: the forms of django-allauth in our words."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from smartsafe.faces.theme.forms import KindForm


def _password(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete})
    )


def _code() -> forms.CharField:
    return forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


class SignInForm(KindForm, LoginForm):
    password = _password(_("Password"), "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autofocus": True})


class PasswordAgainForm(KindForm, ReauthenticateForm):
    password = _password(_("Password"), "current-password")


class CodeForm(KindForm, AuthenticateForm):
    code = _code()


class CodeAgainForm(KindForm, ReauthenticateByCodeForm):
    code = _code()


class FirstCodeForm(KindForm, ActivateTOTPForm):
    code = _code()


class AddPasskeyForm(KindForm, AddWebAuthnForm):
    name = forms.CharField(label=_("Name of this passkey"), max_length=60, required=False)


class NewPasswordForm(KindForm):
    """Typed once: it can be shown, and a slip is mended by a new invitation."""

    password = _password(_("New password"), "new-password")
    again = _password(_("The same password again"), "new-password")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("The two passwords differ."))
        return cleaned
