"""Who writes, where Meta tells only by asking. Without an answer the conversation begins without a name."""

import logging
import time
from typing import Any

from ..contract import Refused, TryLater
from .graph import Graph, part

logger = logging.getLogger(__name__)

# While the Graph API does not answer, names are not what messages wait for
QUIET_SECONDS = 60.0
_quiet_until: dict[str, float] = {}


def who_is(code: str, person: str, fields: str) -> dict[str, str]:
    """Profile fields as text; {} when they are not told. Never raises."""
    if time.monotonic() < _quiet_until.get(code, 0.0):
        return {}
    try:
        told: dict[str, Any] = Graph(code).get(part(person), fields=fields)
    except TryLater:
        _quiet_until[code] = time.monotonic() + QUIET_SECONDS
        return {}
    except Refused:  # no permission for it, or the person does not want it told
        return {}
    return {name: value[:200] for name in fields.split(",") if isinstance(value := told.get(name), str)}
