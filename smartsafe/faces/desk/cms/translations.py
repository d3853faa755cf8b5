"""Items side by side in every language, within Wagtail's admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartsafe.library import translations, words


@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    context = {"languages": [name for _code, name in words.locales()], "rows": translations.side_by_side()}
    return render(request, "desk/cms/translations.html", context)
