"""A draft as its readers would see it, in either script, with Wagtail's accessibility checker beside it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from smartsafe.library import queries

from .views import item_context


def show(request: HttpRequest, page: Any, language: str) -> HttpResponse:
    with translation.override(language):
        found = queries.as_read(page, language)
        return render(request, "public/library/preview.html", item_context(request, found))
