"""The lists of cases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from smartsafe.cases import queries
from smartsafe.errors import NotFound
from smartsafe.faces.theme.doors import actor_of, needs

QUEUE_NAMES = {
    "open": pgettext_lazy("cases", "Open"),
    "mine": pgettext_lazy("cases", "Mine"),
    "awaiting_approval": pgettext_lazy("cases", "Awaiting approval"),
    "with_institution": pgettext_lazy("cases", "With the institution"),
    "outcome_known": pgettext_lazy("cases", "Outcome known"),
    "closed": pgettext_lazy("cases", "Closed"),
}


@needs("cases.see")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """One queue, a page at a time. Raises NotFound for a queue that does not exist."""
    actor = actor_of(request)
    queue = request.GET.get("queue", "open")
    if queue not in QUEUE_NAMES:
        raise NotFound()
    counts = queries.queue_counts(actor)
    context = {
        "page": queries.cases(actor, queue=queue, cursor=request.GET.get("cursor")),
        "case_queue": queue,
        "heading": QUEUE_NAMES[queue],
        "queues": [(code, name, counts.get(code)) for code, name in QUEUE_NAMES.items()],
    }
    return render(request, "desk/cases/list.html", context)
