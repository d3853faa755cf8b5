"""What a reporter's browser holds while a form is open: one cookie, gone when the browser is closed or left."""

import base64
import secrets
from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from smartsafe.contacts.actions import forms as drafts
from smartsafe.contacts.actions.forms import OpenForm
from smartsafe.contacts.errors import FormGone
from smartsafe.vault.sealing import CannotOpen, RecordKey

COOKIE = "form"


def begin(service: str) -> tuple[OpenForm, str]:
    """A new form, and what the cookie must hold: the key stands there and nowhere else."""
    raw = secrets.token_bytes(32)
    form = drafts.start_form(service, key=RecordKey(raw))
    return form, base64.urlsafe_b64encode(form.id.bytes + raw).decode()


def hold(response: HttpResponseBase, held_value: str) -> None:
    response.set_cookie(COOKIE, held_value, httponly=True, secure=settings.CSRF_COOKIE_SECURE, samesite="Strict")


def let_go(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


def holds_any(request: HttpRequest) -> bool:
    return COOKIE in request.COOKIES


def held(request: HttpRequest) -> OpenForm:
    """Raises FormGone when there is none, it has died, or the cookie is not one of ours."""
    try:
        raw = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "").encode())
        form_id, key = UUID(bytes=raw[:16]), RecordKey(raw[16:])
    except (ValueError, CannotOpen):
        raise FormGone() from None
    return drafts.open_form(form_id, key)


def discard(request: HttpRequest, response: HttpResponseBase) -> None:
    """The person leaves: the answers and the cookie are gone. A report that was sent stays sent."""
    with suppress(FormGone):
        drafts.discard_form(held(request))
    let_go(response)
