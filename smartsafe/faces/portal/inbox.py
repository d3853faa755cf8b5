"""What came from the centre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.referrals import queries

QUEUE_NAMES = {
    "new": _("New"),
    "ours": _("Wait for you"),
    "waiting": _("Wait for the centre"),
    "concluded": _("Concluded"),
}


@needs("portal")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One queue of the officer's institution, a page at a time. Raises NotFound for one that does not exist."""
    actor = actor_of(request)
    counts = queries.queue_counts(actor)
    queue = request.GET.get("queue") or next((name for name in ("new", "ours") if counts[name]), "new")
    if queue not in QUEUE_NAMES:
        raise NotFound()
    context = {
        "page": queries.referrals(actor, queue=queue, cursor=request.GET.get("cursor", "")),
        "queue": queue,
        "queues": [(code, name, counts.get(code)) for code, name in QUEUE_NAMES.items()],
        "institution": profile().label("institutions", actor.institution),
    }
    return render(request, "portal/inbox.html", context)
