"""What is to be done: mine, my teams', what is late; and done."""

from typing import get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from smartsafe.cases import actions, queries
from smartsafe.cases.queries.tasks import Whose
from smartsafe.errors import NotFound
from smartsafe.faces.desk.cases.trying import carried_out_plainly
from smartsafe.faces.theme.doors import actor_of, needs

LISTS = {
    "mine": pgettext_lazy("tasks", "Mine"),
    "team": pgettext_lazy("tasks", "My team’s"),
    "late": pgettext_lazy("tasks", "Late"),
    "all": pgettext_lazy("tasks", "All"),
}


@needs("cases.see")
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Raises NotFound for a list that does not exist."""
    actor, asked = actor_of(request), request.GET.get("whose", "mine")
    whose: Whose | None = next((one for one in get_args(Whose) if one == asked), None)
    if whose is None:
        raise NotFound()
    context = {
        "tasks": queries.tasks(actor, whose=whose),
        "counts": queries.task_counts(actor),
        "whose": whose,
        "heading": LISTS[whose],
        "lists": list(LISTS.items()),
    }
    return render(request, "desk/tasks/list.html", context)


@needs("cases.see")
@require_POST
def finish(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Done; back to the list, or to the case when it was pressed there."""
    actor = actor_of(request)
    case_id = queries.case_of_task(actor, task_id)
    carried_out_plainly(request, lambda: actions.finish_task(actor, task_id=task_id), _("Done. One less to do."))
    if request.POST.get("next") == "case":
        return redirect("desk:case", case_id)
    return redirect("desk:tasks")
