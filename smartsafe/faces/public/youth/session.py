"""A young person's session: one signed cookie with their code's private key, gone when idle or left."""

import base64
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

from smartsafe.errors import NotFound
from smartsafe.outreach.youth.actions.applying import Membership
from smartsafe.outreach.youth.actions.applying import member as member_now

COOKIE = "youth"
IDLE = timedelta(minutes=30)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="youth session")


def open_in(response: HttpResponseBase, membership: Membership) -> None:
    """Also called on every page of it: each look starts the idle time anew."""
    raw = membership.application_id.bytes + membership.private_key
    value = _signer().sign(base64.urlsafe_b64encode(raw).decode())
    response.set_cookie(COOKIE, value, httponly=True, secure=settings.CSRF_COOKIE_SECURE, samesite="Strict")


def close_in(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


def current(request: HttpRequest) -> Membership | None:
    """None when there is no session, or it was idle too long."""
    try:
        raw = base64.urlsafe_b64decode(_signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=IDLE))
        return Membership(UUID(bytes=raw[:16]), raw[16:])
    except (BadSignature, ValueError):
        return None


def member(request: HttpRequest) -> Membership | None:
    """The same, only for who is a member now."""
    found = current(request)
    try:
        return found if found and member_now(found) else None
    except NotFound:
        return None
