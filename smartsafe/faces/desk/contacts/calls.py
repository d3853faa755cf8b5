"""The call sheet, and calls with nobody to help."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartsafe.channels.phone import queries
from smartsafe.channels.phone.actions import answering
from smartsafe.channels.phone.queries import CallView
from smartsafe.country.profile import profile
from smartsafe.errors import DomainError, NotAllowed, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people.actors import Actor, Locked

from ..phone.forms import SheetForm, now_in_seconds, opened_at


@needs("contacts.handle")
def call(request: HttpRequest) -> HttpResponse:
    """`do`: advised closes the call at once, open keeps it for later. `call`: the one that was answered."""
    actor = actor_of(request)
    if request.method != "POST":
        shown = _answered(actor, request.GET.get("call", ""))
        initial = {"began": now_in_seconds()}
        return _sheet(request, SheetForm(initial=initial | (_of_call(shown) if shown else {})), shown)
    form = SheetForm(request.POST)
    shown = _answered(actor, request.POST.get("call", ""), guess=False)
    if not form.is_valid():
        return _sheet(request, form, shown, status=400)
    outcome = "advised" if request.POST.get("do") == "advised" else ""
    try:
        taken = answering.take_down(actor, outcome=outcome, **form.told())
    except (NotAllowed, Locked, NotFound):
        raise
    except DomainError as error:
        form.add_refusal(error)
        return _sheet(request, form, shown, status=400)
    if outcome:
        messages.success(request, _("The call is kept as %(number)s, closed with advice.") % {"number": taken.number})
        return redirect("desk:inbox", "mine")
    return redirect("desk:contact", taken.id)


def _answered(actor: Actor, told: str, *, guess: bool = True) -> CallView | None:
    """The call of the sheet: the one that is named, else the one just answered and not taken down yet."""
    call_id = _id(told) or (queries.my_call(actor) if guess else None)
    try:
        return queries.call_for(actor, call_id) if call_id else None
    except NotFound:
        return None


def _id(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


def _of_call(shown: CallView) -> dict[str, object]:
    return {"call": shown.id, "number": shown.number}


def _sheet(request: HttpRequest, form: SheetForm, shown: CallView | None, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "call_shown": shown,
    }
    return render(request, "desk/contacts/call.html", context, status=status)


@needs("contacts.handle")
@require_POST
def silent(request: HttpRequest) -> HttpResponse:
    """A silent call, a prank, a wrong number: recorded, and back to where the person was."""
    actor = actor_of(request)
    call_id = _id(request.POST.get("call", "")) or queries.my_call(actor)
    began_at = opened_at(request.POST.get("began", ""))
    taken = answering.nobody_there(actor, kind=request.POST.get("kind", ""), call_id=call_id, began_at=began_at)
    label = profile().label("outcomes_of_contact", taken.outcome)
    messages.success(request, _("Recorded: %(kind)s (%(number)s).") % {"kind": label, "number": taken.number})
    return redirect(reverse("desk:inbox", args=["mine"]))
