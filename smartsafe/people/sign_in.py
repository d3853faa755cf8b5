"""How django-allauth's sign-in meets our people: what it asks us, answered without signals."""

import hmac
import time
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smartsafe.vault.sealing import RecordKey, place

from . import sessions
from .actions.sessions import begin
from .queries import actor_of

RECENT = 5 * 60  # seconds


def _hidden(text: str) -> str:
    """A keyed hash: rate limits count by it, and nobody can read an address or an account out of the counters."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"limit" + text.encode(), "sha256").hex()


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail address and password. No sign-up, no mail, no addresses in counters."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # The same words whether the account exists, was ended, or only the password is wrong.
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "too_many_login_attempts": _("Too many attempts from here. Wait a few minutes, then try again."),
        "incorrect_password": _("The password is not right."),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        person = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return _hidden(super().get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted by account *and* place: guessing from elsewhere locks nobody out.
        return _hidden(f"{self.get_client_ip(request)} {credentials.get('email', '').lower()}")

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        return user.check_password(password)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        sign_in_id: UUID = begin(actor_of(user))  # type: ignore[arg-type]
        request.session[sessions.SIGN_IN] = str(sign_in_id)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago need not type the same password again to set a second factor up."""
        steps = context.request.session.get("account_authentication_methods", [])
        recent = any(time.time() - step.get("at", 0) < RECENT for step in steps)
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/portal/" if getattr(request.user, "institution", "") else "/desk/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/desk/sign-in/"

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing about accounts goes by mail."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed at rest under the site's secret key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every 30 seconds; type the newest one."),
    }

    def _key(self) -> RecordKey:
        return RecordKey(hmac.digest(settings.SECRET_KEY.encode(), b"second factor", "sha256"))

    def encrypt(self, text: str) -> str:
        return self._key().seal_text(text, place("second_factor", "", "secret")).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return self._key().open_text(bytes.fromhex(encrypted_text), place("second_factor", "", "secret"))
