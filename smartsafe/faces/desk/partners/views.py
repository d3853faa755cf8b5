"""Partners: the list, one partner with its keys, a new key in two steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.channels.partner import queries
from smartsafe.channels.partner.actions import managing
from smartsafe.channels.partner.rules import MANAGE, SCOPES, SEE
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs

from .forms import KeyForm, PartnerForm

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@needs(SEE)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    found = queries.partners(actor_of(request))
    return render(request, "desk/partners/partners.html", {"partners": found})


@needs(MANAGE)
@PAGE
def new(request: HttpRequest) -> HttpResponse:
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = managing.make_partner(actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The partner is entered. It needs a key before its computer can do anything."))
            return redirect("desk:partner", made)
    return render(request, "desk/partners/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, partner_id: UUID, **forms: Any) -> HttpResponse:
    view = queries.partner_for(actor_of(request), partner_id)
    known = {name: getattr(view, name) for name in PartnerForm.base_fields}
    context = {
        "partner": view,
        "form": forms.get("form") or PartnerForm(initial=known),
        "key_form": forms.get("key_form") or KeyForm(),
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "desk/partners/partner.html", context, status=422 if refused else 200)


@needs(SEE)
@PAGE
def partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """The page; a POST changes the partner."""
    if request.method != "POST":
        return _page(request, partner_id)
    actor = actor_of(request)
    actor.need(MANAGE)
    form = PartnerForm(request.POST)
    if form.is_valid():
        try:
            managing.change_partner(actor, partner_id=partner_id, **form.cleaned_data)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:partner", partner_id)
    return _page(request, partner_id, form=form)


@never_cache
@needs(MANAGE)
@require_POST
def key(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """First what is about to be made is shown, to be confirmed; then the key, this once."""
    actor = actor_of(request)
    view = queries.partner_for(actor, partner_id)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, partner_id, key_form=form)
    told = {
        "partner": view,
        "scopes": [(scope, SCOPES[scope]) for scope in form.cleaned_data["scopes"]],
        "expires_on": form.cleaned_data["expires_on"],
    }
    if "confirmed" not in request.POST:
        return render(request, "desk/partners/confirm.html", told)
    try:
        raw = managing.make_key(actor, partner_id=partner_id, **form.cleaned_data)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(request, partner_id, key_form=form)
    return render(request, "desk/partners/key.html", {**told, "key": raw.text})


VERBS: dict[str, tuple[Callable[..., None], Callable[[], str]]] = {
    "end": (managing.end_partner, lambda: _("The agreement has ended; no key of the partner works any more.")),
    "resume": (managing.resume_partner, lambda: _("The partner’s keys work again.")),
}


@needs(MANAGE)
@require_POST
def act(request: HttpRequest, partner_id: UUID, verb: str) -> HttpResponse:
    actor = actor_of(request)
    if verb == "revoke":
        managing.revoke_key(actor, partner_id=partner_id, key_id=_id(request.POST.get("key", "")))
        messages.success(request, _("The key is revoked, effective at once."))
        return redirect("desk:partner", partner_id)
    if verb not in VERBS:
        raise Http404
    action, said = VERBS[verb]
    action(actor, partner_id=partner_id)
    messages.success(request, said())
    return redirect("desk:partner", partner_id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
