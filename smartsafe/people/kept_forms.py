"""What was typed when the session ended: kept sealed until the same person has signed in again.

The session holds it sealed, a short-lived cookie holds the key, so neither alone tells anything. Only for browsers
with which somebody of ours signed in lately, and not without end: nobody else can fill the session store.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass
from uuid import UUID

import nacl.utils
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from smartsafe.vault.sealing import CannotOpen, RecordKey

from .sessions import signed_in_lately, who

COOKIE, KEPT, PATH = "kept", "kept_form", "/desk/sign-in/"
LASTS = 60 * 60  # seconds
AT_MOST, FIELDS = 300_000, 500  # characters and fields of one form
FORMS = 30  # kept in one hour for one person; each session holds one, the newest


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where it was going, every (field, value), whose it is (`sessions.who`); `files`: whether files were lost."""

    who: str
    path: str
    fields: list[tuple[str, str]]
    files: bool


def keep(request: HttpRequest) -> bytes | None:
    """Keep the form of this POST; the key for the cookie, or None where it is not ours to keep, or nothing worth it."""
    whose = signed_in_lately(request)
    if not whose:
        return None
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name and isinstance(value, str)
    ]
    if not any(value.strip() for _, value in fields) or len(fields) > FIELDS:
        return None
    if sum(len(name) + len(value) for name, value in fields) > AT_MOST or _too_many(whose):
        return None
    key = nacl.utils.random(32)
    form = {"who": whose, "path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    request.session[KEPT] = base64.b64encode(RecordKey(key).seal_json(form, b"kept")).decode()
    return key


def _too_many(whose: str) -> bool:
    counted = f"kept_forms:{whose}"
    cache.add(counted, 0, timeout=LASTS)
    try:
        return cache.incr(counted) > FORMS
    except ValueError:  # the hour ended at this moment
        return False


def give_cookie(response: HttpResponse, key: bytes) -> None:
    response.set_cookie(
        COOKIE, base64.urlsafe_b64encode(key).decode(), max_age=LASTS, path=PATH,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict",
    )  # fmt: skip


def kept(request: HttpRequest) -> KeptForm | None:
    """What was kept in this browser, if cookie and session fit together."""
    try:
        key = RecordKey(base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "")))
        form = key.open_json(base64.b64decode(request.session.get(KEPT, "")), b"kept")
    except (CannotOpen, binascii.Error, ValueError):
        return None
    return KeptForm(form.get("who", ""), form["path"], [(name, value) for name, value in form["fields"]], form["files"])


def discard(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def discard_unless_of(request: HttpRequest, person_id: UUID) -> None:
    """What another person typed in this browser, or nobody can open any more, is gone."""
    form = kept(request)
    if form is None or not hmac.compare_digest(form.who, who(person_id)):
        discard(request)
