"""One queue of the inbox."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartsafe.contacts import queries
from smartsafe.contacts.actions.handling import look_through
from smartsafe.contacts.actions.indexing import index_waiting
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor

from ..opened import enter_list
from .queue_names import EMPTY, name_of_queue


def list_context(actor: Actor, queue: str, cursor: str = "") -> dict[str, Any]:
    """What the list of a queue shows. Raises NotFound."""
    name, order = name_of_queue(actor, queue)
    return {
        "queue": queue,
        "queue_name": name,
        "queue_order": order,
        "queue_empty": EMPTY.get(queue, ""),
        "page": queries.inbox(actor, queue=queue, cursor=cursor),
        "cursor": cursor,
    }


@needs("contacts.see")
@require_safe
def inbox(request: HttpRequest, queue: str) -> HttpResponse:
    """The list; with `part=list` only the rows, for the page that already shows the rest."""
    actor = actor_of(request)
    cursor = request.GET.get("cursor", "")
    if request.GET.get("part") == "list":
        context = list_context(actor, queue, cursor)
        enter_list(request, queue, len(context["page"].rows), further=bool(cursor))
        return render(request, "desk/inbox/rows.html", context)
    index_waiting(actor, limit=10)
    context = list_context(actor, queue, cursor)
    look_through(actor, queue=queue, count=len(context["page"].rows))
    context["versions"] = versions(["inbox"])
    return render(request, "desk/inbox/inbox.html", context)
