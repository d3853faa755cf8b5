"""What a signed-in browser holds: the person's private key in the session, sealed under a key only its cookie has.

The session store alone opens nothing, the cookie alone opens nothing. The cookie is sent only below /desk/ (or, for
an officer, /portal/), so the public face never receives it.
"""

import base64
import binascii
import hmac
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from smartsafe import clock
from smartsafe.vault import keyrings
from smartsafe.vault.keyrings import OpenKeyrings
from smartsafe.vault.sealing import CannotOpen

from .actors import Actor
from .models import Person, SignIn
from .queries import actor_of
from .rules import SIGN_IN_IDLE, SIGN_IN_LASTS

KEY_COOKIE, LATELY_COOKIE = "key", "lately"
LATELY = timedelta(days=3)  # a form left open over a weekend is not lost
SEALED, SIGN_IN = "sealed_key", "sign_in"
NOTE_SEEN_EVERY = timedelta(minutes=5)
NOBODY = UUID(int=0)


def who(person_id: UUID) -> str:
    """Tells that a browser belongs to the same person as before, and nothing else."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"who" + person_id.bytes, "sha256").hex()


def _path(institution: str) -> str:
    return "/portal/" if institution else "/desk/"


def unlock(request: HttpRequest, person: Person, password: str) -> str:
    """The password was right: open the person's private key and keep it sealed; the cookie's value, "" without a key.

    It opens nothing before the whole sign-in, with the second factor, is complete: until then there is no actor.
    """
    try:
        return keep_key(request, person, keyrings.open_person_key(person.id, password))
    except keyrings.WrongPassword:
        return ""


def _lately() -> TimestampSigner:
    return TimestampSigner(salt="signed in here")


def signed_in_lately(request: HttpRequest) -> str:
    """Who (as `who` tells it) signed in with this browser in the last days, proven by our signature; "" for nobody."""
    try:
        return _lately().unsign(request.COOKIES.get(LATELY_COOKIE, ""), max_age=LATELY)
    except BadSignature:
        return ""


def keep_key(request: HttpRequest, person: Person, private: bytes) -> str:
    """Put the person's private key into the session, sealed; the value of the cookie that opens it."""
    cookie_key, sealed = keyrings.seal_for_session(private)
    request.session[SEALED] = base64.b64encode(sealed).decode()
    return base64.urlsafe_b64encode(cookie_key).decode()


def give_cookies(response: HttpResponse, person: Person, cookie: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        KEY_COOKIE, cookie, path=_path(person.institution), secure=secure, httponly=True, samesite="Strict"
    )
    response.set_cookie(
        LATELY_COOKIE, _lately().sign(who(person.id)), path=_path(person.institution), secure=secure, httponly=True,
        samesite="Strict",
    )  # fmt: skip


def take_key_back(response: HttpResponse, institution: str) -> None:
    response.delete_cookie(KEY_COOKIE, path=_path(institution), samesite="Strict")


def _opened(request: HttpRequest, person_id: UUID) -> OpenKeyrings | None:
    """Every keyring the person is a member of at this moment; None when cookie and session do not fit."""
    try:
        cookie = base64.urlsafe_b64decode(request.COOKIES.get(KEY_COOKIE, ""))
        sealed = base64.b64decode(request.session.get(SEALED, ""))
        private = keyrings.open_from_session(cookie, sealed)
        return keyrings.open_memberships(person_id, private)
    except (CannotOpen, binascii.Error, ValueError):
        return None


def _still_signed_in(request: HttpRequest, person_id: UUID) -> bool:
    """Whether the sign-in was not ended, is not too old and not idle."""
    sign_in = SignIn.objects.filter(id=request.session.get(SIGN_IN) or NOBODY, person_id=person_id).first()
    now = clock.now()
    if sign_in is None or sign_in.at < now - SIGN_IN_LASTS or sign_in.seen_at < now - SIGN_IN_IDLE:
        return False
    polling = "/live/" in request.path  # a tab left open is not a person at work
    if not polling and sign_in.seen_at < now - NOTE_SEEN_EVERY:
        SignIn.objects.filter(id=sign_in.id).update(seen_at=now)
    return True


def lacks_second_factor(request: HttpRequest, person_id: UUID) -> bool:
    """Whether a required second factor was neither used in this session nor set up."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    if any(step.get("method") == "mfa" for step in request.session.get("account_authentication_methods", [])):
        return False
    factors = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not Authenticator.objects.filter(user_id=person_id, type__in=factors).exists()


def actor_in(request: HttpRequest) -> Actor | None:
    """Who signed in here, with the keyrings opened from the database as it is now; None when signed out."""
    person = request.user
    if not person.is_authenticated or person.pk is None:
        return None
    if not _still_signed_in(request, person.pk):
        logout(request)
        return None
    actor = actor_of(person)
    return replace(actor, keys=_opened(request, actor.id))


def this_sign_in(request: HttpRequest) -> UUID:
    """The id of the sign-in that this browser holds."""
    return UUID(request.session[SIGN_IN])


def stay_signed_in(request: HttpRequest) -> None:
    """After a change of one's own password: every other session ends, this one goes on."""
    if request.user.is_authenticated:
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)
