"""What the worker does for the channels all day long. Each function does a share and says how much it did."""

import logging
from datetime import timedelta

from django_tasks import task

from smartsafe import clock
from smartsafe.contacts.actions import outbox

from .actions import delivering, taking
from .actions.receiving import keep_events, sum_up_refusals
from .contract import Fetches
from .models import InboundEvent
from .registry import channels

logger = logging.getLogger(__name__)

AT_ONCE = 100
# A sender that tells something again does so within days; what became a message is recognised for ever besides.
REMEMBER_EVENTS = timedelta(days=60)


def take_in_waiting(limit: int = AT_ONCE) -> int:
    """Take in events that wait, oldest first; how many were claimed. Any number of workers may do so at once."""
    count = 0
    while count < limit and (event := taking.claim()) is not None:
        taking.take(event)
        count += 1
    return count


def deliver_waiting(limit: int = AT_ONCE) -> int:
    """Send replies whose time has come; how many were tried."""
    count = 0
    while count < limit and (claimed := outbox.claim()) is not None:
        delivering.deliver(claimed)
        count += 1
    return count


def fetch_waiting() -> int:
    """Ask the channels that have to be asked (mailboxes); how many new events there were."""
    count = 0
    for channel in channels():
        if not isinstance(channel, Fetches) or channel.missing():
            continue
        try:
            for event in channel.fetch():
                count += keep_events(channel.code, [event])
        except Exception as error:
            logger.error("nothing could be fetched by %s: %s", channel.code, type(error).__name__)
    return count


def sum_up() -> int:
    """Refused requests beyond the first of their minute; how many minutes were looked at."""
    count = 0
    while count < AT_ONCE and sum_up_refusals():
        count += 1
    return count


@task()
def forget_events() -> int:
    """Forget events that were taken in long ago. How many."""
    count, _by_model = InboundEvent.objects.filter(taken_at__lt=clock.now() - REMEMBER_EVENTS).delete()
    return count


# (function, seconds): called by every worker, again at once while there is more to do
PROMPT = [(take_in_waiting, 1), (deliver_waiting, 1), (fetch_waiting, 20), (sum_up, 30)]
EVERY = [(forget_events, 24 * 60)]
