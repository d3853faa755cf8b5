"""One's own settings: name, language, password, second factor, where one is signed in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people import queries, sessions
from smartsafe.people.actions import accounts
from smartsafe.people.actions import sessions as sign_ins
from smartsafe.vault.keyrings import WrongPassword

from .forms import MeForm, PasswordForm


def _page(request: HttpRequest, *, form: MeForm | None = None, password: PasswordForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    view = queries.person_for(actor, actor.id)
    context = {
        "view": view,
        "form": form or MeForm(initial={"name": view.name, "language": view.language}, prefix="me"),
        "password": password or PasswordForm(prefix="password"),
        "sign_ins": queries.sign_ins(actor),
        "here": sessions.this_sign_in(request),
    }
    return render(request, "desk/me/me.html", context)


@needs("desk")
def me(request: HttpRequest) -> HttpResponse:
    form = MeForm(request.POST or None, prefix="me")
    if request.method != "POST":
        return _page(request)
    if form.is_valid():
        try:
            accounts.set_name_and_language(actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:me")
    return _page(request, form=form)


@sensitive_post_parameters()
@require_POST
@needs("desk")
def password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST, prefix="password")
    if form.is_valid():
        actor = actor_of(request)
        try:
            accounts.change_password(actor, old=form.cleaned_data["old"], new=form.cleaned_data["password"])
        except WrongPassword:
            form.add_error("old", _("The password is not right."))
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            sessions.stay_signed_in(request)
            messages.success(request, _("The password is changed. Other sessions have ended."))
            return redirect("desk:me")
    return _page(request, password=form)


@require_POST
@needs("desk")
def end_session(request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    sign_ins.end(actor_of(request), sign_in_id=sign_in_id)
    messages.success(request, _("The session has ended."))
    return redirect("desk:me")


@require_POST
@needs("desk")
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    sign_ins.end_others(actor_of(request), sign_in_id=sessions.this_sign_in(request))
    messages.success(request, _("All other sessions have ended."))
    return redirect("desk:me")
