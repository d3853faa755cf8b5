"""Teams: names, members."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartsafe.errors import Invalid, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.language.scripts import in_script
from smartsafe.people import queries
from smartsafe.people.actions import teams as actions

from .forms import TeamChangeForm, TeamForm


@needs("people.see")
def teams(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = TeamForm(request.POST or None)
    if form.is_valid():
        try:
            team_id = actions.make_team(actor, name=form.cleaned_data["name"])
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("desk:team", team_id)
    context = {"teams": queries.teams_with_members(actor), "form": form, "manages": actor.may("people.manage")}
    return render(request, "desk/people/teams.html", context)


@needs("people.manage")
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = next((team for team in queries.teams_with_members(actor) if team[0] == team_id), None)
    if found is None:
        raise NotFound()
    staff = [(str(view.id), in_script(view.name, request.LANGUAGE_CODE)) for view in queries.people(actor)
             if not view.institution]  # fmt: skip
    now = {"name": found[1], "members": [str(person_id) for person_id, _name in found[2]]}
    form = TeamChangeForm(request.POST or None, people=staff, initial=now)
    if form.is_valid():
        members = frozenset(UUID(member) for member in form.cleaned_data["members"])
        try:
            actions.change_team(actor, team_id=team_id, name=form.cleaned_data["name"], members=members)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:teams")
    return render(request, "desk/people/team.html", {"form": form, "name": found[1], "team_id": team_id})


@require_POST
@needs("people.manage")
def remove(request: HttpRequest, team_id: UUID) -> HttpResponse:
    actions.remove_team(actor_of(request), team_id=team_id)
    messages.success(request, _("The team is removed."))
    return redirect("desk:teams")
