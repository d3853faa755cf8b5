"""What is sent twice at one moment happens once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError

P = ParamSpec("P")
R = TypeVar("R")


def once(earlier: Callable[[UUID], Any]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Over an atomic action that keeps its `submission` in a unique column, where it has no row to lock.

    When the other request was quicker by a hair, the database refuses the second row. Then what the action did is
    undone and `earlier(submission)`, the first one's result, is given back; None there means another fault: raised.
    """

    def wrap(action: Callable[P, R]) -> Callable[P, R]:
        @wraps(action)
        def tried(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return action(*args, **kwargs)
            except IntegrityError:
                submission = kwargs.get("submission")
                before = earlier(submission) if isinstance(submission, UUID) else None
                if before is None:
                    raise
                return before

        return tried

    return wrap
