"""What awaits a person: the page behind the bell, the same at the desk and at the portal."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from smartsafe.errors import NotFound
from smartsafe.faces.theme.doors import actor_of
from smartsafe.notifications import queries
from smartsafe.notifications.actions import mark_seen

MOST = 50


def page(request: HttpRequest, template: str) -> HttpResponse:
    """New ones first, then what was seen lately; a POST says that all are seen."""
    actor = actor_of(request)
    if request.method == "POST":
        mark_seen(actor)
        return redirect(request.path)
    notices = queries.waiting(actor, limit=MOST, seen_too=True)
    context = {
        "heading": _("What awaits you"),
        "new": [notice for notice in notices if not notice.seen],
        "seen": [notice for notice in notices if notice.seen],
        "open": f"{request.resolver_match.namespace}:notice",  # type: ignore[union-attr]
    }
    return render(request, template, context)


def to_object(request: HttpRequest, notice_id: UUID, pages: dict[str, str]) -> HttpResponse:
    """To what the notice is about; opening it is seeing it. Raises NotFound, also for another person's notice."""
    actor = actor_of(request)
    notice = queries.notice(actor, notice_id)
    if notice is None or notice.object_kind not in pages:
        raise NotFound()
    mark_seen(actor, notice_id=notice_id)
    return redirect(pages[notice.object_kind], notice.object_id)
