"""The week of shifts; one shift; oneself on or off a channel."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from smartsafe import clock
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.language.scripts import in_script
from smartsafe.people import shifts
from smartsafe.people.actions import shifts as actions
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may
from smartsafe.people.shift_rules import GROUPS

from .forms import NewShiftForm, ShiftForm, read_week


def _people(request: HttpRequest) -> list[tuple[str, str]]:
    language = getattr(request, "LANGUAGE_CODE", "") or "sr"
    return [(str(one), in_script(name, language)) for one, name in people_who_may("contacts.handle")]


def _today() -> date:
    return clock.now().astimezone(shifts.here()).date()


@needs("shifts.see")
@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """Seven days, who is on now, and (for whoever plans) a form for more shifts."""
    actor = actor_of(request)
    monday = shifts.monday_of(read_week(request.GET.get("week", ""), _today()))
    form = None
    if actor.may("shifts.manage"):
        form = NewShiftForm(
            request.POST if request.method == "POST" else None,
            people=_people(request),
            initial={"day": max(monday, _today())},
        )
        if request.method == "POST" and (answer := _plan(request, actor, form)):
            return answer
    elif request.method == "POST":
        raise NotAllowed()
    context = {
        "days": shifts.week(actor, monday=monday),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(weeks=1),
        "after": monday + timedelta(weeks=1),
        "today": _today(),
        "on_now": shifts.on_now(),
        "form": form,
    }
    return render(request, "desk/staffing/week.html", context, status=422 if form and form.errors else 200)


def _plan(request: HttpRequest, actor: Actor, form: NewShiftForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    told = form.cleaned_data
    try:
        actions.plan_shifts(actor, person_id=UUID(told["person"]), weeks=told["weeks"], **_of(told))
    except Invalid as refusal:
        form.add_refusal(refusal)
        return None
    messages.success(request, _("Planned."))
    return _to_week(told["day"])


def _of(told: dict[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("day", "starts", "ends", "groups")}


def _to_week(day: date) -> HttpResponse:
    return redirect(f"{reverse('desk:shifts')}?week={shifts.monday_of(day):%Y-%m-%d}")


@needs("shifts.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    view = shifts.shift_for(actor, shift_id)
    if view is None:
        raise NotFound()
    now = {
        "person": str(view.person_id),
        "day": view.starts_at.date(),
        "starts": view.starts_at.time(),
        "ends": view.ends_at.time(),
        "groups": list(view.groups),
    }
    form = ShiftForm(request.POST if request.method == "POST" else None, people=_people(request), initial=now)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.change_shift(actor, shift_id=shift_id, person_id=UUID(told["person"]), **_of(told))
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return _to_week(told["day"])
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/staffing/shift.html", {"form": form, "shift": view}, status=status)


@require_POST
@needs("shifts.manage")
def remove(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    view = shifts.shift_for(actor, shift_id)
    actions.remove_shift(actor, shift_id=shift_id)
    messages.success(request, _("The shift is removed."))
    return _to_week(view.starts_at.date() if view else _today())


@require_POST
@needs("contacts.handle")
def switch(request: HttpRequest) -> HttpResponse:
    """`group` and `on` (1 or 0); back to the page one came from."""
    actor = actor_of(request)
    group, on = request.POST.get("group", ""), request.POST.get("on") == "1"
    try:
        actions.switch(actor, group=group, on=on)
    except Invalid as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("You are on: {what}.") if on else _("You are off: {what}.")
        messages.success(request, said.format(what=GROUPS[group]))
    back = request.POST.get("back", "")
    safe = back.startswith("/desk/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "desk:shifts")
