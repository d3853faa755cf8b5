"""The library: reading it, proposing, deciding."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.answers import actions, queries, rules
from smartsafe.answers.filling import fill
from smartsafe.answers.starters import starters as of_the_profile
from smartsafe.errors import DomainError, Invalid, NotAllowed, NotFound, Stale
from smartsafe.faces.theme.doors import actor_of, needs

from .forms import AnswerForm, FilterForm

LISTS = (rules.APPROVED, rules.PROPOSED, rules.ARCHIVED, rules.DECLINED)


@needs(rules.SEE)
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """One list by status, narrowed by threat, audience and language; what makes no sense narrows nothing."""
    actor = actor_of(request)
    status = request.GET.get("status", "")
    status = status if status in LISTS else rules.APPROVED
    form = FilterForm(request.GET)
    form.is_valid()
    wanted = {name: form.cleaned_data.get(name, "") for name in form.fields}
    context = {
        "rows": queries.library(actor, status=status, **wanted),
        "lists": [(code, rules.STATUSES[code]) for code in LISTS],
        "status": status,
        "proposed": queries.count_proposed(actor),
        "form": FilterForm(initial=wanted),
        "narrowed": any(wanted.values()),
        "used": queries.used(actor),
        "to_begin_with": queries.empty(actor) and bool(of_the_profile()),
    }
    return render(request, "desk/answers/list.html", context)


@needs(rules.SEE)
@require_safe
def answer(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    return _page(request, answer_id)


def _page(request: HttpRequest, answer_id: UUID, refused: DomainError | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.answer_for(actor, answer_id)
    waiting = found.proposed
    shown = waiting or found.shown
    context = {
        "answer": found,
        "shown": shown,
        "filled": fill(shown.text, language=found.language, operator=actor.name),
        "own": waiting is not None and waiting.proposed_by_id == actor.id,
        "refused": refused,
    }
    status = 200 if refused is None else 409 if isinstance(refused, Stale) else 400
    return render(request, "desk/answers/answer.html", context, status=status)


@needs(rules.PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("language", "audience", "threats", "title", "text")}
        try:
            made = actions.propose(actor, **told)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Proposed. It can be used once a supervisor other than you approves it."))
            return redirect("desk:answer", made.id)
    return _form(request, form)


@needs(rules.PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = queries.answer_for(actor, answer_id)
    newest = found.versions[0]
    now = {name: getattr(newest, name) for name in ("title", "text", "audience", "threats")} | {"seen": newest.number}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=now, change=True)
    refused = None
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("audience", "threats", "title", "text")}
        try:
            actions.propose_change(actor, answer_id=answer_id, seen=form.cleaned_data["seen"] or 0, **told)
        except Stale as stale:
            refused = stale
            # What was typed stays; sending it again, with the colleague's words before one's eyes, is deliberate.
            form = AnswerForm(initial=form.cleaned_data | {"seen": newest.number}, change=True)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Proposed. What is in use stays until a supervisor approves the change."))
            return redirect("desk:answer", answer_id)
    return _form(request, form, found, refused)


def _form(
    request: HttpRequest,
    form: AnswerForm,
    found: queries.AnswerView | None = None,
    refused: DomainError | None = None,
) -> HttpResponse:
    context = {"form": form, "answer": found, "variables": rules.VARIABLES.items(), "refused": refused}
    status = 409 if refused else 422 if request.method == "POST" else 200
    return render(request, "desk/answers/form.html", context, status=status)


@needs(rules.PROPOSE)
@require_POST
def starters(request: HttpRequest) -> HttpResponse:
    try:
        count = actions.propose_starters(actor_of(request))
    except DomainError as refusal:
        if isinstance(refusal, NotAllowed):
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Proposed: %(count)d. Somebody else approves each.") % {"count": count})
    return redirect("desk:answers")


@needs(rules.APPROVE)
@require_POST
def act(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """`do`: approve or decline the version of that `number`; archive, restore. Anything else does nothing."""
    actor = actor_of(request)
    verb = request.POST.get("do", "")
    number = request.POST.get("number", "")
    try:
        if verb in ("approve", "decline"):
            decide = actions.approve if verb == "approve" else actions.decline
            decide(actor, answer_id=answer_id, number=int(number) if number.isascii() and number.isdigit() else 0)
        elif verb in ("archive", "restore"):
            (actions.archive if verb == "archive" else actions.restore)(actor, answer_id=answer_id)
    except (NotAllowed, NotFound):
        raise
    except DomainError as refusal:
        return _page(request, answer_id, refused=refusal)
    return redirect("desk:answer", answer_id)
