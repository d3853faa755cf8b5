"""A page that is open already takes what is new without another entry, for a while."""

import time
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest

WITHIN = 15 * 60  # seconds for which one entry stands for the page that stays open
KEPT = 20  # objects remembered in one session, the oldest forgotten first
_NAME = "opened"


def enter(request: HttpRequest, object_id: UUID, look: Callable[[], None]) -> None:
    """Make the entry with `look`, and remember it for this session."""
    look()
    before = {one: at for one, at in _recent(request).items() if one != str(object_id)}
    newest = [*before.items(), (str(object_id), time.time())][-KEPT:]
    request.session[_NAME] = dict(newest)


def enter_unless_open(request: HttpRequest, object_id: UUID, look: Callable[[], None]) -> None:
    """The entry is left out only where this session made one for this very object a moment ago."""
    if str(object_id) not in _recent(request):
        enter(request, object_id, look)


def _recent(request: HttpRequest) -> dict[str, float]:
    now = time.time()
    kept: dict[str, float] = request.session.get(_NAME, {})
    return {one: at for one, at in kept.items() if now - WITHIN < at <= now}
