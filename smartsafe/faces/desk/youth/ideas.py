"""Moderation: an idea is opened by a deed, then published without names, or not, with a reason."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.notifications.actions import mark_seen
from smartsafe.outreach.youth import queries
from smartsafe.outreach.youth.actions import ideas as actions
from smartsafe.outreach.youth.rules import MANAGE, SEE, SHOWN

from .acting import acted
from .forms import DropForm, IdeaForm


@needs(SEE)
@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "ideas": queries.ideas(actor),
        "shown": queries.ideas(actor, status=SHOWN),
        "waiting": queries.waiting(actor),
        "tab": "ideas",
    }
    return render(request, "desk/youth/ideas.html", context)


def _page(request: HttpRequest, idea_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"view": queries.idea(actor_of(request), idea_id), "drop": more.get("drop") or DropForm(), **more}
    return render(request, "desk/youth/idea.html", context, status=status)


@needs(SEE)
@require_safe
def idea(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    answer = _page(request, idea_id)
    mark_seen(actor_of(request), object_id=idea_id)
    return answer


def _look(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    text = actions.look(actor_of(request), idea_id=idea_id)
    return _page(request, idea_id, text=text, publish=IdeaForm(initial={"text": text}))


def _publish(request: HttpRequest, idea_id: UUID) -> HttpResponse | None:
    form = IdeaForm(request.POST)
    if form.is_valid():
        try:
            actions.publish(actor_of(request), idea_id=idea_id, text=form.cleaned_data["text"])
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, idea_id, publish=form, status=422)


def _drop(request: HttpRequest, idea_id: UUID) -> HttpResponse | None:
    form = DropForm(request.POST)
    if form.is_valid():
        actions.drop(actor_of(request), idea_id=idea_id, reason=form.cleaned_data["reason"])
        return None
    return _page(request, idea_id, drop=form, status=422)


def _remove(request: HttpRequest, idea_id: UUID) -> None:
    actions.remove(actor_of(request), idea_id=idea_id)


DEEDS = {"look": _look, "publish": _publish, "drop": _drop, "remove": _remove}


@needs(MANAGE)
@require_POST
def act(request: HttpRequest, idea_id: UUID, verb: str) -> HttpResponse:
    if verb not in DEEDS:
        raise Http404
    return acted(request, lambda: DEEDS[verb](request, idea_id), redirect("desk:youth_ideas"))
