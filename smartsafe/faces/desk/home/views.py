"""The first page, by role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from smartsafe.faces.theme.doors import to_sign_in

# capability → address, in the order in which a person with several roles is led
FIRST = (
    ("contacts.see", "desk:inbox", ("mine",)),
    ("people.manage", "desk:people", ()),
    ("portal", "portal:inbox", ()),
    ("desk", "desk:me", ()),
)


def home(request: HttpRequest) -> HttpResponse:
    """To the inbox, to the people, to the portal, or to one's own page."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return to_sign_in(request)
    for capability, name, arguments in FIRST:
        if actor.may(capability):
            try:
                return redirect(reverse(name, args=arguments))
            except NoReverseMatch:  # the process may not serve that face
                continue
    return to_sign_in(request)
