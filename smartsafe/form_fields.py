"""How many fields a form may send: few, and many only where Wagtail's longest pages are edited."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

FEW, MANY = 500, 10_000
_allowed: ContextVar[int] = ContextVar("form fields", default=FEW)


class FormFields(int):
    """Django knows one limit for all addresses; it compares it and adds to it, and so asks this request's."""

    def __lt__(self, other: int) -> bool:
        return _allowed.get() < other

    def __add__(self, other: int) -> int:
        return _allowed.get() + other


@contextmanager
def many() -> Iterator[None]:
    """Within, this request may send many."""
    before = _allowed.set(MANY)
    try:
        yield
    finally:
        _allowed.reset(before)
