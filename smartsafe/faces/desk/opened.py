"""A page that is open already takes what is new without another entry, for a while."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest

from smartsafe.audit.queries import did_lately
from smartsafe.people.actors import Actor

WITHIN = timedelta(minutes=15)  # one entry stands for the page that stays open
_NAME = "entered"


def enter(request: HttpRequest, object_id: UUID, look: Callable[[], None]) -> None:
    """Make the entry with `look`; the rest of this request needs no other."""
    look()
    setattr(request, _NAME, object_id)


def enter_unless_open(request: HttpRequest, kind: str, object_id: UUID, look: Callable[[], None]) -> None:
    """The entry is left out only where this person's last one for this very contact or case is a moment old."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if getattr(request, _NAME, None) == object_id:
        return
    if not did_lately(actor.id, f"{kind}.looked", kind, object_id, within=WITHIN):
        enter(request, object_id, look)
