"""A draft as its readers would see it, in either script, with Wagtail's accessibility checker beside it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from smartsafe.errors import NotFound
from smartsafe.library import editorial, queries

from ..activities.listing import campaign_context
from ..advice.views import advice_context
from .news import news_context
from .views import item_context


def show(request: HttpRequest, page: Any, language: str) -> HttpResponseBase:
    with translation.override(language):
        template, context = SHOWN[page.kind](request, page, language)
        previewer = getattr(request, "previewer", None)
        if previewer is not None:
            request.user = previewer
        told = {**context, "shown": template}
        drawn = csp_replace(settings.CMS_CONTENT_SECURITY_POLICY)(
            lambda asked: render(asked, "public/library/preview.html", told)
        )
        answer = drawn(request)
    answer["X-Frame-Options"] = "SAMEORIGIN"  # the editor's own frame
    return answer


def _item(request: HttpRequest, page: Any, language: str) -> tuple[str, dict[str, Any]]:
    return "public/library/item.html", item_context(request, queries.as_read(page, language))


def _news(request: HttpRequest, page: Any, language: str) -> tuple[str, dict[str, Any]]:
    return "public/library/news_item.html", news_context(editorial.as_read(page, language))


def _advice(request: HttpRequest, page: Any, language: str) -> tuple[str, dict[str, Any]]:
    return "public/advice/page.html", advice_context(page.threat, editorial.as_read(page, language))


def _campaign(request: HttpRequest, page: Any, language: str) -> tuple[str, dict[str, Any]]:
    """Also of a campaign that the public does not see yet: then the words alone."""
    said = editorial.as_read(page, language)
    try:
        return "public/activities/campaign.html", campaign_context(UUID(page.campaign), said)
    except (NotFound, ValueError):
        return "public/library/news_item.html", news_context(said)


SHOWN: dict[str, Callable[[HttpRequest, Any, str], tuple[str, dict[str, Any]]]] = {
    "item": _item, "news": _news, "advice": _advice, "campaign": _campaign,
}  # fmt: skip
