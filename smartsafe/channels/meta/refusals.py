"""What Meta's error codes mean for a reply: try again, ours to mend, or never, and why.

Collected from Meta's lists for the Graph API, the Messenger Platform and WhatsApp's Cloud API.
"""

import json
import logging
from contextlib import suppress
from typing import Any

import httpx

from ..contract import Refused, TryLater
from ..http import retry_after

logger = logging.getLogger(__name__)

# Too many calls, or Meta itself is in trouble
PASSING = frozenset({
    1, 2, 4, 17, 32, 341, 613, 1200, *range(80000, 80015),
    130429, 131000, 131016, 131048, 131056, 131057, 133004,
})  # fmt: skip
# The token, a permission, a payment: a reply waits while an administrator mends it
OURS = frozenset({0, 3, 102, 190, 230, 131005, 131037, 131042, 131045, 133010})
OURS_SUB = frozenset({2018300})  # another app has the conversation in hand

WINDOW_CLOSED = frozenset({470, 10900, 131047})
WINDOW_CLOSED_SUB = frozenset({2018065, 2018278, 2534022})
BLOCKED = frozenset({551, 131026, 131050})
BLOCKED_SUB = frozenset({1545041, 2018027, 2018108})
NO_ADDRESS_SUB = frozenset({2018001, 2534014, 2534015})
# Told of a message under a tag that Meta has not granted to our app
PERMISSION = frozenset({10, 100, 200})

UNREACHABLE = "unreachable"


def why_of(code: int, sub: int = 0, *, tagged: bool = False) -> str:
    """A code of `contacts.rules.WHY_FAILED`; “unreachable” for what passes or can be mended."""
    if code in PASSING or code in OURS or sub in OURS_SUB:
        return UNREACHABLE
    if code in WINDOW_CLOSED or sub in WINDOW_CLOSED_SUB:
        return "window_closed"
    if code in BLOCKED or sub in BLOCKED_SUB:
        return "blocked"
    if sub in NO_ADDRESS_SUB:
        return "no_address"
    return "window_closed" if tagged and code in PERMISSION else "refused"


def check(answer: httpx.Response, *, tagged: bool = False) -> dict[str, Any]:
    """What the answer says. Raises TryLater, Refused."""
    try:
        told = answer.json()
    except ValueError:
        told = None
    if answer.is_success and isinstance(told, dict) and "error" not in told:
        return told
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict):
        if answer.is_success or answer.status_code >= 500:  # no JSON: something stands between Meta and us
            raise TryLater()
        raise Refused("refused")
    code, sub = _number(error.get("code")), _number(error.get("error_subcode"))
    if code in OURS or sub in OURS_SUB:
        logger.error("Meta does not let us in: code %d, subcode %d", code, sub)
    if (why := why_of(code, sub, tagged=tagged)) == UNREACHABLE:
        raise TryLater(pause(answer))
    raise Refused(why)


def _number(told: Any) -> int:
    try:
        return int(told)
    except (TypeError, ValueError):
        return -1


def pause(answer: httpx.Response) -> float:
    """Seconds until Meta lets us call again, where it says so (in minutes, for each kind of call)."""
    found = [retry_after(answer)]
    with suppress(ValueError, TypeError, AttributeError):
        for uses in json.loads(answer.headers.get("X-Business-Use-Case-Usage", "{}")).values():
            found += [float(use.get("estimated_time_to_regain_access", 0)) * 60 for use in uses]
    return min(max(found), 24 * 3600)
