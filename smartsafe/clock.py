"""What time it is. Everything that needs the time asks here, so that the demo can live through a year."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (aware) inside the block."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
