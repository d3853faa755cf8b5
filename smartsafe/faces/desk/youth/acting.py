"""A deed sent by one of the page's buttons: a page of its own, or back with what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from smartsafe.errors import Invalid


def acted(request: HttpRequest, deed: Callable[[], HttpResponse | None], back: HttpResponse) -> HttpResponse:
    """`deed` gives the page that shows a refused form again, or what was opened; else `back` follows."""
    try:
        shown = deed()
    except Invalid as refusal:
        messages.error(request, str(refusal))
        return back
    if shown is None:
        messages.success(request, _("Saved."))
    return shown or back
