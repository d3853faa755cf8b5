"""A page that is open already takes what is new without another entry, for a while."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest

from smartsafe.audit.queries import did_lately
from smartsafe.contacts.actions.handling import look_through
from smartsafe.faces.theme.doors import actor_of

WITHIN = timedelta(minutes=15)  # one entry stands for the page that stays open
_NAME = "entered"


def enter(request: HttpRequest, object_id: UUID, look: Callable[[], None]) -> None:
    """Make the entry with `look`; the rest of this request needs no other."""
    look()
    setattr(request, _NAME, object_id)


def enter_unless_open(
    request: HttpRequest,
    kind: str,
    object_id: UUID,
    look: Callable[[], None],
    *,
    also: Callable[[], Iterable[UUID]] = tuple,
) -> None:
    """The entry is left out only where this person's last one for this very contact or case is a moment old.

    `also`: what is shown with it (what was merged into a contact), each of which has an entry of its own.
    """
    actor = actor_of(request)
    if getattr(request, _NAME, None) == object_id:
        return
    if not did_lately(actor.id, f"{kind}.looked", kind, object_id, *also(), within=WITHIN):
        enter(request, object_id, look)


def enter_list(request: HttpRequest, queue: str, count: int, *, further: bool) -> None:
    """A list shows subjects and last words. A `further` page always is an entry, the first one once in a while."""
    actor = actor_of(request)
    if count and (further or not did_lately(actor.id, "inbox.looked", "inbox", queue[:64], within=WITHIN)):
        look_through(actor, queue=queue, count=count)
