"""One activity: what is known, what is done next, counting who came."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.notifications.actions import mark_seen
from smartsafe.outreach.activities import figures, queries
from smartsafe.outreach.activities.actions import evaluating, holding, letters, planning
from smartsafe.outreach.activities.errors import NotAdmitted
from smartsafe.outreach.activities.rules import CLOSED, GENDERS, MANAGE, SEE

from .forms import GENDER_NAMES, AgainForm, CountForm, NoteForm, ReasonForm, TimeForm
from .listing import people
from .planning import times_of


def _page(request: HttpRequest, activity_id: UUID, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    page = queries.activity(actor, activity_id)
    marks = figures.marks(activity_id)
    context = {
        "page": page,
        "view": page.view,
        "marks": marks,
        "genders": [(GENDER_NAMES[code], page.by_gender[code]) for code in GENDERS if code in page.by_gender],
        "ages": [(profile().label("age_bands", code), number) for code, number in page.by_age.items()],
        "time": forms.get("time") or TimeForm(people=people(request), initial=times_of(page.view)),
        "reason": forms.get("reason") or ReasonForm(),
        "again": forms.get("again") or AgainForm(initial={"email": page.contact.get("email", "")}),
        "note": forms.get("note") or NoteForm(initial={"text": page.note}),
        "not_admitted": NotAdmitted(),
        "tab": "",
    }
    return render(request, "desk/outreach/activity.html", context, status=422 if forms else 200)


@needs(SEE)
@require_safe
def activity(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    answer = _page(request, activity_id)
    mark_seen(actor_of(request), object_id=activity_id)
    return answer


def _timed(request: HttpRequest, activity_id: UUID, verb: str) -> HttpResponse | None:
    form = TimeForm(request.POST, people=people(request))
    if form.is_valid():
        try:
            getattr(planning, verb)(actor_of(request), activity_id=activity_id, **form.times())
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, activity_id, time=form)


def _reasoned(request: HttpRequest, activity_id: UUID, verb: str) -> HttpResponse | None:
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            getattr(planning, verb)(actor_of(request), activity_id=activity_id, reason=form.cleaned_data["reason"])
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, activity_id, reason=form)


def _noted(request: HttpRequest, activity_id: UUID, verb: str) -> HttpResponse | None:
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            planning.note(actor_of(request), activity_id=activity_id, text=form.cleaned_data["text"])
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, activity_id, note=form)


def _lettered(request: HttpRequest, activity_id: UUID, verb: str) -> HttpResponse | None:
    actor, letter_id = actor_of(request), row_number(request.POST.get("letter", ""))
    if verb == "told":
        letters.told_by_phone(actor, activity_id=activity_id, letter_id=letter_id)
        return None
    form = AgainForm(request.POST)
    if form.is_valid():
        try:
            email = form.cleaned_data["email"]
            letters.send_again(actor, activity_id=activity_id, letter_id=letter_id, email=email)
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, activity_id, again=form)


def row_number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _simple(request: HttpRequest, activity_id: UUID, verb: str) -> HttpResponse | None:
    actor = actor_of(request)
    if verb == "tick":
        planning.tick(actor, activity_id=activity_id, done=request.POST.getlist("done"))
    elif verb == "hide":
        number = row_number(request.POST.get("evaluation", ""))
        evaluating.hide_sentence(actor, activity_id=activity_id, evaluation_id=number)
    else:
        holding.close(actor, activity_id=activity_id)
    return None


Deed = Callable[[HttpRequest, UUID, str], HttpResponse | None]
VERBS: dict[str, tuple[Deed, Callable[[], str]]] = {
    "offer": (_timed, lambda: _("The offer goes to the school by e-mail. The time is held for ten days.")),
    "confirm": (_timed, lambda: _("It is settled.")),
    "decline": (_reasoned, lambda: _("The school is told.")),
    "cancel": (_reasoned, lambda: _("The school is told. The time is free again.")),
    "again": (_lettered, lambda: _("The e-mail goes out again.")),
    "told": (_lettered, lambda: _("Saved.")),
    "note": (_noted, lambda: _("Saved.")),
    "tick": (_simple, lambda: _("Saved.")),
    "close": (_simple, lambda: _("The activity is closed. Thank you.")),
    "hide": (_simple, lambda: _("The sentence is gone.")),
}


@needs(MANAGE)
@require_POST
def act(request: HttpRequest, activity_id: UUID, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    deed, said = VERBS[verb]
    try:
        refused = deed(request, activity_id, verb)
    except Invalid as refusal:
        messages.error(request, str(refusal))
    else:
        if refused is not None:
            return refused
        messages.success(request, said())
    return redirect("desk:activity_evaluation" if verb == "hide" else "desk:activity", activity_id)


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Big fields for a phone. `go=close` counts and closes at once."""
    actor = actor_of(request)
    page = queries.activity(actor, activity_id)
    known = {name: getattr(page.view, name) or None for name in ("pupils", "parents", "teachers")}
    known |= {f"gender_{code}": number for code, number in page.by_gender.items()}
    known |= {f"age_{code}": number for code, number in page.by_age.items()}
    closed = page.view.status == CLOSED
    form = CountForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            deed = holding.correct if closed else holding.count
            deed(actor, activity_id=activity_id, **form.told())
            if not closed and request.POST.get("go") == "close":
                holding.close(actor, activity_id=activity_id)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Corrected. The figures follow.") if closed else _("Counted. Thank you."))
            return redirect("desk:activity", activity_id)
    context = {"form": form, "page": page, "view": page.view, "closed": closed, "tab": ""}
    return render(request, "desk/outreach/count.html", context, status=422 if request.method == "POST" else 200)
