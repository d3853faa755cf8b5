"""Who may send a form to the public face: our own pages only. No token, because a token needs a cookie.

Nobody is signed in here, and the one cookie of a begun form is SameSite=Strict: a forged request would reach no
answers of anybody. What remains is to refuse pages elsewhere that make a visitor send something.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from smartsafe.faces.theme.errors import csrf_failed

View = Callable[..., HttpResponseBase]


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site made it send this."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from not in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")  # “null” is what pages that tell no referrer send
    return origin != "null" and urlsplit(origin).netloc != request.get_host()


def private(view: View) -> View:
    """For every page of a form or a conversation: never kept by a cache, sent to only from our own pages."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and from_elsewhere(request):
            return csrf_failed(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(never_cache(guarded)))
