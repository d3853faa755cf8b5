"""Every error of the API is a problem document (RFC 9457): `application/problem+json`, whatever went wrong where."""

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError, ValidationError

from smartsafe.channels.partner import errors as partner
from smartsafe.channels.partner.access import note_scope
from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound, Stale
from smartsafe.evidence import errors as evidence
from smartsafe.vault.public_keys import NoKeyring
from smartsafe.vault.receipts import TooBusy
from smartsafe.vault.sealing import Erased
from smartsafe.vault.worker_public import NoWorkerKey

from .acting import access_of

logger = logging.getLogger(__name__)
TYPE = "application/problem+json"
BUSY_FOR = 30  # seconds

# The first that fits: (errors, status, code). The code is what programs tell problems apart by.
TABLE: tuple[tuple[type[DomainError] | tuple[type[DomainError], ...], int, str], ...] = (
    (partner.KeyRefused, 401, "key-refused"),
    (partner.ScopeMissing, 403, "scope-missing"),
    (partner.ReportKeyWrong, 403, "report-key-wrong"),
    (partner.TooMany, 429, "too-many-requests"),
    (partner.OnceForAnother, 422, "idempotency-key-reused"),
    (partner.TooManyOfThem, 409, "too-many"),
    (partner.HookOff, 409, "webhook-off"),
    (partner.OnceByAnotherKey, 409, "idempotency-key-of-another-key"),
    ((partner.ReportErased, Erased, evidence.Purged), 410, "erased"),
    ((NoKeyring, NoWorkerKey, TooBusy), 503, "not-ready"),
    (evidence.TooLarge, 413, "file-too-large"),
    (evidence.NotAccepted, 415, "file-not-accepted"),
    (evidence.Interrupted, 400, "interrupted"),
    (NotAllowed, 403, "not-allowed"),
    (NotFound, 404, "not-found"),
    (Stale, 409, "changed-meanwhile"),
    (Invalid, 422, "invalid"),
    (DomainError, 400, "not-now"),
)

# Those that are about the request as such, whatever was asked
ABOUT_REQUESTS = (
    (400, "malformed"), (404, "not-found"), (405, "method"), (413, "too-large"), (415, "content-type"),
    (422, "invalid"), (500, "broken"),
)  # fmt: skip


def codes() -> list[tuple[int, str]]:
    """Every (status, code) there is, in order: each has a place in the reference, where its `type` leads."""
    return sorted({*((status, code) for _kinds, status, code in TABLE), *ABOUT_REQUESTS})


class Problem(Exception):
    """A refusal that has no domain error: about the request as such."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail


def titles() -> dict[int, str]:
    return {
        400: _("The request cannot be understood"),
        401: _("A key is needed"),
        403: _("The key does not allow this"),
        404: _("There is nothing here"),
        405: _("This address does not take this method"),
        409: _("The request does not fit what is there"),
        410: _("Erased"),
        413: _("Too large"),
        415: _("Another kind of content is needed"),
        422: _("Something in the request is not right"),
        429: _("Too many requests"),
        500: _("Something broke on our side"),
        503: _("Not ready"),
    }


def document(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """`type` leads to the explanation of the code in the API's reference."""
    told = {
        "type": f"/api/v1/#problem-{code}", "title": titles().get(status, titles()[400]), "status": status,
        "detail": detail, "code": code, **more,
    }  # fmt: skip
    answer = JsonResponse(told, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="partners"'
    return answer


def of_domain(error: DomainError) -> HttpResponse:
    status, code = next((status, code) for kinds, status, code in TABLE if isinstance(error, kinds))
    field = getattr(error, "field", "")
    more = {"errors": [{"where": field, "detail": str(error)}]} if field else {}
    answer = document(status, code, str(error), **more)
    if status in (429, 503):
        answer["Retry-After"] = str(error.values.get("seconds", BUSY_FOR))
    return answer


def of_validation(error: ValidationError) -> HttpResponse:
    """Where and why, and nothing of what was sent."""
    told = [
        {"where": ".".join(str(part) for part in one["loc"] if part != "payload"), "detail": str(one["msg"])}
        for one in error.errors
    ]
    return document(422, "invalid", _("See “errors”: each says where and why."), errors=told[:50])


def of_anything(error: Exception) -> HttpResponse:
    if isinstance(error, Problem):
        return document(error.status, error.code, error.detail)
    if isinstance(error, DomainError):
        return of_domain(error)
    if isinstance(error, ValidationError):
        return of_validation(error)
    if isinstance(error, Http404):
        return nothing_here()
    if isinstance(error, RequestDataTooBig):
        return document(413, "too-large", _("The request is larger than this address takes."))
    if isinstance(error, HttpError | SuspiciousOperation | UnreadablePostError | MultiPartParserError):
        status = getattr(error, "status_code", 400)
        return document(status, "malformed", _("The body is not what its Content-Type says, or did not arrive whole."))
    # The message of an unknown error may hold words: only where it happened is logged.
    logger.error("the API broke: %s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    return document(500, "broken", _("We have been told about it. Send the request again later."))


def nothing_here() -> HttpResponse:
    return document(404, "not-found", _("There is no such address. The reference is at /api/v1/."))


def with_problems(view: Callable[..., Any]) -> Callable[..., Any]:
    """Around every view of the API: nothing leaves it that is neither an answer nor a problem document."""

    @csrf_exempt  # no cookie counts here: who acts is told by a key in a header
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, *args, **kwargs)
        except Exception as error:
            if isinstance(error, partner.ScopeMissing):
                note_scope(access_of(request))
            answer = of_anything(error)
        if answer.status_code == 405:
            allowed = answer.headers.get("Allow", "")
            answer = document(405, "method", _("It takes: {methods}.").format(methods=allowed))
            answer["Allow"] = allowed
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    return guarded


@csrf_exempt
def no_such_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else stands below /api/v1/."""
    return nothing_here()
