"""The live board, assigning from it, and how contacts are shared out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from smartsafe.contacts import board as queries
from smartsafe.contacts.actions import sharing as actions
from smartsafe.contacts.actions.handling import assign as give
from smartsafe.errors import DomainError, Invalid, NotAllowed
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor, Locked

from .forms import LimitForm, SharingForm

TOPICS = ("inbox", "shifts")


@needs("board.see")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board; with `part=board` only what changes, and nothing (204) while `seen` is still the newest state."""
    actor = actor_of(request)
    state = ".".join(str(version) for version in versions(TOPICS).values())
    if request.GET.get("part") == "board" and request.GET.get("seen") == state:
        return HttpResponse(status=204)
    return _page(request, actor, state)


def _page(
    request: HttpRequest,
    actor: Actor,
    state: str = "",
    form: SharingForm | None = None,
    limit: LimitForm | None = None,
) -> HttpResponse:
    view = queries.board(actor)
    how = {"how": "turn" if view.sharing.in_turn else "hand", "most_open": view.sharing.most_open}
    limits = [
        (
            name,
            limit
            if limit is not None and limit.data.get("person") == str(person_id)
            else LimitForm(
                initial={"person": person_id, "most_open": view.sharing.own_limits.get(person_id)},
                auto_id=f"id_{person_id.hex}_%s",
            ),
        )
        for person_id, name in view.handlers
    ]
    context = {
        "board": view,
        "state": state or ".".join(str(version) for version in versions(TOPICS).values()),
        "form": form or SharingForm(initial=how),
        "limits": limits,
        "chart": _chart(view.today),
    }
    part = request.GET.get("part") == "board"
    status = 422 if form is not None or limit is not None else 200
    return render(request, "desk/board/part.html" if part else "desk/board/board.html", context, status=status)


def _chart(today: queries.Today) -> dict[str, Any]:
    """The bars of the day as a picture: 80 units high, 24 wide for every hour."""
    tallest = max([1, *(max(hour.today, hour.usual) for hour in today.hours)])
    bars = []
    for number, hour in enumerate(today.hours):
        high, usual = (round(78 * value / tallest) for value in (hour.today, hour.usual))
        bars.append(
            {
                "hour": hour.hour, "passed": hour.passed, "x": 24 * number + 3, "today_x": 24 * number + 7,
                "middle": 24 * number + 12, "today": high, "today_y": 80 - high, "usual": usual, "usual_y": 80 - usual,
            }
        )  # fmt: skip
    return {"width": 24 * len(bars), "bars": bars}


@require_POST
@needs("work.share")
def assign(request: HttpRequest) -> HttpResponse:
    """`contact`, and `person`: one's id, or "next" for whoever is next in turn."""
    actor = actor_of(request)
    person = request.POST.get("person", "")
    try:
        contact_id = UUID(request.POST.get("contact", ""))
        if person == "next":
            actions.assign_next(actor, contact_id=contact_id)
        else:
            give(actor, contact_id=contact_id, person_id=UUID(person))
    except ValueError:
        messages.error(request, _("Choose a person first."))
    except (NotAllowed, Locked):
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Assigned."))
    return redirect("desk:board")


@require_POST
@needs("work.share")
def sharing(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = SharingForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        actions.set_sharing(actor, in_turn=told["how"] == "turn", most_open=told["most_open"])
        messages.success(request, _("Saved."))
        return redirect("desk:board")
    return _page(request, actor, form=form)


@require_POST
@needs("work.share")
def limit(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = LimitForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.set_limit(actor, person_id=told["person"], most_open=told["most_open"])
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:board")
    return _page(request, actor, limit=form)
