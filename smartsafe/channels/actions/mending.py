"""Events that were given up, tried once more by a person who has mended what was wrong."""

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.people.actors import Actor

from ..models import InboundEvent
from ..registry import channel as channel_of

MEND = "channels.mend"


@transaction.atomic
def take_stuck_again(actor: Actor, *, channel: str) -> int:
    """Let the worker try what is stuck from the beginning; how many. Raises NotAllowed, UnknownChannel."""
    actor.need(MEND)
    channel_of(channel)
    stuck = InboundEvent.objects.filter(channel=channel, taken_at=None, next_attempt_at=None)
    count = stuck.update(failures=0, next_attempt_at=clock.now())
    record(actor, "channel.retried", "channel", channel, count=count)
    return count
