"""`request.actor`: who acts, at the desk and in the portal. Elsewhere there is nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import sessions

INSIDE = ("/desk/", "/portal/")
WITHOUT_SECOND_FACTOR = ("/desk/second-factor/", "/desk/sign-out/", "/desk/sign-in/")


class ActorMiddleware:
    """Sets `request.actor`, and leads a person who still lacks the required second factor to its set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = sessions.actor_in(request) if request.path.startswith(INSIDE) else None  # type: ignore[attr-defined]
        actor = request.actor  # type: ignore[attr-defined]
        if actor is not None and sessions.lacks_second_factor(request, actor.id):
            if not request.path.startswith(WITHOUT_SECOND_FACTOR):
                return redirect("mfa_index")
            request.actor = None  # type: ignore[attr-defined]
        return self.get_response(request)
