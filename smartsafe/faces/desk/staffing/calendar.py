"""Days on which the centre is open otherwise than usual."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from smartsafe import clock
from smartsafe.contacts.actions.clocks import reckon_clocks
from smartsafe.country.actions import remove_day, set_day
from smartsafe.country.calendar import changes, written
from smartsafe.country.hours import is_day_off
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people.shifts import here

from .forms import DayForm


@needs("hours.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The changes from today on, and a form for one more. A second change of a day replaces the first."""
    actor = actor_of(request)
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                set_day(actor, day=form.cleaned_data["day"], times=form.times(), reasons=form.reasons())
                reckon_clocks(actor)
        except Invalid as refusal:
            refusal.field = "opens" if refusal.field == "times" else refusal.field
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The day is set. The line and every deadline follow it from now on."))
            return redirect("desk:hours")
    today = clock.now().astimezone(here()).date()
    context = {"form": form, "changes": list(changes(today).values()), "usual": _usual(), "holidays": _holidays()}
    return render(request, "desk/staffing/hours.html", context, status=422 if request.method == "POST" else 200)


def _usual() -> list[tuple[int, list[str]]]:
    """(day of the week, stretches as written) of the profile; Monday is 0."""
    return [
        (day, [f"{written(span.opens)}–{written(span.closes)}" for span in profile().hours.on(day)]) for day in range(7)
    ]


def _holidays() -> list[object]:
    """Public holidays of the coming sixty days: nobody needs to enter these."""
    today = clock.now().astimezone(here()).date()
    days = [today + timedelta(days=number) for number in range(60)]
    return [day for day in days if is_day_off(day) and profile().hours.on(day.weekday())]


@require_POST
@needs("hours.manage")
def remove(request: HttpRequest, change_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    try:
        with transaction.atomic():
            remove_day(actor, change_id=change_id)
            reckon_clocks(actor)
    except Invalid as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The day has its usual hours again."))
    return redirect("desk:hours")
