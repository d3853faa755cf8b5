"""The chats of the desk: what waits, what is mine, and the open one."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from smartsafe.channels.chat import desk_queries, rules
from smartsafe.channels.chat.actions import answering
from smartsafe.channels.chat.desk_queries import ChatRow
from smartsafe.channels.chat.pulse import desk_pulse
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.errors import CannotTake
from smartsafe.errors import DomainError, NotAllowed, NotFound
from smartsafe.faces.theme.doors import actor_of, needs
from smartsafe.people.actors import Actor, Locked

from ..contacts.views import status_of
from . import polling
from .forms import HandOverForm, SayForm

HANDLE = "contacts.handle"


def by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _open(actor: Actor, chat: ChatRow | None) -> dict[str, Any]:
    """The middle pane: the words only of a chat that the person is in, or that has ended."""
    shown = chat is not None and (chat.inside or chat.state == rules.ENDED)
    context: dict[str, Any] = {"chat": chat, "shown": shown}
    if chat is not None and shown:
        context["messages_of"] = queries.conversation(actor, chat.id, alone=True)
    return context


def _context(actor: Actor, chat_id: UUID | None) -> dict[str, Any]:
    """Counters are asked before words, so that nothing slips by between them."""
    now = desk_pulse(actor.id, chat_id)
    board = desk_queries.board(actor)
    chat = board.row(chat_id) or desk_queries.chat_for(actor, chat_id) if chat_id else None
    return {
        "now": now,
        "token": now.token,
        "key": polling.key_for(actor.id, chat.id if chat and chat.inside else None),
        "board": board,
        "most": rules.MOST_AT_ONCE,
        "submission": uuid.uuid4(),
        **_open(actor, chat),
    }


def _page(
    request: HttpRequest,
    chat_id: UUID | None = None,
    *,
    say: SayForm | None = None,
    refused: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    context = _context(actor, chat_id)
    chat = context["chat"]
    if chat is None:  # looking through the lists is an entry, as in the inbox; opening a chat is one of its own
        board = context["board"]
        handling.look_through(actor, queue="chats", count=len(board.waiting) + len(board.mine) + len(board.others))
    if chat is not None and chat.state == rules.TALKING and (chat.mine or actor.may(rules.JOIN)):
        context["hand_over"] = HandOverForm(people=desk_queries.colleagues(actor, chat))
    if chat is not None and context["shown"]:
        context["contact"] = queries.contact_for(actor, chat.id)
    context |= {"say": say or SayForm(), "refused": refused}
    return render(request, "desk/chats/chats.html", context, status=status)


@needs("contacts.see")
@require_safe
def chats(request: HttpRequest) -> HttpResponse:
    return _page(request)


@needs("contacts.see")
@require_safe
def chat(request: HttpRequest, chat_id: UUID) -> HttpResponse:
    """The open chat beside the lists; opening its words is an entry."""
    actor = actor_of(request)
    before = desk_queries.inside(actor, chat_id)
    if before.inside and before.unread:
        answering.hear(actor, chat_id=chat_id)
    if before.readable:
        handling.look(actor, contact_id=chat_id, shown="chat")
    return _page(request, chat_id)


@needs("contacts.see")
@require_safe
def live(request: HttpRequest) -> HttpResponseBase:
    """What the middleware in `polling` did not answer: something moved, or the key is old."""
    actor = actor_of(request)
    chat_id = _id(request.GET.get("open", ""))
    here = desk_queries.inside(actor, chat_id) if chat_id else None
    inside = here is not None and here.inside
    polling.note(actor.id, chat_id if inside else None, request)
    now = desk_pulse(actor.id, chat_id)
    if now.token == request.GET.get("v"):
        answer = polling.nothing(now)
        answer[polling.KEY] = polling.key_for(actor.id, chat_id if inside else None)
        return answer
    if inside and chat_id and here and here.unread and request.GET.get("h") != "1":
        answering.hear(actor, chat_id=chat_id)
    return _parts(request, chat_id)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _parts(request: HttpRequest, chat_id: UUID | None) -> HttpResponse:
    context = _context(actor_of(request), chat_id)
    answer = render(request, "desk/chats/parts.html", context)
    answer[polling.NEXT] = str(polling.next_question(context["now"]))
    return answer


@needs(HANDLE)
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    try:
        return redirect("desk:chat", answering.take_next(actor))
    except (NotAllowed, NotFound, Locked):
        raise
    except DomainError as refusal:
        messages.info(request, str(refusal))
        return redirect("desk:chats")


@needs(HANDLE)
@require_POST
def act(request: HttpRequest, chat_id: UUID, verb: str) -> HttpResponse:
    """One verb of VERBS. Refusals are shown on the page, with what was typed."""
    actor = actor_of(request)
    if verb == "say":
        return _say(request, actor, chat_id)
    if verb not in VERBS:
        raise NotFound()
    try:
        VERBS[verb](request, actor, chat_id)
    except (NotAllowed, NotFound, Locked):
        raise
    except DomainError as refusal:
        return _page(request, chat_id, refused=refusal, status=status_of(refusal))
    gone = verb in ("hand-over", "put-back", "step-out")
    return redirect("desk:chats") if gone else redirect("desk:chat", chat_id)


def _hand_over(request: HttpRequest, actor: Actor, chat_id: UUID) -> None:
    person_id = _id(request.POST.get("person", ""))
    if person_id is None:
        raise CannotTake("person")
    answering.hand_over(actor, chat_id=chat_id, person_id=person_id)


VERBS: dict[str, Callable[[HttpRequest, Actor, UUID], None]] = {
    "take": lambda request, actor, chat_id: answering.take(actor, chat_id=chat_id),
    "hand-over": _hand_over,
    "join": lambda request, actor, chat_id: answering.join(actor, chat_id=chat_id),
    "step-out": lambda request, actor, chat_id: answering.step_out(actor, chat_id=chat_id),
    "put-back": lambda request, actor, chat_id: answering.put_back(actor, chat_id=chat_id),
    "end": lambda request, actor, chat_id: answering.end(actor, chat_id=chat_id),
}


def _say(request: HttpRequest, actor: Actor, chat_id: UUID) -> HttpResponse:
    """By script the parts come back at once; a refusal as a sentence, so that what was typed stays where it is."""
    form, refused, status = SayForm(request.POST), None, 400
    if form.is_valid():
        told = form.cleaned_data
        try:
            answering.answer(actor, chat_id=chat_id, text=told["text"], submission=told["submission"])
            return _parts(request, chat_id) if by_script(request) else redirect("desk:chat", chat_id)
        except (NotAllowed, NotFound, Locked):
            raise
        except DomainError as refusal:
            refused, status = refusal, status_of(refusal)
            form.add_refusal(refusal)
    if by_script(request):
        sentences = [str(sentence) for found in form.errors.values() for sentence in found]
        return JsonResponse({"said": " ".join(sentences)}, status=status)
    return _page(request, chat_id, say=form, refused=refused, status=status)
