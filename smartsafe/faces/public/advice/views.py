"""What to do, by what is happening and who you are; it holds also for those who report nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.library import editorial
from smartsafe.library import queries as library


@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    written = profile()
    return render(
        request, "public/advice/advice.html", {"threats": [t for t in written.threats if t.code in written.advice]}
    )


@require_safe
def advice_page(request: HttpRequest, threat: str) -> HttpResponse:
    said = editorial.advice_on(threat, language=get_language() or "")
    return render(request, "public/advice/page.html", advice_context(threat, said))


def advice_context(threat: str, said: editorial.Words | None) -> dict[str, Any]:
    """The profile's advice, and what editors `said`: below it, or instead of it."""
    written = profile()
    found = written.threat(threat)
    words = written.advice_on(threat)
    related = [written.threats_by_code[code] for code in words.related if code in written.threats_by_code]
    language = get_language() or ""
    items = library.listed(library.on_topic(threat, language=language, most=3), language)
    return {"threat": found, "advice": words, "related": related, "library_items": items, "item": said}
