"""How long a person's words wait for the files that came with them, while the provider does not hand these out."""

from collections.abc import Callable
from datetime import datetime, timedelta

from smartsafe import clock

from .contract import InboundFile, Refused, TryLater

PATIENCE = timedelta(minutes=10)


def fetched(fetch: Callable[[], InboundFile], at: datetime | None) -> InboundFile | None:
    """None for a file that is gone or too large, or once the words, written at `at`, have waited long enough.

    Raises TryLater before.
    """
    try:
        return fetch()
    except Refused:
        return None
    except TryLater:
        if at is None or clock.now() - at < PATIENCE:
            raise
        return None
