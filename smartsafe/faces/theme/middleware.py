"""What every request passes: the session only behind the desk's doors, the language of the page or of the person."""

from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

STAFF_PATHS = ("/desk/", "/portal/", "/cms/")
POLICIES = {
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), "
    "interest-cohort=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def is_staff_path(request: HttpRequest) -> bool:
    return request.path_info.startswith(STAFF_PATHS)


class StaffSessionMiddleware(SessionMiddleware):
    """Sessions exist only at the desk and the portal; a public page neither reads nor writes one."""

    def process_request(self, request: HttpRequest) -> None:
        if is_staff_path(request):
            super().process_request(request)
        else:
            request.session = SessionBase()  # for code that expects one; forgotten with the request

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        return super().process_response(request, response) if is_staff_path(request) else response


class LanguageMiddleware(LocaleMiddleware):
    """Public pages speak the language of their address; the desk speaks the person's."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if is_staff_path(request) and request.user.is_authenticated:
            chosen = getattr(request.user, "language", "")
            if chosen and translation.check_for_language(chosen):
                translation.activate(chosen)
                request.LANGUAGE_CODE = translation.get_language()


class CompressionMiddleware(GZipMiddleware):
    """Compress public pages that hold nobody's words; what is secret is never compressed beside what is typed."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if is_staff_path(request) or response.cookies or "no-store" in response.headers.get("Cache-Control", ""):
            return response
        return super().process_response(request, response)


class PolicyMiddleware:
    """Headers that Django does not set; nothing behind the desk's doors is kept by a browser or a proxy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in POLICIES.items():
            response.headers.setdefault(name, value)
        if is_staff_path(request):
            # With “no-referrer” a browser says “Origin: null” when it sends a form, and Django's check refuses that.
            response.headers.setdefault("Referrer-Policy", "same-origin")
        # A cookie means that a form was begun: from then on no page stays in this device's memory.
        if is_staff_path(request) or request.COOKIES or response.cookies or request.method == "POST":
            response.headers.setdefault("Cache-Control", "no-store")
        return response
