"""The bare address leads to the home page in the reader's language, or to the desk where there is no public face."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def root(request: HttpRequest) -> HttpResponse:
    if settings.ROLE == "desk":
        return redirect("/desk/")
    answer = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(answer, ["Accept-Language"])
    return answer
