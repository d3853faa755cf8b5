"""Who is inside: one signed cookie with the way in's secret, which alone opens the name it belongs to."""

import base64
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

from smartsafe.outreach.professionals.actions.entering import Inside, resume
from smartsafe.outreach.professionals.rules import INSIDE_FOR

COOKIE = "professional"


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="professional session")


def open_in(response: HttpResponseBase, inside: Inside) -> None:
    value = _signer().sign(base64.urlsafe_b64encode(inside.way_id.bytes + inside.secret).decode())
    response.set_cookie(
        COOKIE, value, max_age=INSIDE_FOR, httponly=True, secure=settings.CSRF_COOKIE_SECURE, samesite="Strict"
    )


def close_in(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


def current(request: HttpRequest) -> Inside | None:
    """None when there is no session, it ended, or the person is no member any more."""
    if COOKIE not in request.COOKIES:
        return None
    try:
        raw = base64.urlsafe_b64decode(_signer().unsign(request.COOKIES[COOKIE], max_age=INSIDE_FOR))
        return resume(UUID(bytes=raw[:16]), raw[16:])
    except (BadSignature, ValueError):
        return None


def booking(request: HttpRequest) -> dict[str, str]:
    """What the form of an invitation need not ask who is inside."""
    inside = current(request)
    return {"name": inside.name, "place": inside.institution, "email": inside.email} if inside else {}
