"""What was typed when the session ended: kept sealed until the same person has signed in again.

The session holds it sealed, a short-lived cookie holds the key, so neither alone tells anything.
"""

import base64
import binascii
from dataclasses import dataclass

import nacl.utils
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from smartsafe.vault.sealing import CannotOpen, RecordKey

COOKIE, KEPT, PATH = "kept", "kept_form", "/desk/sign-in/"
LASTS = 60 * 60  # seconds
AT_MOST = 300_000  # characters


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where it was going, and every (field, value); `files`: whether files were lost."""

    path: str
    fields: list[tuple[str, str]]
    files: bool


def keep(request: HttpRequest) -> bytes | None:
    """Keep the form of this POST; the key for the cookie, or None when there is nothing worth keeping."""
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name and isinstance(value, str)
    ]
    if not any(value.strip() for _, value in fields) or sum(len(value) for _, value in fields) > AT_MOST:
        return None
    key = nacl.utils.random(32)
    form = {"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    request.session[KEPT] = base64.b64encode(RecordKey(key).seal_json(form, b"kept")).decode()
    return key


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
