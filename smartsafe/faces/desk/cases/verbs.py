"""Buttons of the case page: each does one thing and comes back to the case."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartsafe.cases import actions
from smartsafe.cases.errors import NobodyThere
from smartsafe.faces.theme.doors import actor_of, needs

from .forms import AssignForm
from .trying import carried_out_plainly


def _back(request: HttpRequest, case_id: UUID, act: Callable[[], object], done: str) -> HttpResponse:
    carried_out_plainly(request, act, done)
    return redirect("desk:case", case_id)


@needs("cases.handle")
@require_POST
def assign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    form, actor = AssignForm(request.POST), actor_of(request)

    def act() -> None:
        if not form.is_valid():
            raise NobodyThere("person")
        actions.assign(actor, case_id=case_id, person_id=form.cleaned_data["person"])

    return _back(request, case_id, act, _("The case is assigned."))


@needs("cases.handle")
@require_POST
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    done = _("The case is closed. Reporters see that it is concluded.")
    return _back(request, case_id, lambda: actions.close(actor, case_id=case_id), done)


@needs("cases.handle")
@require_POST
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _back(request, case_id, lambda: actions.reopen(actor, case_id=case_id), _("The case is open again."))


@needs("danger.acknowledge")
@require_POST
def acknowledge(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    done = _("Danger is acknowledged.")
    return _back(request, case_id, lambda: actions.acknowledge_danger(actor, case_id=case_id), done)


@needs("cases.handle")
@require_POST
def remove_involved(request: HttpRequest, case_id: UUID, involved_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    done = _("The person is no longer in the file.")
    return _back(
        request, case_id, lambda: actions.remove_involved(actor, case_id=case_id, involved_id=involved_id), done
    )


@needs("cases.handle")
@require_POST
def remove_contact(request: HttpRequest, case_id: UUID, contact_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    done = _("The contact no longer belongs to the case.")
    return _back(request, case_id, lambda: actions.remove_contact(actor, case_id=case_id, contact_id=contact_id), done)


@needs("cases.handle")
@require_POST
def unlink(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    done = _("The cases are no longer linked.")
    return _back(request, case_id, lambda: actions.unlink(actor, case_id=case_id, other_id=other_id), done)
