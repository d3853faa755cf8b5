"""Polls: opened, closed, and what came of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.outreach.youth import queries
from smartsafe.outreach.youth.actions import polling
from smartsafe.outreach.youth.rules import MANAGE, SEE

from .forms import PollForm


@needs(SEE)
@require_safe
def polls(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {"polls": queries.polls(actor), "waiting": queries.waiting(actor), "tab": "polls"}
    return render(request, "desk/youth/polls.html", context)


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = PollForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            polling.open_poll(actor_of(request), **form.told())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The poll is open."))
            return redirect("desk:youth_polls")
    context = {"form": form, "title": _("Open a poll")}
    return render(request, "desk/youth/form.html", context, status=422 if form.is_bound else 200)


@needs(MANAGE)
@require_POST
def close(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    try:
        polling.close_poll(actor_of(request), poll_id=poll_id)
        messages.success(request, _("The poll is closed, and its results are public."))
    except Invalid as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:youth_polls")
