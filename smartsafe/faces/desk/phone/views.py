"""The page of the telephone, the banner when it rings, and how a call goes on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from smartsafe.channels.phone import queries
from smartsafe.channels.phone.actions import answering, call_backs
from smartsafe.channels.phone.errors import AnsweredAlready
from smartsafe.channels.phone.rules import GIVEN_UP, HANDLE, NOT_NEEDED, REACHED, TOPIC
from smartsafe.channels.registry import is_on
from smartsafe.faces.desk.cases.trying import carried_out_plainly
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.live.queries import versions

DONE = {
    REACHED: gettext_lazy("Called back. One less to do."),
    GIVEN_UP: gettext_lazy("Given up. The number will not be called again."),
    NOT_NEEDED: gettext_lazy("Taken off the list."),
}


@needs(HANDLE)
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """What rings now, whom to call, the figures of today."""
    actor = actor_of(request)
    waiting = queries.call_backs(actor)
    call_backs.look_through(actor, count=len(waiting))
    context: dict[str, Any] = {
        "calls": queries.ringing(actor),
        "call_backs": waiting,
        "figures": queries.figures(),
        "exchange": is_on(TOPIC),
        "on_the_phone": queries.is_on_the_phone(actor),
    }
    return render(request, "desk/phone/phone.html", context)


@needs(HANDLE)
@require_safe
def ringing(request: HttpRequest) -> HttpResponse:
    """The banner as it stands now; 204 while nothing moved since `version`."""
    version = str(versions([TOPIC])[TOPIC])
    if request.GET.get("version", version) == version:
        return HttpResponse(status=204)
    answer = render(request, "desk/phone/_ringing.html", {"calls": queries.ringing(actor_of(request))})
    answer["Phone-Version"] = version
    return answer


@needs(HANDLE)
@require_POST
def answer(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The call is mine, and the sheet opens with it; a colleague may have been faster."""
    try:
        answering.answer(actor_of(request), call_id=call_id)
    except AnsweredAlready as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:phone")
    return redirect(f"{reverse('desk:call')}?call={call_id}")


@needs(HANDLE)
@require_safe
def state(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """When it was answered and when it ended (seconds since 1970, null for not yet), and whether it is over."""
    call = queries.call_for(actor_of(request), call_id)
    return JsonResponse(
        {"answered": _seconds(call.answered_at), "ended": _seconds(call.ended_at), "over": call.over},
        headers={"Cache-Control": "no-store"},
    )


def _seconds(at: datetime | None) -> int | None:
    return int(at.timestamp()) if at else None


@needs(HANDLE)
@require_POST
def call_back(request: HttpRequest, call_back_id: UUID) -> HttpResponse:
    """`do`: reached, given_up, not_needed, or again (nobody answered)."""
    actor, do = actor_of(request), request.POST.get("do", "")
    if do == "again":
        carried_out_plainly(
            request,
            lambda: call_backs.try_call_back_again(actor, call_back_id=call_back_id),
            _("Nobody answered. It stands on the list again, later."),
        )
    else:
        carried_out_plainly(
            request,
            lambda: call_backs.finish_call_back(actor, call_back_id=call_back_id, outcome=do),
            str(DONE.get(do, "")),
        )
    return redirect("desk:phone")
