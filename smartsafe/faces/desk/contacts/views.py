"""The open contact: reading it, and each step on it. A refused step shows the page again with what was typed."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, outbox
from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound, Stale
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people.actors import Actor, Locked

from ..opened import enter, enter_unless_open
from .forms import AssignForm, NoteForm, ReplyForm, TriageForm
from .page import contact_context, show


def status_of(error: DomainError) -> int:
    return 409 if isinstance(error, Stale) else 400


def address_of(request: HttpRequest, contact_id: UUID) -> str:
    """The contact's page, with the list that the person came from."""
    queue = request.POST.get("queue", "")[:60]
    page = reverse("desk:contact", args=[contact_id])
    return f"{page}?{urlencode({'queue': queue})}" if queue else page


def step(need: str = "contacts.handle") -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that takes a step: only by POST (anything else leads to the page), refusals shown on the page."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @needs(need)
        def taken(request: HttpRequest, contact_id: UUID) -> HttpResponse:
            if request.method != "POST":
                return redirect("desk:contact", contact_id)
            try:
                return view(request, actor_of(request), contact_id)
            except (NotAllowed, NotFound, Locked):
                raise
            except DomainError as error:
                return show(request, contact_id, refused=error, status=status_of(error))

        return taken  # type: ignore[return-value]

    return wrap


@needs("contacts.see")
@require_safe
def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The page; with `part=open` only its panes, for the page that is open already and saw that something changed."""
    actor = actor_of(request)
    look = partial(handling.look, actor, contact_id=contact_id)
    if request.GET.get("part") == "open" and not (now := queries.contact_for(actor, contact_id)).unread:
        enter_unless_open(request, "contact", contact_id, look, also=lambda: [one.id for one in now.merged])
    else:
        enter(request, contact_id, look)
    if request.GET.get("part") == "open":
        return render(request, "desk/contacts/parts.html", contact_context(actor, contact_id))
    return show(request, contact_id)


@step()
def reply(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """Send, send and close as advised, or (without script) keep as a draft."""
    form = ReplyForm(request.POST)
    if request.POST.get("do") == "draft":
        handling.save_draft(actor, contact_id=contact_id, text=request.POST.get("text", ""))
        messages.success(request, _("Your draft is kept here, for you alone."))
        return redirect(address_of(request, contact_id))
    if not form.is_valid():
        return show(request, contact_id, reply=form, status=400)
    told = form.cleaned_data
    try:
        handling.reply(
            actor, contact_id=contact_id, text=told["text"], version=told["version"], submission=told["submission"],
            close_as="advised" if request.POST.get("do") == "close" else "",
        )  # fmt: skip
    except Stale as error:
        return show(request, contact_id, reply=_again(form, actor, contact_id), refused=error, status=409)
    except DomainError as error:
        return _refused(request, contact_id, error, reply=form)
    return redirect(address_of(request, contact_id))


def _again(form: ReplyForm, actor: Actor, contact_id: UUID) -> ReplyForm:
    """The same words with the version that stands now: the person has both before their eyes and may send again."""
    version = queries.contact_for(actor, contact_id).version
    return ReplyForm(initial={"text": form.cleaned_data["text"], "version": version})


def _refused(request: HttpRequest, contact_id: UUID, error: DomainError, **forms: Any) -> HttpResponse:
    if isinstance(error, NotAllowed | NotFound | Locked):
        raise error
    form = next(iter(forms.values()))
    if isinstance(error, Invalid):
        form.add_refusal(error)
        return show(request, contact_id, status=400, **forms)
    return show(request, contact_id, refused=error, status=status_of(error), **forms)


@step()
def send_again(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """A reply that could not be delivered, once more."""
    try:
        message_id = UUID(request.POST.get("message", ""))
    except ValueError:
        raise Invalid("message") from None
    outbox.send_again(actor, contact_id=contact_id, message_id=message_id)
    return redirect(address_of(request, contact_id))


@step()
def note(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return show(request, contact_id, note=form, status=400)
    told = form.cleaned_data
    try:
        handling.add_note(actor, contact_id=contact_id, text=told["text"], submission=told["submission"])
    except DomainError as error:
        return _refused(request, contact_id, error, note=form)
    return redirect(address_of(request, contact_id))


@step()
def draft(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """Autosave from the page's script."""
    kind = "note" if request.POST.get("kind") == "note" else "reply"
    try:
        handling.save_draft(actor, contact_id=contact_id, text=request.POST.get("text", ""), kind=kind)
    except Invalid:
        return HttpResponse(status=413)
    return HttpResponse(status=204)


@step()
def triage(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    form = TriageForm(request.POST, prefix="triage")
    if not form.is_valid():
        return show(request, contact_id, triage=form, status=400)
    now = queries.contact_for(actor, contact_id)
    try:
        handling.triage(actor, contact_id=contact_id, version=form.cleaned_data["version"], **form.facts(now))
    except Stale as error:
        # What was typed stays in the form, the page around it shows what stands now; saving again is deliberate.
        typed = request.POST.copy()
        typed["triage-version"] = str(now.version)
        return show(request, contact_id, triage=TriageForm(typed, prefix="triage"), refused=error, status=409)
    except DomainError as error:
        return _refused(request, contact_id, error, triage=form)
    return redirect(address_of(request, contact_id))


@step()
def assign(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    """To oneself (`take`), or to the person and team chosen."""
    if "take" in request.POST:
        team = queries.contact_for(actor, contact_id).team_id
        handling.assign(actor, contact_id=contact_id, person_id=actor.id, team_id=team)
        return redirect(address_of(request, contact_id))
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise Invalid("person")
    told = form.cleaned_data
    handling.assign(actor, contact_id=contact_id, person_id=_id(told["person"]), team_id=_id(told.get("team", "")))
    return redirect(address_of(request, contact_id))


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None


@step()
def close(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    handling.close(actor, contact_id=contact_id, outcome=request.POST.get("outcome", ""))
    return redirect(address_of(request, contact_id))


@step()
def reopen(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    handling.reopen(actor, contact_id=contact_id)
    return redirect(address_of(request, contact_id))


@step("danger.acknowledge")
def danger(request: HttpRequest, actor: Actor, contact_id: UUID) -> HttpResponse:
    handling.acknowledge_danger(actor, contact_id=contact_id)
    return redirect(address_of(request, contact_id))
