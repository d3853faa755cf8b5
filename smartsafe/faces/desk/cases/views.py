"""One case: its page, and the pages on which something is written into it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.cases import actions, queries, rules
from smartsafe.contacts import queries as contacts
from smartsafe.contacts.actions import handling
from smartsafe.errors import DomainError, NotAllowed, NotFound, Stale
from smartsafe.faces.desk.opened import enter, enter_unless_open
from smartsafe.faces.theme.acting import carried_out
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.live.queries import versions
from smartsafe.people.actors import Actor
from smartsafe.referrals import queries as referrals

from .forms import (
    AdviceForm,
    AssignForm,
    ContactForm,
    EditForm,
    InvolvedForm,
    JoinForm,
    NewCaseForm,
    NoteForm,
    TaskForm,
)
from .trying import NoSuchCase, NoSuchContact

FORM = ("GET", "HEAD", "POST")


def _referrals(actor: Actor, view: queries.CaseView) -> list[Any]:
    """The case's own, and those of cases merged into it."""
    case_ids = [view.id, *(other.id for other in view.merged)]
    return [row for case_id in case_ids for row in referrals.of_case(actor, case_id)]


def enter_case(request: HttpRequest, case_id: UUID) -> None:
    """Every page on which words of the case stand begins here."""
    enter_unless_open(request, "case", case_id, partial(actions.look, actor_of(request), case_id=case_id))


def _page(request: HttpRequest, case_id: UUID, note: NoteForm, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    enter_case(request, case_id)
    view = queries.case_for(actor, case_id)
    context = {
        "case": view,
        "evidence": queries.evidence_of(actor, case_id),
        "timeline": queries.timeline(actor, case_id, looks="looks" in request.GET),
        "with_looks": "looks" in request.GET,
        "referrals": _referrals(actor, view),
        "may_refer": "refer" in view.verbs,
        "note": note,
        "version": versions([f"case:{case_id}"])[f"case:{case_id}"],
        "assign": AssignForm(initial={"person": view.assignee_id or ""}),
    }
    return render(request, "desk/cases/case.html", context, status=status)


@needs("cases.see")
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page; with `part=open` for the page that is open already and saw that something changed."""
    if request.GET.get("part") != "open":
        enter(request, case_id, partial(actions.look, actor_of(request), case_id=case_id))
    return _page(request, case_id, NoteForm())


def _form_page(
    request: HttpRequest, case_id: UUID | None, form: Any, *, heading: str, button: str, **more: Any
) -> HttpResponse:
    number, title = "", ""
    if case_id:
        enter_case(request, case_id)
        number, title = queries.summary_line(actor_of(request), case_id)
    context = {"form": form, "heading": heading, "button": button, "case_id": case_id, "number": number, "title": title}
    return render(request, "desk/cases/form.html", {**context, **more}, status=422 if form.errors else 200)


def _contact_ids(actor: Actor, typed: str) -> list[UUID]:
    return [contacts.id_of_number(actor, number) for number in typed.replace(",", " ").split()]


def _begun(request: HttpRequest) -> dict[str, str]:
    """What a new case begins with: the contacts that the address names, the subject of the first."""
    actor, found = actor_of(request), []
    for one in request.GET.getlist("contact")[:20]:
        try:
            contact_id = UUID(one)
        except ValueError:
            raise NotFound() from None
        enter_unless_open(request, "contact", contact_id, partial(handling.look, actor, contact_id=contact_id))
        found.append(contacts.contact_for(actor, contact_id))
    subject = found[0].subject[: rules.MAX_TITLE] if found else ""
    kind = rules.REFERRAL if found and found[0].service == "hotline" else rules.ADVISORY
    return {"contacts": " ".join(view.number for view in found), "title": subject, "kind": kind}


@needs("cases.open")
@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """A case from contacts: `?contact=<id>`, as often as there are contacts."""
    actor = actor_of(request)
    form = NewCaseForm(request.POST or None, initial=_begun(request))
    made: list[UUID] = []

    def act(told: dict[str, Any]) -> None:
        try:
            contact_ids = _contact_ids(actor, told["contacts"])
        except NotFound:
            raise NoSuchContact("contacts") from None
        facts = {name: told[name] for name in ("kind", "title", "summary")}
        made.append(actions.open_case(actor, contact_ids=contact_ids, **facts).pk)

    if request.method == "POST" and carried_out(request, form, act, _("The case is open.")):
        return redirect("desk:case", made[0]) if made else redirect("desk:cases")  # else: the same form sent twice
    return _form_page(request, None, form, heading=_("New case"), button=_("Open the case"))


@needs("cases.handle")
@require_http_methods(FORM)
def edit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    enter_case(request, case_id)
    view = queries.case_for(actor, case_id)
    names = [name for name in EditForm.base_fields if name != "version"]
    form = EditForm(request.POST or None, initial={name: getattr(view, name) for name in (*names, "version")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(actor, case_id=case_id, **form.cleaned_data)
            return redirect("desk:case", case_id)
        except Stale as refusal:
            # Both are shown: what was typed stays in the form, what is kept now stands above it.
            again = request.POST.copy()
            again["version"] = str(view.version)
            form = EditForm(again)
            form.is_valid()
            context = {"form": form, "case": view, "stale": refusal}
            return render(request, "desk/cases/edit.html", context, status=409)
        except (NotFound, NotAllowed):
            raise
        except DomainError as refusal:
            form.add_refusal(refusal)
    return render(request, "desk/cases/edit.html", {"form": form, "case": view}, status=422 if form.errors else 200)


@needs("cases.open")
@require_POST
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor, form = actor_of(request), NoteForm(request.POST)

    def act(told: dict[str, Any]) -> None:
        actions.add_note(actor, case_id=case_id, text=told["text"])

    if carried_out(request, form, act, _("The note is in the file.")):
        return redirect("desk:case", case_id)
    return _page(request, case_id, form, status=422)


@needs("cases.handle")
@require_http_methods(FORM)
def advice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor, form = actor_of(request), AdviceForm(request.POST or None)

    def act(told: dict[str, Any]) -> None:
        actions.give_advice(actor, case_id=case_id, text=told["text"])

    if request.method == "POST" and carried_out(request, form, act, _("Advice is noted. The case can be closed now.")):
        return redirect("desk:case", case_id)
    return _form_page(request, case_id, form, heading=_("Advice given"), button=_("Note the advice"))


@needs("cases.handle")
@require_http_methods(FORM)
def involved(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    form = InvolvedForm(request.POST or None, initial={"role": request.GET.get("role", "child")})

    def act(told: dict[str, Any]) -> None:
        facts = {name: told[name] for name in ("role", "name", "identifiers", "text")}
        actions.add_involved(actor, case_id=case_id, **facts)

    if request.method == "POST" and carried_out(request, form, act, _("The person is in the file.")):
        return redirect("desk:case", case_id)
    return _form_page(request, case_id, form, heading=_("Add a person"), button=_("Add"))


@needs("cases.handle")
@require_http_methods(FORM)
def task(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    form = TaskForm(request.POST or None, initial={"assignee": str(actor.id)})

    def act(told: dict[str, Any]) -> None:
        actions.add_task(
            actor, case_id=case_id, title=told["title"], assignee_id=told["assignee"], working_hours=told["due"]
        )

    if request.method == "POST" and carried_out(request, form, act, _("The task is noted.")):
        return redirect("desk:case", case_id)
    return _form_page(request, case_id, form, heading=_("New task"), button=_("Note the task"))


@needs("cases.open")
@require_http_methods(FORM)
def add_contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    actor, form = actor_of(request), ContactForm(request.POST or None)

    def act(told: dict[str, Any]) -> None:
        try:
            contact_id = contacts.id_of_number(actor, told["number"])
        except NotFound:
            raise NoSuchContact("number") from None
        actions.add_contact(actor, case_id=case_id, contact_id=contact_id)

    if request.method == "POST" and carried_out(request, form, act, _("The contact belongs to the case now.")):
        return redirect("desk:case", case_id)
    return _form_page(request, case_id, form, heading=_("Add a contact"), button=_("Add"))


@needs("cases.handle")
@require_http_methods(FORM)
def join(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Link with another case, or merge into it."""
    actor = actor_of(request)
    form = JoinForm(request.POST or None, initial={"how": "link"})
    goes_on = [case_id]

    def act(told: dict[str, Any]) -> None:
        found = queries.by_number(actor, told["number"])
        if len(found) != 1:
            raise NoSuchCase("number")
        if told["how"] == "merge":
            goes_on[0] = actions.merge(actor, case_id=case_id, into_id=found[0].id).pk
        else:
            actions.link(actor, case_id=case_id, other_id=found[0].id)

    if request.method == "POST" and carried_out(request, form, act, _("The cases are connected.")):
        return redirect("desk:case", goes_on[0])
    return _form_page(request, case_id, form, heading=_("Link or merge"), button=_("Connect"))
