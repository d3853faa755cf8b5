"""The desk's light answer: nothing new in the queue or in one's own chats, without opening the session.

The page holds a key: who watches, and which chat is open, signed for two minutes. It opens nothing; whoever had it
could learn that something moved. When it is old, or something did move, the question goes the ordinary way.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from smartsafe.channels.chat import rules
from smartsafe.channels.chat.pulse import DESK, TYPIST, Pulse, desk_pulse, sightings

PATH = "/desk/chats/live/"
NEXT, KEY = "Ask-Again-In", "Watching"
KEY_LASTS = timedelta(minutes=2)
NONE = UUID(int=0)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="desk chats")


def key_for(person_id: UUID, chat_id: UUID | None) -> str:
    return _signer().sign(f"{person_id.hex}{(chat_id or NONE).hex}")


def watcher(request: HttpRequest) -> tuple[UUID, UUID | None] | None:
    """(person, open chat) of a key that is still good."""
    try:
        value = _signer().unsign(request.GET.get("k", ""), max_age=KEY_LASTS)
        person_id, chat_id = UUID(value[:32]), UUID(value[32:])
    except (BadSignature, ValueError):
        return None
    return person_id, (None if chat_id == NONE else chat_id)


def note(person_id: UUID, chat_id: UUID | None, request: HttpRequest) -> None:
    """A tab in the background is still somebody at the desk; typing is told of the open chat only."""
    sightings.note(DESK, person_id)
    if chat_id is not None:
        sightings.note(TYPIST, chat_id, typing=request.GET.get("t") == "1")


class LightDeskPolling:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "GET" and request.path_info == PATH and (who := watcher(request)) is not None:
            now = desk_pulse(*who)
            if now.token == request.GET.get("v"):
                note(*who, request)
                return nothing(now)
        return self.get_response(request)


def nothing(now: Pulse) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer[NEXT] = str(next_question(now))
    answer["Cache-Control"] = "no-store"
    return answer


def next_question(now: Pulse) -> int:
    """Staff are few, and a waiting child should not wait for them: never slower than the quiet pace."""
    return min(rules.ask_again(now.quiet, asked_per_second=sightings.asked_per_second()), rules.QUIET)
