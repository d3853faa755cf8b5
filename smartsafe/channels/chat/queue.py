"""Where a chat stands in the queue and what is to be expected: counted, never guessed."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Q

from smartsafe import clock
from smartsafe.live.queries import anybody

from . import rules
from .models import Chat
from .pulse import QUEUE
from .rules import WAITING


@dataclass(frozen=True, slots=True)
class Place:
    """`before`: how many are served first. `usual`: how long others waited of late, None when too few did.

    `staffed`: whether anybody is at the chat now. `longer`: whether this one waits longer than usual already.
    """

    before: int
    waited: timedelta
    usual: timedelta | None
    staffed: bool
    longer: bool


def place_of(chat: Chat) -> Place:
    earlier = Q(queued_at__lt=chat.queued_at) | Q(queued_at=chat.queued_at, pk__lt=chat.pk)
    first = Q(danger=chat.danger) & earlier if chat.danger else Q(danger=True) | earlier
    waited = clock.now() - chat.asked_at
    usual = usual_wait()
    return Place(
        before=Chat.objects.filter(first, state=WAITING).count(),
        waited=waited,
        usual=usual,
        staffed=staffed(),
        longer=usual is not None and waited > usual + timedelta(minutes=1),
    )


@dataclass(frozen=True, slots=True)
class Ahead:
    """What somebody finds who is about to ask: how many wait, how long it took of late, whether anybody is here."""

    waiting: int
    usual: timedelta | None
    staffed: bool


def open_queue() -> Ahead:
    return Ahead(Chat.objects.filter(state=WAITING).count(), usual_wait(), staffed())


def usual_wait() -> timedelta | None:
    """The median wait of those whose chats began in the last hours, at most twenty; None when there were too few."""
    since = clock.now() - rules.WAITS_OF_LAST
    taken = Chat.objects.filter(taken_at__gte=since).order_by("-taken_at").values_list("asked_at", "taken_at")[:20]
    waits = [(taken_at - asked_at).total_seconds() for asked_at, taken_at in taken if taken_at]
    return timedelta(seconds=median(waits)) if len(waits) >= rules.WAITS_NEEDED else None


def staffed() -> bool:
    """Whether somebody watches the chats at this moment."""
    return anybody(QUEUE, within=rules.AT_DESK)
