"""`request.actor`: who acts, at the desk and in the portal. Elsewhere there is nobody."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import kept_forms, sessions

INSIDE = ("/desk/", "/portal/", "/cms/")
KEEPING_FORMS = ("/desk/", "/portal/")
SIGNING_IN = ("/desk/second-factor/", "/desk/sign-out/", "/desk/sign-in/", "/desk/invitation/")
AGAIN = "/desk/sign-in/?next=/desk/sign-in/again/"


class ActorMiddleware:
    """Sets `request.actor`, leads a person who lacks the required second factor to its set-up, loses no typed word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = sessions.actor_in(request) if request.path.startswith(INSIDE) else None
        request.actor = actor  # type: ignore[attr-defined]
        if actor is not None and sessions.lacks_second_factor(request, actor.id):
            if not request.path.startswith(SIGNING_IN):
                return redirect("mfa_index")
            request.actor = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A form sent after the session ended is kept, sealed, until the person has signed in again.

        Runs after the check against forged forms, so that no other site can leave a form here.
        """
        actor = request.actor  # type: ignore[attr-defined]
        signed_in = actor is not None and actor.keys is not None
        if request.method != "POST" or signed_in or not request.path.startswith(KEEPING_FORMS):
            return None
        if request.path.startswith(SIGNING_IN):
            return None
        key = kept_forms.keep(request)
        if key is None:
            return None
        answer = HttpResponse(status=204) if request.headers.get("HX-Request") else redirect(AGAIN)
        if answer.status_code == 204:
            answer["HX-Redirect"] = AGAIN
        kept_forms.give_cookie(answer, key)
        return answer
