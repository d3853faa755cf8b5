"""One's own settings, and the colleagues of the same institution who wait to be admitted to its keyring."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from smartsafe.country.profile import profile
from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people import queries, sessions
from smartsafe.people.actions import accounts, admission
from smartsafe.people.actions import sessions as sign_ins
from smartsafe.people.actors import Locked
from smartsafe.vault.keyrings import WrongPassword

from .forms import MeForm, PasswordForm


def _page(request: HttpRequest, *, form: MeForm | None = None, password: PasswordForm | None = None) -> HttpResponse:
    actor = actor_of(request)
    view = queries.person_for(actor, actor.id)
    wrong = bool((form and form.errors) or (password and password.errors))
    context = {
        "view": view,
        "institution": profile().label("institutions", actor.institution),
        "form": form or MeForm(initial={"name": view.name, "language": view.language}, prefix="me"),
        "password": password or PasswordForm(prefix="password"),
        "members": queries.keyring_members(actor),
        "waiting": [one for one in queries.waiting_for_admission(actor) if one.id != actor.id],
        "sign_ins": queries.sign_ins(actor),
    }
    return render(request, "portal/me.html", context, status=422 if wrong else 200)


@needs("portal")
@require_http_methods(("GET", "HEAD", "POST"))
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
            return redirect("portal:me")
    return _page(request, form=form)


@sensitive_post_parameters()
@needs("portal")
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request.POST, prefix="password")
    if form.is_valid():
        try:
            accounts.change_password(actor_of(request), old=form.cleaned_data["old"], new=form.cleaned_data["password"])
        except WrongPassword:
            form.add_error("old", _("The password is not right."))
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            request.user.refresh_from_db()  # type: ignore[union-attr]  # signed in, by the door
            update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
            messages.success(request, _("The password is changed. Other sessions have ended."))
            return redirect("portal:me")
    return _page(request, password=form)


@needs("portal")
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    sign_ins.end_others(actor_of(request), sign_in_id=sessions.this_sign_in(request))
    messages.success(request, _("All other sessions have ended."))
    return redirect("portal:me")


@needs("portal")
@require_POST
def admit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    try:
        admission.admit(actor_of(request), person_id=person_id)
    except (NotFound, NotAllowed, Locked):
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Admitted. Your colleague can read referrals after signing in again."))
    return redirect("portal:me")
