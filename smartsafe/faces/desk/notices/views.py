"""The page behind the bell of the desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe.faces.theme.doors import needs
from smartsafe.faces.theme.notices import page, to_object

PAGES = {
    "contact": "desk:contact",
    "case": "desk:case",
    "referral": "desk:referral",
    "person": "desk:person",
    "activity": "desk:activity",
    "safer_day": "desk:safer_day_event",
    "professional": "desk:professional",
    "practice": "desk:practice",
    "youth_application": "desk:youth_application",
    "youth_idea": "desk:youth_idea",
}


@needs("desk")
@require_http_methods(("GET", "HEAD", "POST"))
def notices(request: HttpRequest) -> HttpResponse:
    return page(request, "desk/notices/list.html")


@needs("desk")
@require_safe
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    return to_object(request, notice_id, PAGES)
