"""The chat itself: read, write, end it, ask whether something is new. The way in is that of coming back by code."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.channels.chat import reporter_queries
from smartsafe.channels.chat.actions import asking
from smartsafe.channels.chat.pulse import REPORTER, pulse, sightings
from smartsafe.channels.chat.reporter_queries import TalkView
from smartsafe.contacts.actions.reporting import Conversation, mark_read
from smartsafe.errors import Invalid, NotFound
from smartsafe.evidence.rules import LARGEST, MOST_FILES
from smartsafe.evidence.uploads import takes_files
from smartsafe.faces.theme.files import accepted
from smartsafe.vault.receipts import in_groups

from ..comeback import session
from ..doors import private
from . import flood, polling
from .forms import SayForm


@private
@takes_files
@sensitive_post_parameters()
def talk(request: HttpRequest) -> HttpResponseBase:
    """The page. A POST does one thing: `go` is say (also by script, answered with the new parts), end or danger."""
    opened = session.current(request)
    if opened is None or not reporter_queries.state_of(opened):
        return _gone(request)
    if request.method != "POST":
        sightings.note(REPORTER, opened.contact_id)
        answer = _page(request, opened, SayForm.fresh())
    else:
        answer = {"end": _end, "danger": _danger}.get(request.POST.get("go", ""), _say)(request, opened)
    session.open_in(answer, opened)
    return answer


def by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _gone(request: HttpRequest) -> HttpResponseBase:
    """No chat here, or the way in was too long unused: the code opens it again. What was typed is shown."""
    if by_script(request):
        return HttpResponse(status=401)
    if request.method == "POST":
        return render(request, "public/chat/lost.html", {"typed": request.POST.get("text", "")}, status=401)
    return redirect("public:come_back" if session.COOKIE in request.COOKIES else "public:chat")


def context_of(opened: Conversation) -> dict[str, Any]:
    """What page and parts show; it counts as read. The version is asked before the words, so that none slips by."""
    mark_read(opened, quietly=True)  # a chat answers every second or two: its read marks follow with the next words
    now = pulse(opened.contact_id)
    view: TalkView = reporter_queries.talk(opened)
    return {
        "now": now,
        "talk": view,
        "messages_of": view.conversation.messages,
        "groups": in_groups(view.code).split() if view.code else [],
        "token": now.token if now else "",
        "place": view.place.before + 1 if view.place else 0,
        "most": MOST_FILES,
        "megabytes": LARGEST // 1024 // 1024,
    }


def _page(request: HttpRequest, opened: Conversation, form: SayForm, *, status: int = 200) -> HttpResponseBase:
    context = context_of(opened) | {"form": form, "writing": "write" in request.GET or form.is_bound}
    return render(request, "public/chat/talk.html", context, status=status)


def _parts(request: HttpRequest, opened: Conversation) -> HttpResponse:
    """State, messages and code anew, for a page that stands open."""
    context = context_of(opened) | {"form": SayForm.fresh()}
    answer = HttpResponse(render_to_string("public/chat/parts.html", context, request))
    if context["now"]:
        answer[polling.NEXT] = str(polling.next_question(request, context["now"].quiet))
    return answer


def _say(request: HttpRequest, opened: Conversation) -> HttpResponseBase:
    form = SayForm(request.POST)
    uploads, refusals = accepted(request)
    valid = form.is_valid()
    for said in refusals:
        form.add_error(None, said)
    if valid and not refusals:
        if flood.too_many_messages(opened.contact_id.bytes):
            form.add_error("text", _("Many messages came at once. Wait half a minute; what you typed is still here."))
            return _refused(request, opened, form, status=429)
        try:
            asking.say(
                opened, text=form.cleaned_data["text"], uploads=uploads, submission=form.cleaned_data["submission"]
            )
            return _parts(request, opened) if by_script(request) else redirect("public:chat_talk")
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _refused(request, opened, form, status=422)


def _refused(request: HttpRequest, opened: Conversation, form: SayForm, *, status: int) -> HttpResponseBase:
    if by_script(request):
        sentences = [str(sentence) for found in form.errors.values() for sentence in found]
        return JsonResponse({"said": " ".join(sentences)}, status=status)
    return _page(request, opened, form, status=status)


def _end(request: HttpRequest, opened: Conversation) -> HttpResponseBase:
    asking.leave(opened)
    return redirect("public:chat_talk")


def _danger(request: HttpRequest, opened: Conversation) -> HttpResponseBase:
    asking.cry(opened)
    return redirect("public:chat_talk")


@private
def live(request: HttpRequest) -> HttpResponseBase:
    """Nothing (204) while nothing moved, else the parts. The middleware in `polling` answers most of these before."""
    opened = session.current(request)
    answer: HttpResponseBase
    if opened is None:
        return HttpResponse(status=401)
    now = pulse(opened.contact_id)
    if now is None:
        raise NotFound()
    sightings.note(REPORTER, opened.contact_id, typing=request.GET.get("t") == "1")
    answer = polling.nothing(request, now) if now.token == request.GET.get("v") else _parts(request, opened)
    session.open_in(answer, opened)
    return answer


@private
def transcript(request: HttpRequest) -> HttpResponseBase:
    """The words of the chat as a text file, for whoever wants to keep them."""
    opened = session.current(request)
    if opened is None or not reporter_queries.state_of(opened):
        return _gone(request)
    context = {"talk": reporter_queries.talk(opened)}
    text = render_to_string("public/chat/transcript.txt", context, request)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="chat.txt"'
    session.open_in(answer, opened)
    return answer
