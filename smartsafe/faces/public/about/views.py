"""Who we are, what we promise, who helps elsewhere. The words are the profile's."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile


def _statement(request: HttpRequest, name: str) -> HttpResponse:
    statement = getattr(profile().statements, name)
    updated = date.fromisoformat(statement.updated)
    return render(request, "public/about/statement.html", {"statement": statement, "updated": updated, "name": name})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _statement(request, "about")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _statement(request, "privacy")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _statement(request, "accessibility")


@require_safe
def helplines(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about/helplines.html")
