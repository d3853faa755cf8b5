"""People: the list, one person, inviting, admitting."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people import queries
from smartsafe.people.actions import accounts, admission, invitations
from smartsafe.people.actors import Actor, Locked

from .forms import FilterForm, InviteForm, OfficerRolesForm, RenameForm, RolesForm


@needs("people.see")
def people(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.people(
        actor_of(request),
        search=chosen.get("search", ""),
        role=chosen.get("role", ""),
        state=chosen.get("state") or "active",
    )
    return render(request, "desk/people/people.html", {"form": form, "people": found})


def _link(request: HttpRequest, invited: invitations.Invited) -> str:
    return request.build_absolute_uri(reverse("desk:invitation_link", args=[invited.token]))


def _invited(request: HttpRequest, invited: invitations.Invited) -> HttpResponse:
    """The link is shown this once. It goes by no mail: the administrator hands it over and knows to whom."""
    actor = actor_of(request)
    view = queries.person_for(actor, invited.person_id)
    return render(request, "desk/people/invited.html", {"person": view, "link": _link(request, invited)})


@never_cache
@needs("people.manage")
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given["roles"] = frozenset(given["roles"])
        try:
            return _invited(request, invitations.invite(actor_of(request), **given))
        except Invalid as refusal:
            form.add_refusal(refusal)
    return render(request, "desk/people/invite.html", {"form": form})


def _person_page(request: HttpRequest, person_id: UUID, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    view = queries.person_for(actor, person_id)
    roles = OfficerRolesForm if view.institution else RolesForm
    context = {
        "person": view,
        "manages": actor.may("people.manage") and actor.id != view.id,
        "admits": actor.may("people.admit") and not view.institution,
        "roles_form": forms.get("roles") or roles(initial={"roles": view.roles}),
        "rename_form": forms.get("rename") or RenameForm(initial={"name": view.name}),
    }
    return render(request, "desk/people/person.html", context)


@needs("people.see")
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return _person_page(request, person_id)


VERBS: dict[str, tuple[Callable[..., Any], Callable[[], str]]] = {
    "admit": (admission.admit, lambda: _("Admitted to the keyring.")),
    "expel": (admission.expel, lambda: _("Expelled from the keyring; effective at once.")),
    "deactivate": (accounts.deactivate, lambda: _("The account has ended.")),
    "reactivate": (accounts.reactivate, lambda: _("The account is open again.")),
    "reset-second-factor": (accounts.reset_second_factor, lambda: _("The second factor is removed.")),
}


@never_cache
@require_POST
@needs("people.see")
def act(request: HttpRequest, person_id: UUID, verb: str) -> HttpResponse:
    """One verb on one person; a refusal is said on the person's page."""
    actor = actor_of(request)
    if verb == "invite-again":
        return _invited(request, invitations.invite_again(actor, person_id=person_id))
    if verb == "roles":
        return _set_roles(request, actor, person_id)
    if verb == "rename":
        return _rename(request, actor, person_id)
    if verb not in VERBS:
        raise Http404
    action, said = VERBS[verb]
    try:
        action(actor, person_id=person_id)
    except (NotAllowed, NotFound, Locked):
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said())
    back = "desk:admissions" if request.POST.get("back") == "admissions" else "desk:person"
    return redirect(back) if back == "desk:admissions" else redirect(back, person_id)


def _set_roles(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponse:
    officer = bool(queries.person_for(actor, person_id).institution)
    form = (OfficerRolesForm if officer else RolesForm)(request.POST)
    if form.is_valid():
        try:
            accounts.set_roles(actor, person_id=person_id, roles=frozenset(form.cleaned_data["roles"]))
        except (NotAllowed, NotFound):
            raise
        except DomainError as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:person", person_id)
    return _person_page(request, person_id, roles=form)


def _rename(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponse:
    form = RenameForm(request.POST)
    if form.is_valid():
        try:
            accounts.rename(actor, person_id=person_id, name=form.cleaned_data["name"])
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:person", person_id)
    return _person_page(request, person_id, rename=form)


@needs("people.admit")
def admissions(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "waiting": queries.waiting_for_admission(actor),
        "members": queries.keyring_members(actor),
        "can_admit": "centre" in actor.opened(),
    }
    return render(request, "desk/people/admissions.html", context)
