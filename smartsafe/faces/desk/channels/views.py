"""Which channels are connected, and what waits on each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from smartsafe.channels import queries
from smartsafe.channels.actions import mending
from smartsafe.faces.theme.doors import actor_of, needs


@needs("channels.see")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    states = queries.states(actor_of(request))
    return render(request, "desk/channels/channels.html", {"states": states})


@require_POST
@needs("channels.mend")
def again(request: HttpRequest, code: str) -> HttpResponse:
    """What is stuck on a channel, once more."""
    count = mending.take_stuck_again(actor_of(request), channel=code)
    messages.success(
        request,
        ngettext(
            "%(count)s event is taken in again now.", "%(count)s events are taken in again now.", count
        ) % {"count": count},
    )  # fmt: skip
    return redirect("desk:channels")
