"""A reporter's session: one signed cookie with the receipt's private key, gone when idle, left, or closed."""

import base64
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

from smartsafe.contacts.actions.reporting import Conversation, resume
from smartsafe.errors import NotFound

COOKIE = "talk"
IDLE = timedelta(minutes=30)
RENEW_AFTER = timedelta(minutes=8)  # a page that asks by itself is renewed no more often than this


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="reporter session")


def open_in(response: HttpResponseBase, conversation: Conversation) -> None:
    """Also called on every page of the conversation: each look starts the idle time anew."""
    raw = conversation.contact_id.bytes + conversation.private_key
    value = _signer().sign(base64.urlsafe_b64encode(raw).decode())
    response.set_cookie(COOKIE, value, httponly=True, secure=settings.CSRF_COOKIE_SECURE, samesite="Strict")


def close_in(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")


def fresh_contact(request: HttpRequest) -> UUID | None:
    """The contact of a session that need not be renewed yet, by the cookie's signature alone; nothing is opened."""
    try:
        value = _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=RENEW_AFTER)
        return UUID(bytes=base64.urlsafe_b64decode(value)[:16])
    except (BadSignature, ValueError):
        return None


def current(request: HttpRequest) -> Conversation | None:
    """None when there is no session, it was idle too long, or the contact is gone."""
    try:
        raw = base64.urlsafe_b64decode(_signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=IDLE))
        return resume(UUID(bytes=raw[:16]), raw[16:])
    except (BadSignature, ValueError, NotFound):
        return None
