"""What stands around every page (who is on, what waits, the line's hours): asked anew only when something moved.

One statement asks for the versions of all that it depends on; the answers live in the cache under those versions, so
that nobody reads an old one, and for some seconds only, since time alone changes some of them.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest

from smartsafe import clock
from smartsafe.faces.theme.doors import actor_if_any
from smartsafe.live.queries import versions

T = TypeVar("T")
TOPICS = ("inbox", "calendar", "shifts", "handover", "chats")
LASTS = 15  # seconds
_NAME = "standing_versions"
_NOT_KEPT = object()  # tells a kept None from none kept


def moved(request: HttpRequest, topic: str) -> int:
    """The version of one of TOPICS or of the person who asks; one statement a request, whoever asks."""
    known: dict[str, int] | None = getattr(request, _NAME, None)
    if known is None or topic not in known:
        actor = actor_if_any(request)
        known = versions([*TOPICS, *([f"person:{actor.id}"] if actor else []), topic])
        setattr(request, _NAME, known)
    return known[topic]


def standing(request: HttpRequest, name: str, topic: str, ask: Callable[[], T]) -> T:
    """What `ask` answers, kept under `name` until `topic` moves. Never words from people: the cache is not sealed."""
    tick = int(clock.now().timestamp()) // LASTS
    key = f"standing:{name}:{topic}:{moved(request, topic)}:{tick}"
    found = cache.get(key, _NOT_KEPT)
    if found is _NOT_KEPT:
        found = ask()
        cache.set(key, found, LASTS)
    return found
