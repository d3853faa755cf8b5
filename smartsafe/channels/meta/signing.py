"""The handshake before Meta tells us anything, and the signature of everything that it tells."""

import hashlib
import hmac
import json
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from ..contract import Forbidden, Malformed, Unsigned, body_of
from ..told import read
from . import config
from .payloads import About

Envelope = TypeVar("Envelope", bound=About)
HEADER = "X-Hub-Signature-256"
# Meta sends batches of up to 1,000 changes; WhatsApp's may have 3 MB
MAX_BYTES = 3 * 1024 * 1024


def signature(secret: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def signed_body(request: HttpRequest, code: str) -> bytes:
    """The body, once it is known to come from Meta. Raises Oversized, Unsigned."""
    body = body_of(request, MAX_BYTES)
    told, secret = request.headers.get(HEADER, ""), config.app_secret(code)
    if not secret or not hmac.compare_digest(signature(secret, body).encode(), told.encode(errors="replace")):
        raise Unsigned()
    return body


def mended(body: bytes) -> str:
    """The JSON with half signs replaced, which a text cut in the middle of an emoji has. Raises Malformed."""
    try:
        told = json.dumps(json.loads(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        raise Malformed() from None
    return told.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def signed_envelope(request: HttpRequest, code: str, shape: type[Envelope], about: str) -> Envelope:
    """What Meta tells, when it is about what it should be. Raises Oversized, Unsigned, Malformed."""
    told = read(shape, mended(signed_body(request, code)))
    if told.object != about:
        raise Malformed()
    return told


def greet(request: HttpRequest, code: str) -> HttpResponse:
    """The challenge comes back when the token is ours. Raises Malformed, Forbidden."""
    challenge = request.GET.get("hub.challenge", "")
    if request.GET.get("hub.mode") != "subscribe" or not (challenge.isascii() and challenge.isalnum()):
        raise Malformed()
    told, expected = request.GET.get("hub.verify_token", ""), config.verify_token(code)
    if not expected or not hmac.compare_digest(expected.encode(), told.encode(errors="replace")):
        raise Forbidden()
    return HttpResponse(challenge[:200], content_type="text/plain")
