"""Preparing a referral: choose the institution, write the letter, choose what is shared."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from smartsafe.cases import queries as cases
from smartsafe.cases.actions import look as look_at_case
from smartsafe.errors import DomainError, NotAllowed, NotFound, Stale
from smartsafe.faces.desk.opened import enter_unless_open
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.institutions.queries import directory
from smartsafe.people.actors import Locked
from smartsafe.referrals import actions, queries

from .forms import DraftForm, InstitutionForm, initial_of

FORM = ("GET", "HEAD", "POST")
MOST_FOUND = 20


@needs("referrals.prepare")
@require_http_methods(FORM)
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Suggested institutions with reasons; any other is found by a part of its name (`?q=`, either script)."""
    actor = actor_of(request)
    enter_unless_open(request, "case", case_id, partial(look_at_case, actor, case_id=case_id))
    number, title = cases.summary_line(actor, case_id)
    suggested = queries.suggestions(actor, case_id)
    typed = request.GET.get("q", "").replace("\x00", "")[:100].strip()
    found = directory(actor, typed=typed)[:MOST_FOUND] if typed else []
    codes = [one.code for one in suggested] + [one.code for one in directory(actor)]
    form = InstitutionForm(request.POST or None, codes=codes)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["institution"]
        rule = next((one.rule for one in suggested if one.code == code), "")
        try:
            made = actions.prepare(actor, case_id=case_id, institution=code, rule=rule)
            return redirect("desk:referral_draft", made.pk)
        except (NotFound, NotAllowed, Locked):
            raise
        except DomainError as refusal:
            form.add_refusal(refusal)
    context = {
        "form": form,
        "case_id": case_id,
        "number": number,
        "title": title,
        "suggested": suggested,
        "typed": typed,
        "found": [one for one in found if one.code not in {known.code for known in suggested}],
        "chosen": request.POST.get("institution", suggested[0].code if suggested else ""),
    }
    return render(request, "desk/referrals/new.html", context, status=422 if form.errors else 200)


@needs("referrals.prepare")
@require_http_methods(FORM)
def draft(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The letter's words and what is shared. Saved as a draft; the referral page then shows the letter."""
    actor = actor_of(request)
    view = queries.referral_for(actor, referral_id)
    if "edit_draft" not in view.verbs:
        return redirect("desk:referral", referral_id)
    enter_unless_open(request, "case", view.case_id, partial(look_at_case, actor, case_id=view.case_id))
    of = queries.preparation(actor, referral_id)
    form = DraftForm(request.POST or None, of=of, initial=initial_of(of, version=view.version, urgent=view.urgent))
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_draft(actor, referral_id=referral_id, **form.told())
            return redirect("desk:referral", referral_id)
        except Stale as refusal:
            # What was typed stays in the form; saving once more overwrites what is new, knowingly.
            again = request.POST.copy()
            again["version"] = str(view.version)
            form, stale = DraftForm(again, of=of), refusal
            form.is_valid()
        except (NotFound, NotAllowed, Locked):
            raise
        except DomainError as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "referral": view, "of": of, "stale": stale}
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "desk/referrals/draft.html", context, status=status)
