"""A new activity of our own, its change, a past year from a table."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.outreach.activities import queries
from smartsafe.outreach.activities.actions import importing, planning
from smartsafe.outreach.activities.rules import CONFIRMED, MANAGE, TOOK_PLACE
from smartsafe.outreach.campaigns.queries import campaigns
from smartsafe.outreach.errors import RowsWrong
from smartsafe.outreach.tables import MOST_BYTES

from .forms import ActivityForm, PastForm, PresentersForm, TimeForm
from .listing import people
from .tables import takes_table, told_already

PAGE = require_http_methods(["GET", "HEAD", "POST"])


def choices(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(one.id), str(one.name)) for one in campaigns(actor_of(request))]


def refuse(forms: list[Any], refusal: Invalid) -> None:
    """At the form that has the field, else above the first."""
    at = next((form for form in forms if getattr(refusal, "field", "") in form.fields), forms[0])
    at.add_refusal(refusal)


@needs(MANAGE)
@PAGE
def new(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    initial = {"presenters": [str(actor_of(request).id)], "day": request.GET.get("day", "")}
    form = ActivityForm(data, campaigns=choices(request), initial={"campaign": request.GET.get("campaign", "")})
    time = TimeForm(data, people=people(request), initial=initial)
    if data is not None and form.is_valid() & time.is_valid():
        try:
            made = planning.plan(actor_of(request), **form.told(), **time.times())
        except Invalid as refusal:
            refuse([time, form], refusal)
        else:
            messages.success(request, _("The activity is entered."))
            return redirect("desk:activity", made.id)
    context = {"form": form, "time": time, "tab": ""}
    return render(request, "desk/outreach/edit.html", context, status=422 if data is not None else 200)


@needs(MANAGE)
@PAGE
def edit(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    page = queries.activity(actor, activity_id)
    view = page.view
    data = request.POST if request.method == "POST" else None
    known = {
        name: getattr(view, name) for name in ("kind", "audience", "place", "expected", "classes", "topics", "public")
    }
    known |= {
        "municipality": view.city,
        "guests": "\n".join(view.guests),
        "materials": "\n".join(f"{title} | {address}" for title, address in page.materials),
        "campaign": str(view.campaign_id or ""),
    }
    form = ActivityForm(data, campaigns=choices(request), initial=known)
    time: PresentersForm | None = None
    if view.status in (CONFIRMED, *TOOK_PLACE):
        offered = TimeForm if view.status == CONFIRMED else PresentersForm  # when it was, is counted already
        time = offered(data, people=people(request), initial=times_of(view))
    if data is not None and form.is_valid() & (time is None or time.is_valid()):
        try:
            told = time.times() if time else {"presenters": [one for one, _name in view.presenters]}
            written = planning.change(actor, activity_id=activity_id, **form.told(), **told)
        except Invalid as refusal:
            refuse([form, *([time] if time else [])], refusal)
        else:
            messages.success(request, _("Saved. The school is told of it by e-mail.") if written else _("Saved."))
            return redirect("desk:activity", activity_id)
    context = {"form": form, "time": time, "view": view, "tab": ""}
    return render(request, "desk/outreach/edit.html", context, status=422 if data is not None else 200)


def times_of(view: queries.ActivityView) -> dict[str, Any]:
    """What the time form shows at first: the time there is, else the first day that was wished."""
    who = [str(one) for one, _name in view.presenters]
    if view.starts_at is None or view.ends_at is None:
        return {"day": view.wishes[0] if view.wishes else "", "presenters": who}
    starts, ends = timezone.localtime(view.starts_at), timezone.localtime(view.ends_at)
    last = ends.date() if ends.date() != starts.date() else None
    return {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "last_day": last, "presenters": who}


@takes_table
@needs(MANAGE)
@PAGE
def import_past(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PastForm(data, request.FILES or None, campaigns=choices(request))
    wrong: list[tuple[int, str]] = []
    if data is not None and form.is_valid():
        campaign = form.cleaned_data["campaign"]
        try:
            taken = importing.import_past(
                actor_of(request),
                table=form.cleaned_data["table"].read(MOST_BYTES + 1),
                campaign_id=UUID(campaign) if campaign else None,
            )
        except RowsWrong as refusal:
            form.add_refusal(refusal)
            wrong = refusal.rows
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            count = taken.entered
            said = ngettext("{count} past activity is entered.", "{count} past activities are entered.", count)
            messages.success(request, said.format(count=count))
            if taken.already:
                messages.info(request, told_already(taken.already))
            return redirect("desk:activities")
    context = {"form": form, "wrong": wrong[:100], "columns": importing.COLUMNS, "needed": importing.NEEDED, "tab": ""}
    return render(request, "desk/outreach/import.html", context, status=422 if data is not None else 200)
