"""One referral: what it says, the dialogue, and the institution's next step."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from smartsafe.errors import NotFound
from smartsafe.faces.theme.acting import carried_out
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.faces.theme.forms import KindForm
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, queries

from .forms import AcceptForm, AcknowledgeForm, AskForm, DeclineForm, OutcomeForm

FORMS: dict[str, type[KindForm]] = {
    "acknowledge": AcknowledgeForm,
    "ask": AskForm,
    "accept": AcceptForm,
    "decline": DeclineForm,
    "report_outcome": OutcomeForm,
}
ACTS: dict[str, tuple[Callable[..., Any], str | Promise]] = {
    "acknowledge": (actions.acknowledge, _("Receipt is confirmed.")),
    "ask": (actions.ask, _("The question is with the centre.")),
    "accept": (actions.accept, _("Accepted. The centre knows that you act.")),
    "decline": (actions.decline, _("The centre knows that you are not competent.")),
    "report_outcome": (actions.report_outcome, _("Thank you. The outcome is with the centre.")),
}


@needs("portal")
@require_safe
def page(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    return _page(request, referral_id)


def _page(request: HttpRequest, referral_id: UUID, refused: dict[str, KindForm] | None = None) -> HttpResponse:
    """The page. Of a withdrawn referral only that it was withdrawn: its key is destroyed."""
    actor = actor_of(request)
    view = queries.referral_for(actor, referral_id)
    if view.withdrawn:
        return render(request, "portal/withdrawn.html", {"referral": view})
    if view.erased_at:
        return render(request, "portal/erased.html", {"referral": view})
    said = actions.look(actor, referral_id=referral_id)
    forms = {verb: _form(actor, verb, None) for verb in view.verbs if verb in FORMS}
    context = {
        "referral": view,
        "said": said,
        "steps": said.steps,
        "forms": {**forms, **(refused or {})},
        "refused": next(iter(refused), "") if refused else "",
    }
    return render(request, "portal/referral.html", context, status=422 if refused else 200)


def _form(actor: Actor, verb: str, data: Any) -> KindForm:
    kind = FORMS[verb]
    more = {"institution": actor.institution} if kind is DeclineForm else {}
    return kind(data, prefix=verb, **more)


@needs("portal")
@require_POST
def act(request: HttpRequest, referral_id: UUID, verb: str) -> HttpResponse:
    """Take the step `verb` (with hyphens). What is refused comes back on the page, with what was typed."""
    actor, name = actor_of(request), verb.replace("-", "_")
    if name not in FORMS:
        raise NotFound()
    action, done = ACTS[name]
    form = _form(actor, name, request.POST)
    if carried_out(request, form, lambda told: action(actor, referral_id=referral_id, **told), done):
        return redirect("portal:referral", referral_id)
    return _page(request, referral_id, {name: form})
