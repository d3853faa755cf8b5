"""Coming back with the code: read the answer, write more, ask to withdraw, leave."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.contacts.actions import reporting
from smartsafe.contacts.actions.reporting import Conversation
from smartsafe.contacts.reporter_queries import conversation_view
from smartsafe.country.profile import profile
from smartsafe.errors import Invalid
from smartsafe.evidence.rules import LARGEST, MOST_FILES
from smartsafe.evidence.uploads import takes_files
from smartsafe.faces.theme.files import accepted

from .. import pace
from ..doors import private
from . import guessing, session
from .forms import CodeForm, MoreForm


@private
@sensitive_post_parameters()
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        if session.current(request):
            return redirect("public:conversation")
        return render(request, "public/comeback/code.html", {"form": CodeForm(), "left": "left" in request.GET})
    conversation, status = guessing.opened(request, form, reporting.open_conversation)
    if conversation is None:
        return render(request, "public/comeback/code.html", {"form": form}, status=status)
    response = redirect("public:conversation")
    session.open_in(response, conversation)
    return response


@private
@takes_files
@sensitive_post_parameters()
def conversation(request: HttpRequest) -> HttpResponseBase:
    opened = session.current(request)
    if opened is None:
        return _closed(request)
    if request.method == "POST" and request.POST.get("go") == "withdraw":
        reporting.ask_withdrawal(opened)
        response: HttpResponseBase = redirect("public:conversation")
    elif request.method == "POST":
        response = _write(request, opened)
    else:
        response = _page(request, opened, _fresh_form(), status=200)
        reporting.mark_read(opened)
    session.open_in(response, opened)
    return response


def _fresh_form() -> MoreForm:
    return MoreForm(initial={"submission": uuid.uuid4()})


def _page(request: HttpRequest, opened: Conversation, form: MoreForm, *, status: int) -> HttpResponseBase:
    view = conversation_view(opened)
    known = next((step for step in profile().progress if step.code == view.progress), None)
    context: dict[str, Any] = {
        "view": view,
        "form": form,
        "progress_words": known.hint if known else "",
        "most": MOST_FILES,
        "megabytes": LARGEST // 1024 // 1024,
        "written": "written" in request.GET,
        "asking": "withdraw" in request.GET,
    }
    return render(request, "public/comeback/conversation.html", context, status=status)


def _closed(request: HttpRequest) -> HttpResponseBase:
    """The session has ended. What was just written is shown again, to be sent after the code was entered."""
    form = CodeForm()
    context = {"form": form, "ended": session.COOKIE in request.COOKIES or request.method == "POST"}
    if request.method == "POST":
        context["typed"] = request.POST.get("text", "")
    response = render(request, "public/comeback/code.html", context, status=401 if request.method == "POST" else 200)
    session.close_in(response)
    return response


def _write(request: HttpRequest, opened: Conversation) -> HttpResponseBase:
    form = MoreForm(request.POST)
    if pace.too_much_written(request):
        form.is_valid()
        for slowly in (pace.SLOWLY, pace.FILES_SLOWLY) if request.FILES else (pace.SLOWLY,):
            form.add_error(None, str(slowly))
        return _page(request, opened, form, status=429)
    uploads, refusals = accepted(request)
    uploads, slowed = pace.files_in_time(request, uploads)
    refusals += slowed
    if form.is_valid() and not refusals:
        try:
            reporting.write_more(
                opened,
                text=form.cleaned_data["text"],
                uploads=uploads,
                submission=form.cleaned_data["submission"],
            )
            return redirect("public:conversation")
        except Invalid as refusal:
            form.add_refusal(refusal)
    for said in refusals:
        form.add_error(None, said)
    return _page(request, opened, form, status=422)


@private
def leave_conversation(request: HttpRequest) -> HttpResponseBase:
    """Close the conversation on this device."""
    response = redirect("public:home")
    session.close_in(response)
    return response
