"""The door: signing in and out, accepting an invitation, sending again what an ended session interrupted."""

from typing import Any

from allauth.account.views import LoginView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from smartsafe.errors import DomainError, Invalid
from smartsafe.faces.theme.doors import actor_if_any
from smartsafe.people import kept_forms, sessions
from smartsafe.people.actions import invitations
from smartsafe.people.actions.sessions import end

from .forms import NewPasswordForm

INVITED = "invitation"


class SignInView(LoginView):
    """allauth's sign-in, which on the way opens the person's private key for this browser alone."""

    template_name = "desk/sign_in/sign_in.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # A link from another site arrives without the strict key cookie; one step from our own page brings it back.
        going = self.get_next_url() or ""
        came_locked = request.user.is_authenticated and sessions.SEALED in request.session
        if going and came_locked and sessions.KEY_COOKIE not in request.COOKIES and "step" not in request.session:
            request.session["step"] = True
            return render(request, "desk/sign_in/step.html", {"going": going})
        request.session.pop("step", None) if "step" in request.session else None
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.user
        kept_forms.discard_unless_of(self.request, person.id)
        if self.request.user.is_authenticated:
            kept = self.request.session.get(kept_forms.KEPT)
            logout(self.request)
            if kept:
                self.request.session[kept_forms.KEPT] = kept
        cookie = sessions.unlock(self.request, person, form.cleaned_data["password"])
        answer = super().form_valid(form)
        sessions.give_cookies(answer, person, cookie)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "going": self.get_next_url() or "",
            "kept": kept_forms.kept(self.request),
        }


sign_in = SignInView.as_view()


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect("desk:sign_in")
    actor = actor_if_any(request)
    institution = getattr(request.user, "institution", "")
    if actor is not None and request.session.get(sessions.SIGN_IN):
        end(actor, sign_in_id=sessions.this_sign_in(request))
    logout(request)
    answer = redirect("desk:sign_in")
    sessions.take_key_back(answer, institution)
    return answer


@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """After signing in again: what was typed, to be sent now or let go."""
    if not request.user.is_authenticated:
        return redirect("desk:sign_in")
    kept_forms.discard_unless_of(request, request.user.pk)
    kept = kept_forms.kept(request)
    home = "/portal/" if getattr(request.user, "institution", "") else "/desk/"
    if kept is None:
        return redirect(home)
    kept_forms.discard(request)
    return render(request, "desk/sign_in/again.html", {"kept": kept, "home": home})


def invitation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the token out of the address at once."""
    request.session[INVITED] = token
    return redirect("desk:invitation")


@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest) -> HttpResponse:
    """Whoever was invited chooses a password, which makes their key."""
    token = request.session.get(INVITED, "")
    try:
        invited = invitations.invited(token)
    except DomainError as refusal:
        return render(request, "desk/sign_in/invitation_ended.html", {"refusal": refusal}, status=404)
    if request.user.is_authenticated:
        return render(request, "desk/sign_in/invitation_other.html", {"invited": invited})
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            invitations.accept(invited, token=token, password=form.cleaned_data["password"])
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            request.session.flush()
            return render(request, "desk/sign_in/welcome.html", {"invited": invited})
    return render(request, "desk/sign_in/invitation.html", {"form": form, "invited": invited})
