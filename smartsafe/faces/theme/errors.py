"""The one place that turns refusals into answers over HTTP."""

from django.http import HttpRequest, HttpResponse


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(status=403)
