"""`/sitemap.xml`: every public page that stays where it is, in every language."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.library import queries

STANDING = ("home", "advice", "library", "about", "privacy", "accessibility", "helplines", "statistics")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    base = request.build_absolute_uri("/").rstrip("/")
    pages = [{"address": base + address, "changed": changed} for address, changed in _pages()]
    return render(
        request, "public/library/sitemap.xml", {"pages": pages}, content_type="application/xml; charset=utf-8"
    )


def _pages() -> Iterator[tuple[str, datetime | None]]:
    items = queries.addresses()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield from ((reverse(f"public:{name}"), None) for name in STANDING)
            yield from ((reverse("public:advice_page", args=[code]), None) for code in profile().advice)
            yield from ((reverse("public:library_item", args=[slug]), changed) for slug, _in, changed in items)
