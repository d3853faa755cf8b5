"""The call sheet, and calls with nobody to help."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartsafe.contacts.actions import handling
from smartsafe.country.profile import profile
from smartsafe.errors import DomainError, NotAllowed
from smartsafe.faces.theme.doors import needs
from smartsafe.people.actors import Actor, Locked

from .forms import CallForm


@needs("contacts.handle")
def call(request: HttpRequest) -> HttpResponse:
    """`do`: advised closes the call at once, open keeps it for later."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return _sheet(request, CallForm())
    form = CallForm(request.POST)
    if not form.is_valid():
        return _sheet(request, form, status=400)
    told = form.cleaned_data
    outcome = "advised" if request.POST.get("do") == "advised" else ""
    try:
        taken = handling.take_call(actor, outcome=outcome, **told)
    except (NotAllowed, Locked):
        raise
    except DomainError as error:
        form.add_refusal(error)
        return _sheet(request, form, status=400)
    if outcome:
        messages.success(request, _("The call is kept as %(number)s, closed with advice.") % {"number": taken.number})
        return redirect("desk:inbox", "mine")
    return redirect("desk:contact", taken.id)


def _sheet(request: HttpRequest, form: CallForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "threats": profile().choices("threats"),
        "municipalities": [place.name for place in profile().municipalities],
    }
    return render(request, "desk/contacts/call.html", context, status=status)


@needs("contacts.handle")
@require_POST
def silent(request: HttpRequest) -> HttpResponse:
    """A silent call, a prank, a wrong number: recorded, and back to where the person was."""
    taken = handling.record_silent_call(request.actor, kind=request.POST.get("kind", ""))  # type: ignore[attr-defined]
    label = profile().label("outcomes_of_contact", taken.outcome)
    messages.success(request, _("Recorded: %(kind)s (%(number)s).") % {"kind": label, "number": taken.number})
    return redirect(reverse("desk:inbox", args=["mine"]))
