"""Who waits, what waits, who is a member."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.notifications.actions import mark_seen
from smartsafe.outreach.professionals import queries
from smartsafe.outreach.professionals.actions import deciding
from smartsafe.outreach.professionals.errors import DecidedAlready
from smartsafe.outreach.professionals.rules import MANAGE

Deeds = dict[str, Callable[..., object]]
PEOPLE: Deeds = {
    "approve": deciding.approve,
    "turn-down": deciding.turn_down,
    "remove": deciding.remove,
}
PRACTICES: Deeds = {"publish": deciding.publish, "erase": deciding.erase}


@needs(MANAGE)
@require_safe
def professionals(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "waiting": queries.waiting(actor),
        "practices": queries.waiting_practices(actor),
        "members": queries.members(actor),
        "public": queries.practices(),
    }
    return render(request, "desk/professionals/professionals.html", context)


def _to_place(request: HttpRequest, object_id: UUID) -> HttpResponse:
    """Where a notice leads: to its place in the list."""
    mark_seen(actor_of(request), object_id=object_id)
    return redirect(f"{reverse('desk:professionals')}#p-{object_id}")


@needs(MANAGE)
@require_safe
def professional(request: HttpRequest, professional_id: UUID) -> HttpResponse:
    return _to_place(request, professional_id)


@needs(MANAGE)
@require_safe
def practice(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    return _to_place(request, practice_id)


def _decided(request: HttpRequest, deeds: Deeds, verb: str, **which: UUID) -> HttpResponse:
    if verb not in deeds:
        raise Http404
    try:
        deeds[verb](actor_of(request), **which)
        messages.success(request, _("Done."))
    except DecidedAlready as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:professionals")


@needs(MANAGE)
@require_POST
def decide(request: HttpRequest, professional_id: UUID, verb: str) -> HttpResponse:
    return _decided(request, PEOPLE, verb, professional_id=professional_id)


@needs(MANAGE)
@require_POST
def decide_practice(request: HttpRequest, practice_id: UUID, verb: str) -> HttpResponse:
    return _decided(request, PRACTICES, verb, practice_id=practice_id)
