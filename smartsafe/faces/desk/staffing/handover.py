"""Notes to the next shift; talks that colleagues ask for."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.notifications.actions import settle, tell
from smartsafe.people import handover as queries
from smartsafe.people.actions import handover as actions
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may

from .forms import DebriefForm, NoteForm


@needs("contacts.handle")
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """The newest notes, those not read first to the eye; a form for one's own."""
    actor = actor_of(request)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_note(actor, text=form.cleaned_data["text"], submission=form.cleaned_data["submission"])
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("The next shift will see it at the top of the desk."))
            return redirect("desk:handover")
    return _page(request, actor, form, DebriefForm(prefix="talk"))


def _page(request: HttpRequest, actor: Actor, form: NoteForm, talk: DebriefForm) -> HttpResponse:
    context = {"form": form, "talk": talk, "notes": queries.notes(actor)}
    return render(request, "desk/staffing/handover.html", context, status=422 if form.errors or talk.errors else 200)


@require_POST
@needs("contacts.see")
def read(request: HttpRequest, note_id: UUID) -> HttpResponse:
    actions.read_note(actor_of(request), note_id=note_id)
    return redirect("desk:handover")


@require_POST
@needs("contacts.handle")
def ask(request: HttpRequest) -> HttpResponse:
    """A talk is asked for; supervisors are told that somebody asks, and nothing more."""
    actor = actor_of(request)
    talk = DebriefForm(request.POST, prefix="talk")
    if talk.is_valid():
        try:
            with transaction.atomic():
                asked = actions.ask_debrief(actor, text=talk.cleaned_data["text"])
                supervisors = {one for one, _name in people_who_may(queries.DEBRIEFS)} - {actor.id}
                tell(supervisors, "debrief.asked", "debrief", asked.id)
        except Invalid as refusal:
            talk.add_refusal(refusal)
        else:
            messages.success(request, _("A supervisor will come to you. Nobody else sees this."))
            return redirect("desk:handover")
    return _page(request, actor, NoteForm(), talk)


@needs("debriefs.see")
@require_safe
def debriefs(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "desk/staffing/debriefs.html", {"debriefs": queries.debriefs(actor)})


@require_POST
@needs("debriefs.see")
def take(request: HttpRequest, debrief_id: UUID) -> HttpResponse:
    with transaction.atomic():
        actions.take_debrief(actor_of(request), debrief_id=debrief_id)
        settle("debrief.asked", debrief_id)
    return redirect("desk:debriefs")
