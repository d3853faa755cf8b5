"""The first page, by role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from smartsafe.faces.theme.doors import actor_if_any, to_sign_in

# capability → where it leads, in the order in which a person with several roles is led
FIRST = (
    ("contacts.see", "/desk/inbox/mine/"),
    ("people.manage", "/desk/people/"),
    ("outreach.see", "/desk/outreach/"),
    ("portal", "/portal/"),
    ("desk", "/desk/me/"),
)


def home(request: HttpRequest) -> HttpResponse:
    """To the inbox, to the people, to the portal, or to one's own page."""
    actor = actor_if_any(request)
    if actor is None:
        return to_sign_in(request)
    return redirect(next(address for capability, address in FIRST if actor.may(capability)))
