"""The lightest path through the house: a thousand open pages ask every second and a half whether anything is new.

A middleware before sessions, languages and templates answers “no” from the cookie's signature and one statement.
Everything else (something new, no cookie, a cookie to be renewed) goes the ordinary way.
"""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from smartsafe.channels.chat import rules
from smartsafe.channels.chat.pulse import REPORTER, Pulse, pulse, sightings

from ..comeback import session

PATH = "/chat/live/"
NEXT = "Ask-Again-In"  # milliseconds


class LightPolling:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "GET" and request.path_info.endswith(PATH):
            contact_id = session.fresh_contact(request)
            now = pulse(contact_id) if contact_id else None
            if contact_id and now and now.token == request.GET.get("v"):
                sightings.note(REPORTER, contact_id, typing=request.GET.get("t") == "1")
                return nothing(request, now)
        return self.get_response(request)


def next_question(request: HttpRequest, quiet: timedelta) -> int:
    return rules.ask_again(quiet, asked_per_second=sightings.asked_per_second(), hidden=request.GET.get("h") == "1")


def nothing(request: HttpRequest, now: Pulse) -> HttpResponse:
    answer = HttpResponse(status=204)
    answer[NEXT] = str(next_question(request, now.quiet))
    answer["Cache-Control"] = "no-store"
    return answer
