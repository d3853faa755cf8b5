"""Who may come through a view of the desk or the portal."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from smartsafe.errors import NotAllowed
from smartsafe.people.actors import Actor

View = Callable[..., HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """Who acts. Only in views behind `needs(…)`."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # people.middleware sets it
    return actor


def actor_if_any(request: HttpRequest) -> Actor | None:
    """Who acts, or None: nobody is signed in, or the page is the public's."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def needs(capability: str) -> Callable[[View], View]:
    """Let the view be reached only by a person with this capability.

    Signed out: to the sign-in page and back here afterwards. Without the capability: NotAllowed, a page with 403.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_if_any(request)
            if actor is None:
                return to_sign_in(request)
            if not actor.may(capability):
                raise NotAllowed()
            return view(request, *args, **kwargs)

        guarded.needs = capability  # type: ignore[attr-defined]  # the permission table reads it
        return guarded

    return guard


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; what is being read now comes back after it (a POST comes back to its page)."""
    address = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    sign_in = f"{reverse('desk:sign_in')}?{urlencode({'next': address})}"
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = sign_in
        return answer
    return redirect(sign_in)
