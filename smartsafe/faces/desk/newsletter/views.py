"""The list with its readers counted; an issue with its preview; writing, sending once, throwing a draft away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.library.errors import NoSuchItem
from smartsafe.library.queries import item
from smartsafe.outreach.newsletter import composing, queries
from smartsafe.outreach.newsletter.actions import writing
from smartsafe.outreach.newsletter.errors import AlreadySent, NobodyToSendTo
from smartsafe.outreach.newsletter.rules import DRAFT, EDIT

from .forms import IssueForm

PAGE = require_http_methods(["GET", "HEAD", "POST"])
LIBRARY = "/library/"


@needs(EDIT)
@require_safe
def newsletter(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context = {"issues": queries.issues(actor), "readers": queries.readers(actor)}
    return render(request, "desk/newsletter/newsletter.html", context)


@needs(EDIT)
@require_safe
def issue(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    """As subscribers read it, in each language and script."""
    actor = actor_of(request)
    found = queries.issue(actor, issue_id)
    shown = next((one for one in profile().languages if one.code == request.GET.get("in")), profile().languages[0])
    with translation.override(shown.code):
        subject = found.subject.in_language(shown.code)
        letter = composing.as_letter(found.words.in_language(shown.code), shown.code)
    context = {
        "issue": found, "draft": found.status == DRAFT, "languages": list(profile().languages), "shown": shown,
        "subject": subject, "blocks": found.blocks_in(shown.code), "letter": letter,
        "readers": queries.readers(actor),
    }  # fmt: skip
    return render(request, "desk/newsletter/issue.html", context)


def _missing(form: IssueForm) -> bool:
    """Library addresses that lead nowhere, told at their field."""
    for name, text in list(form.cleaned_data.items()):
        for number, address in composing.addresses(text or "") if name.startswith("words_") else ():
            path = composing.own_path(address)
            slug = path.removeprefix(LIBRARY).strip("/") if path.startswith(LIBRARY) else ""
            if not slug or "/" in slug:
                continue
            try:
                item(language=name.removeprefix("words_"), slug=slug)
            except NoSuchItem:
                form.add_error(name, _("Line {number}: the library has nothing at this address.").format(number=number))
    return bool(form.errors)


@needs(EDIT)
@PAGE
def new(request: HttpRequest) -> HttpResponse:
    form = IssueForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not _missing(form):
        try:
            made = writing.begin(actor_of(request), **form.told())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("desk:newsletter_issue", made.id)
    return render(request, "desk/newsletter/edit.html", {"form": form}, status=422 if form.is_bound else 200)


@needs(EDIT)
@PAGE
def edit(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    found = queries.issue(actor_of(request), issue_id)
    known: dict[str, Any] = {"audience": found.audience}
    for code in found.subject.written:
        known |= {f"subject_{code}": found.subject.in_language(code), f"words_{code}": found.words.in_language(code)}
    form = IssueForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid() and not _missing(form):
        try:
            writing.change(actor_of(request), issue_id=issue_id, **form.told())
        except Invalid as refusal:
            form.add_refusal(refusal)
        except AlreadySent as refusal:
            messages.error(request, str(refusal))
            return redirect("desk:newsletter_issue", issue_id)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:newsletter_issue", issue_id)
    context = {"form": form, "issue": found}
    return render(request, "desk/newsletter/edit.html", context, status=422 if form.is_bound else 200)


@needs(EDIT)
@require_POST
def send(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    try:
        count = writing.send(actor_of(request), issue_id=issue_id)
    except (AlreadySent, NobodyToSendTo) as refusal:
        messages.error(request, str(refusal))
    else:
        told = ngettext("It goes to {count} person now.", "It goes to {count} people now.", count)
        messages.success(request, told.format(count=count))
    return redirect("desk:newsletter_issue", issue_id)


@needs(EDIT)
@require_POST
def discard(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    try:
        writing.discard(actor_of(request), issue_id=issue_id)
    except AlreadySent as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:newsletter_issue", issue_id)
    return redirect("desk:newsletter")
