"""The page behind the bell of the portal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.faces.theme.notices import page, to_object
from smartsafe.notifications.actions import mark_seen
from smartsafe.notifications.queries import notice as notice_of


@needs("portal")
@require_http_methods(("GET", "HEAD", "POST"))
def notices(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/notices.html")


@needs("portal")
@require_safe
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """To the referral; a colleague who waits for the keyring is admitted on one's own page."""
    actor = actor_of(request)
    found = notice_of(actor, notice_id)
    if found and found.object_kind == "person":
        mark_seen(actor, notice_id=notice_id)
        return redirect("portal:me")
    return to_object(request, notice_id, {"referral": "portal:referral"})
