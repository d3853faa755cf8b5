"""A page or a file that is no longer offered, at an address that others still link to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from smartsafe.library import queries, words
from smartsafe.library import withdrawn as library


def _language() -> str:
    return get_language() or words.locales()[0][0]


def gone(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """That it was withdrawn, and what replaces it; the new address of what moved. Raises NoSuchItem."""
    language = _language()
    found = library.at(kind=kind, slug=slug, language=language)
    if found.moved:
        return redirect(found.instead_address)
    similar = queries.listed(queries.on_topics(found.topics, language=language, most=3), language)
    context = {"gone": found, "library_items": [] if found.instead_address else similar}
    return render(request, "public/library/withdrawn.html", context, status=410)


def file_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """A file that stood beside an item which is there. Raises NoSuchItem."""
    item = queries.item(language=_language(), slug=slug)
    return render(request, "public/library/file_withdrawn.html", {"item": item}, status=410)
