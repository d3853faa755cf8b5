"""A cohort: its members without names until somebody opens them, badges, the board, activities they led."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.errors import Invalid, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.language.scripts import in_script
from smartsafe.outreach.youth import queries
from smartsafe.outreach.youth.actions import admitting, cohorts
from smartsafe.outreach.youth.rules import MANAGE, SEE

from .acting import acted
from .forms import CohortForm, PostForm, SessionForm


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = CohortForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = cohorts.begin(actor_of(request), **form.told())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("desk:youth_cohort", made.id)
    context = {"form": form, "title": _("Begin a cohort")}
    return render(request, "desk/youth/form.html", context, status=422 if form.is_bound else 200)


def _activities(page: queries.CohortPage) -> list[tuple[str, str]]:
    language = get_language() or "sr"
    return [
        (str(one.id), f"{one.day:%d.%m.%Y.} {one.kind_name} · {in_script(one.place, language)}")
        for one in page.to_link
        if one.day
    ]


def _page(request: HttpRequest, cohort_id: UUID, *, status: int = 200, **more: Any) -> HttpResponse:
    page = queries.cohort(actor_of(request), cohort_id)
    names = more.get("names") or {}
    context = {
        "page": page,
        "view": page.view,
        "members": [(one, names.get(one.id, "")) for one in page.members],
        "named": "names" in more,
        "post": more.get("post") or PostForm(),
        "session": more.get("session") or SessionForm(activities=_activities(page)),
    }
    return render(request, "desk/youth/cohort.html", context, status=status)


@needs(SEE)
@require_safe
def cohort(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    return _page(request, cohort_id)


def _id(request: HttpRequest, field: str) -> UUID:
    """Raises NotFound."""
    try:
        return UUID(request.POST.get(field, ""))
    except ValueError:
        raise NotFound() from None


def _badges(request: HttpRequest, cohort_id: UUID) -> None:
    """One step for one member, given or, with `take`, taken back. Raises NotFound for a member of another cohort."""
    actor, member_id = actor_of(request), _id(request, "member")
    if queries.application(actor, member_id).cohort_id != cohort_id:
        raise NotFound()
    deed = cohorts.take_badge if request.POST.get("take") else cohorts.give_badge
    deed(actor, application_id=member_id, step=request.POST.get("step", ""))


def _write(request: HttpRequest, cohort_id: UUID) -> HttpResponse | None:
    form = PostForm(request.POST)
    if form.is_valid():
        try:
            cohorts.write(actor_of(request), cohort_id=cohort_id, text=form.cleaned_data["text"])
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, cohort_id, post=form, status=422)


def _link(request: HttpRequest, cohort_id: UUID) -> HttpResponse | None:
    actor = actor_of(request)
    form = SessionForm(request.POST, activities=_activities(queries.cohort(actor, cohort_id)))
    if form.is_valid():
        try:
            cohorts.link_session(actor, cohort_id=cohort_id, activity_id=UUID(form.cleaned_data["activity"]))
            return None
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _page(request, cohort_id, session=form, status=422)


def _do(request: HttpRequest, cohort_id: UUID, verb: str) -> HttpResponse | None:
    actor = actor_of(request)
    if verb == "names":
        return _page(request, cohort_id, names=admitting.look_at_cohort(actor, cohort_id=cohort_id))
    if verb == "write":
        return _write(request, cohort_id)
    if verb == "link":
        return _link(request, cohort_id)
    if verb == "badge":
        _badges(request, cohort_id)
    elif verb == "publish":
        cohorts.publish(actor, cohort_id=cohort_id, post_id=_id(request, "post"))
    elif verb == "drop":
        cohorts.drop(actor, cohort_id=cohort_id, post_id=_id(request, "post"))
    elif verb == "unlink":
        cohorts.unlink_session(actor, cohort_id=cohort_id, activity_id=_id(request, "activity"))
    elif verb == "finish":
        cohorts.finish(actor, cohort_id=cohort_id)
    else:
        raise Http404
    return None


@needs(MANAGE)
@require_POST
def act(request: HttpRequest, cohort_id: UUID, verb: str) -> HttpResponse:
    return acted(request, lambda: _do(request, cohort_id, verb), redirect("desk:youth_cohort", cohort_id))
