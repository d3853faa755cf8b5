"""The API's door: the key, how often it may be used, whether the body is one that this address takes."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from smartsafe.channels.partner.access import Access, count_request, enter
from smartsafe.channels.partner.errors import KeyUnknown
from smartsafe.evidence.rules import MOST_BYTES_A_REQUEST

from .problems import Problem

MOST_JSON = 512 * 1024  # bytes; twenty thousand letters in escapes are 240 KB
NEED_NO_BODY = ("/withdrawal", "/ping")
FILES = "/files"


class PartnerKey(HttpBearer):
    """`Authorization: Bearer sas_…`."""

    openapi_bearerFormat = "sas_…"

    def __call__(self, request: HttpRequest) -> Any:
        scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise KeyUnknown()
        return self.authenticate(request, text.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Access:
        access = enter(token)
        count_request(access)
        check_body(request)
        return access


def check_body(request: HttpRequest) -> None:
    """Raises Problem: 413, 415. Before a byte of the body is read."""
    if request.method not in ("POST", "PATCH", "PUT"):
        return
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise Problem(400, "malformed", _("The Content-Length is not a number.")) from None
    if length > (MOST_BYTES_A_REQUEST if request.path.endswith(FILES) else MOST_JSON):
        raise Problem(413, "too-large", _("The request is larger than this address takes."))
    if request.path.endswith(NEED_NO_BODY):
        return
    wanted = "multipart/form-data" if request.path.endswith(FILES) else "application/json"
    if request.content_type != wanted:
        raise Problem(415, "content-type", _("Send it as {wanted}.").format(wanted=wanted))
