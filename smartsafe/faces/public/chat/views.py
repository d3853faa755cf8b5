"""The door of the chat: one question in opening hours; out of them the form, and when people are back."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters

from smartsafe.channels.chat import rules
from smartsafe.channels.chat.actions import asking
from smartsafe.channels.chat.errors import ChatClosed, ChatCrowded
from smartsafe.channels.chat.queue import open_queue
from smartsafe.channels.chat.reporter_queries import state_of
from smartsafe.contacts.actions import forms as drafts
from smartsafe.errors import DomainError, Invalid

from ..comeback import session
from ..doors import private
from ..report import holding
from . import beginning, flood
from .forms import AskForm


@private
@sensitive_post_parameters()
def chat(request: HttpRequest) -> HttpResponseBase:
    """Begin, or go on with the chat that this browser has open already."""
    if request.method == "POST":
        return _into_form(request) if request.POST.get("go") == "form" else _begin(request)
    opened = session.current(request)
    if opened is not None and state_of(opened) in (rules.WAITING, rules.TALKING):
        return redirect("public:chat_talk")
    return _page(request, AskForm.fresh())


def _page(request: HttpRequest, form: AskForm, *, status: int = 200, **more: Any) -> HttpResponseBase:
    """Without a form when the chat is closed, unless something typed has to be kept."""
    is_open = rules.is_open()
    if is_open:
        more["queue"] = open_queue()
    elif form.is_bound:
        more["typed"] = form["text"].value()
    return render(request, "public/chat/chat.html", {"form": form, "is_open": is_open, **more}, status=status)


def _begin(request: HttpRequest) -> HttpResponseBase:
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    told = form.cleaned_data
    try:
        if flood.too_many_chats(request):
            raise ChatCrowded("text")
        conversation = asking.start(
            code=beginning.code_of(told["begin"]),
            question=told["text"],
            language=get_language() or "",
            age_band=told["age"],
            threat=told["matter"],
        )
    except (ChatClosed, ChatCrowded) as refusal:
        return _page(request, form, status=409, refusal=refusal)
    except Invalid as refusal:
        form.add_error("text", str(refusal))
        return _page(request, form, status=422)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, status=409)
    answer = redirect("public:chat_talk")
    session.open_in(answer, conversation)
    return answer


def _into_form(request: HttpRequest) -> HttpResponseBase:
    """What was typed here goes along into the form, where it stands at its question."""
    form, held = holding.begin("helpline")
    text = request.POST.get("text", "").replace("\0", "")[: rules.MOST_CHARACTERS]
    drafts.save_answers(form, answers={"text": text} if text.strip() else {})
    answer = redirect(reverse("public:help"))
    holding.hold(answer, held)
    return answer
