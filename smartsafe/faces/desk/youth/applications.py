"""What waits, and one application: opened by a deed, admitted, turned down kindly."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.faces.theme.forms import KindForm
from smartsafe.notifications.actions import mark_seen
from smartsafe.outreach.youth import queries
from smartsafe.outreach.youth.actions import admitting
from smartsafe.outreach.youth.programme import programme
from smartsafe.outreach.youth.rules import MANAGE, SEE

from .forms import AdmitForm, EndForm


@needs(SEE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    programme()
    actor = actor_of(request)
    context = {
        "applications": queries.applications(actor),
        "cohorts": queries.cohorts(actor),
        "waiting": queries.waiting(actor),
        "tab": "youth",
    }
    return render(request, "desk/youth/overview.html", context)


def _fitting(request: HttpRequest, view: queries.ApplicationView) -> list[tuple[str, str]]:
    found = queries.cohorts(actor_of(request))
    return [(str(one.id), str(one.name)) for one in found if one.role == view.role and not one.ended_on]


def _page(request: HttpRequest, view: queries.ApplicationView, *, status: int = 200, **more: Any) -> HttpResponse:
    told = more.get("told")
    context = {
        "view": view,
        "told": told,
        "town": profile().label("municipalities", told["municipality"]) if told else "",
        "admit": more.get("admit") or AdmitForm(cohorts=_fitting(request, view)),
        "end": more.get("end") or EndForm(),
        "steps": programme().steps,
    }
    return render(request, "desk/youth/application.html", context, status=status)


@needs(SEE)
@require_safe
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    answer = _page(request, queries.application(actor_of(request), application_id))
    mark_seen(actor_of(request), object_id=application_id)
    return answer


VERBS: dict[str, Callable[[], str]] = {
    "admit": lambda: _("Admitted. The code opens the board of the cohort now."),
    "decline": lambda: _("Turned down. What was written is erased."),
    "leave": lambda: _("The membership has ended. What was written is erased."),
    "ask_again": lambda: _("Another letter goes to the guardian. The earlier link has ended."),
}


@needs(MANAGE)
@require_POST
def act(request: HttpRequest, application_id: UUID, verb: str) -> HttpResponse:
    """`look` shows what was written in its answer; a reload asks again, and is written down again."""
    actor = actor_of(request)
    if verb not in (*VERBS, "look"):
        raise Http404
    view = queries.application(actor, application_id)
    form: KindForm | None = None
    try:
        if verb == "look":
            return _page(request, view, told=admitting.look(actor, application_id=application_id))
        if verb == "admit":
            form = AdmitForm(request.POST, cohorts=_fitting(request, view))
        elif verb in ("decline", "leave"):
            form = EndForm(request.POST)
        if form is None or form.is_valid():
            told = form.told() if isinstance(form, AdmitForm | EndForm) else {}
            getattr(admitting, verb)(actor, application_id=application_id, **told)
            messages.success(request, VERBS[verb]())
            return redirect("desk:youth_application", application_id)
    except Invalid as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return redirect("desk:youth_application", application_id)
        form.add_refusal(refusal)
    return _page(request, view, status=422, **{"admit" if verb == "admit" else "end": form})
