"""Campaigns: the list, one with its report, its reach typed in or from a table, the report as PDF."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smartsafe.documents.reports import campaign_report
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.outreach.activities import figures, queries
from smartsafe.outreach.activities.times import today
from smartsafe.outreach.campaigns import actions
from smartsafe.outreach.campaigns import queries as campaign_queries
from smartsafe.outreach.campaigns.rules import DOWNLOADS, MANAGE, REACH, SEE
from smartsafe.outreach.errors import RowsWrong
from smartsafe.outreach.tables import MOST_BYTES

from . import materials
from .forms import CampaignForm, ReachForm, TableForm
from .tables import takes_table, told_already

PAGE = require_http_methods(["GET", "HEAD", "POST"])
LISTS = ("partners", "brands", "ambassadors", "goals")


@needs(SEE)
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    found = campaign_queries.campaigns(actor_of(request))
    reached, nobody = figures.by_campaign(), figures.Reached(0, 0, 0, 0)
    context = {"campaigns": [(one, reached.get(one.id, nobody)) for one in found], "tab": "campaigns"}
    return render(request, "desk/outreach/campaigns.html", context)


@needs(MANAGE)
@PAGE
def new(request: HttpRequest) -> HttpResponse:
    form = CampaignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.begin(actor_of(request), **form.told())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("desk:campaign", made.id)
    return render(request, "desk/outreach/campaign_edit.html", {"form": form}, status=422 if form.is_bound else 200)


@needs(MANAGE)
@PAGE
def edit(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    view = campaign_queries.campaign(actor_of(request), campaign_id)
    known: dict[str, Any] = {name: getattr(view, name) for name in ("starts_on", "ends_on", "public")}
    known |= {name: "\n".join(getattr(view, name)) for name in LISTS} | {"cities": "\n".join(view.city_names)}
    known["materials"] = "\n".join(materials.addresses(view, get_language() or ""))
    for field, text in (("name", view.name), ("summary", view.summary)):
        known |= {f"{field}_{code}": text.in_language(code) for code in text.written}
    form = CampaignForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            told = form.told()
            told["materials"] += materials.unpublished(view, get_language() or "")
            actions.change(actor_of(request), campaign_id=campaign_id, **told)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:campaign", campaign_id)
    context = {"form": form, "campaign": view}
    return render(request, "desk/outreach/campaign_edit.html", context, status=422 if form.is_bound else 200)


@takes_table
@needs(SEE)
@PAGE
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The report as a page; a POST enters reach, by hand (`go=one`), from a table (`go=table`) or takes a row back."""
    actor = actor_of(request)
    reach, table = ReachForm(), TableForm()
    wrong: list[tuple[int, str]] = []
    if request.method == "POST":
        actor.need(MANAGE)
        go = request.POST.get("go")
        reach = ReachForm(request.POST) if go == "one" else reach
        table = TableForm(request.POST, request.FILES) if go == "table" else table
        try:
            if _done(request, campaign_id, reach, table):
                messages.success(request, _("Saved."))
                return redirect("desk:campaign", campaign_id)
        except RowsWrong as refusal:
            table.add_refusal(refusal)
            wrong = refusal.rows
        except Invalid as refusal:
            (reach if go == "one" else table).add_refusal(refusal)
    view = campaign_queries.campaign(actor, campaign_id)
    found, taken = materials.of_campaign(view, get_language() or "")
    context = {
        "campaign": view, "materials": found, "taken": taken, "totals": view.totals_with(taken),
        "reached": figures.of_campaign(campaign_id),
        "cities": figures.by_city(campaign_id),
        "activities": queries.of_campaign(actor, campaign_id),
        "reach": reach, "table": table, "wrong": wrong[:100], "columns": actions.COLUMNS, "tab": "",
    }  # fmt: skip
    return render(request, "desk/outreach/campaign.html", context, status=422 if request.method == "POST" else 200)


def _done(request: HttpRequest, campaign_id: UUID, reach: ReachForm, table: TableForm) -> bool:
    actor = actor_of(request)
    if reach.is_bound:
        if reach.is_valid():
            actions.enter_reach(actor, campaign_id=campaign_id, **reach.cleaned_data)
        return not reach.errors
    if table.is_bound:
        if table.is_valid():
            raw = table.cleaned_data["table"].read(MOST_BYTES + 1)
            taken = actions.import_reach(actor, campaign_id=campaign_id, table=raw)
            if taken.already:
                messages.info(request, told_already(taken.already))
        return not table.errors
    row = request.POST.get("remove", "")
    if row.isascii() and row.isdigit() and len(row) < 19:
        actions.remove_reach(actor, campaign_id=campaign_id, reach_id=int(row))
        return True
    return False


@needs(SEE)
@require_safe
def report(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    view, language = campaign_queries.campaign(actor_of(request), campaign_id), get_language() or ""
    found, taken = materials.of_campaign(view, language)
    reach = [(one.kind_name, one.number, one.day, one.source) for one in view.reached]
    if taken:
        reach.append((str(REACH[DOWNLOADS]), taken, min(view.ends_on, today()), _("our library, counted by itself")))
    content = campaign_report(
        name=str(view.name), summary=str(view.summary), starts_on=view.starts_on, ends_on=view.ends_on,
        lists={name: getattr(view, name) for name in LISTS}, reached=asdict(figures.of_campaign(campaign_id)),
        cities=figures.by_city(campaign_id), totals=view.totals_with(taken),
        materials=[(one.title, one.taken) for one in found], reach=reach, language=language,
    )  # fmt: skip
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="campaign.pdf"'
    return answer
