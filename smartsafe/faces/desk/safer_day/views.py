"""What waits to be read, what is public."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.notifications.actions import mark_seen
from smartsafe.outreach.safer_day import actions, queries
from smartsafe.outreach.safer_day.rules import MANAGE, SEE, safer_internet_day, year_to_come


@needs(SEE)
@require_safe
def safer_day(request: HttpRequest) -> HttpResponse:
    year = year_to_come(actions.today())
    context = {
        "waiting": queries.waiting(actor_of(request)),
        "events": queries.of_year(year),
        "years": queries.years(),
        "day": safer_internet_day(year),
    }
    return render(request, "desk/safer_day/safer_day.html", context)


@needs(SEE)
@require_safe
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Where a notice leads: to its place in the list."""
    mark_seen(actor_of(request), object_id=event_id)
    return redirect(f"{reverse('desk:safer_day')}#e-{event_id}")


@needs(MANAGE)
@require_POST
def publish(request: HttpRequest, event_id: UUID) -> HttpResponse:
    actions.publish(actor_of(request), event_id=event_id)
    messages.success(request, _("The event is public."))
    return redirect("desk:safer_day")


@needs(MANAGE)
@require_POST
def erase(request: HttpRequest, event_id: UUID) -> HttpResponse:
    actions.erase(actor_of(request), event_id=event_id)
    messages.success(request, _("The event is erased."))
    return redirect("desk:safer_day")
