"""`/sitemap.xml`: every public page that stays where it is, in every language."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.library import editorial, queries

KEPT = 10 * 60  # seconds
STANDING = ("home", "advice", "library", "news", "about", "privacy", "accessibility", "helplines", "statistics")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Written anew when something was published or taken down, and every few minutes."""
    base = request.build_absolute_uri("/").rstrip("/")
    written = cache.get_or_set(f"sitemap:{base}:{queries.edition()}", lambda: _written(base), KEPT)
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


def _written(base: str) -> str:
    pages = [{"address": base + address, "changed": changed} for address, changed in _pages()]
    return render_to_string("public/library/sitemap.xml", {"pages": pages})


def _pages() -> Iterator[tuple[str, datetime | None]]:
    items, news = queries.addresses(), editorial.addresses()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            yield from ((reverse(f"public:{name}"), None) for name in STANDING)
            yield from ((reverse("public:advice_page", args=[code]), None) for code in profile().advice)
            yield from ((reverse("public:library_item", args=[slug]), changed) for slug, _in, changed in items)
            yield from ((reverse("public:news_item", args=[slug]), changed) for slug, changed in news)
