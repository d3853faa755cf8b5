"""What was typed when the session ended: kept sealed until the same person has signed in again.

The session holds it sealed, a short-lived cookie holds the key, so neither alone tells anything. Only for browsers
with which somebody of ours signed in lately, and not without end: nobody else can fill the session store.
"""

import base64
import binascii
from dataclasses import dataclass

import nacl.utils
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from smartsafe.vault.sealing import CannotOpen, RecordKey

from .sessions import signed_in_lately

COOKIE, KEPT, PATH = "kept", "kept_form", "/desk/sign-in/"
LASTS = 60 * 60  # seconds
AT_MOST, FIELDS = 300_000, 500  # characters and fields of one form
FORMS = 30  # kept in one hour for one person; each session holds one, the newest


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where it was going, and every (field, value); `files`: whether files were lost."""

    path: str
    fields: list[tuple[str, str]]
    files: bool


def keep(request: HttpRequest) -> bytes | None:
    """Keep the form of this POST; the key for the cookie, or None where it is not ours to keep, or nothing worth it."""
    who = signed_in_lately(request)
    if not who:
        return None
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name and isinstance(value, str)
    ]
    if not any(value.strip() for _, value in fields) or len(fields) > FIELDS:
        return None
    if sum(len(name) + len(value) for name, value in fields) > AT_MOST or _too_many(who):
        return None
    key = nacl.utils.random(32)
    form = {"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    request.session[KEPT] = base64.b64encode(RecordKey(key).seal_json(form, b"kept")).decode()
    return key


def _too_many(who: str) -> bool:
    counted = f"kept_forms:{who}"
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
    return KeptForm(form["path"], [(name, value) for name, value in form["fields"]], form["files"])


def discard(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
