"""The one place that turns refusals into answers over HTTP: each a page in the person's language with a way onward."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from smartsafe.errors import DomainError, NotAllowed, NotFound, Stale
from smartsafe.people.actors import Locked
from smartsafe.vault.sealing import Erased

from .doors import to_sign_in

STATUS: tuple[tuple[type[DomainError], int], ...] = ((NotFound, 404), (NotAllowed, 403), (Stale, 409), (Erased, 410))
NEVER_KEPT = ("csrfmiddlewaretoken", "again")  # “again”: a new password, typed twice
KEEP_AT_MOST = 200_000  # characters typed that a refused page offers to send again


class ErrorMiddleware:
    """A domain error that a view let through becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Locked) and request.method in ("GET", "HEAD"):
            return to_sign_in(request)
        if isinstance(error, Locked):
            return page(request, 401, _("Your session is locked"), str(error), kept=kept_fields(request))
        if isinstance(error, DomainError):
            status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
            return page(request, status, title(status), str(error))
        return None


def title(status: int) -> str:
    return {
        400: _("This cannot be done now"),
        403: _("This door is closed for you"),
        404: _("There is nothing here"),
        409: _("Something changed meanwhile"),
        410: _("Erased by the rules of retention"),
        413: _("This is too large"),
        500: _("Something broke on our side"),
    }.get(status, _("This cannot be done now"))


def page(
    request: HttpRequest, status: int, heading: str, sentence: str, *, kept: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """An error page. `kept`: fields typed before, offered to be sent again."""
    doors = {"/desk/": "desk", "/cms/": "desk", "/portal/": "portal"}
    face = next((face for door, face in doors.items() if request.path.startswith(door)), "public")
    context = {"status": status, "heading": heading, "sentence": sentence, "face": face, "kept": kept}
    answer = HttpResponse(render_to_string("theme/error.html", context, request), status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, for a second try; never passwords, tokens, or a megabyte."""
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # a broken body has nothing worth keeping
        return []
    kept = [(name, str(value)) for name, value in fields if "password" not in name and name not in NEVER_KEPT]
    return kept if sum(len(value) for _, value in kept) <= KEEP_AT_MOST else []


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Cookies off, a page kept open for days, or a forged form: explain, and offer to send what was typed again."""
    sentence = _("The page was open for too long, or cookies are off. Nothing was sent yet. Check, and send it again.")
    # What another site made the browser send is nobody's typing: one press more must not carry it out.
    forged = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    kept = None if forged else kept_fields(request)
    return page(request, 403, _("Please send it once more"), sentence, kept=kept)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return page(request, 413, title(413), _("Send less at once: shorter text, or fewer and smaller files."))
    return page(request, 400, title(400), _("Your browser sent something that we do not understand."))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403, title(403), str(NotAllowed()))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404, title(404), _("The address is mistyped, or the page has moved."))


def broken(request: HttpRequest) -> HttpResponse:
    """Nothing may be trusted to work here; what was typed may still be in the browser."""
    sentence = _("We have been told about it. Go back: what you typed may still be there. Then try once more.")
    try:
        return page(request, 500, title(500), sentence)
    except Exception:  # the page itself is what broke
        return HttpResponse(f"{title(500)}. {sentence}", status=500, content_type="text/plain; charset=utf-8")
