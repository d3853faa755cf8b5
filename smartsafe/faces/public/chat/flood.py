"""How much may come from one place or into one chat, without keeping the place; said kindly, losing nothing."""

import hashlib
import secrets
import time
from collections import OrderedDict

from django.http import HttpRequest

from ..comeback.guessing import address_of

STARTS, STARTS_WITHIN = 20, 10 * 60  # chats begun from one place: a whole class may sit behind one address
MESSAGES, MESSAGES_WITHIN = 15, 30  # messages in one chat
REMEMBERED = 20_000

_KEY = secrets.token_bytes(32)
_seen: "OrderedDict[bytes, list[float]]" = OrderedDict()


def _one_more(what: bytes, most: int, within: float) -> bool:
    """Whether there were too many already; counts this one when not."""
    kept = hashlib.blake2b(what, key=_KEY, digest_size=16).digest()
    now = time.monotonic()
    recent = [moment for moment in _seen.get(kept, []) if moment > now - within]
    if len(recent) >= most:
        return True
    _seen[kept] = [*recent, now]
    _seen.move_to_end(kept)
    while len(_seen) > REMEMBERED:
        _seen.popitem(last=False)
    return False


def too_many_chats(request: HttpRequest) -> bool:
    return _one_more(b"start " + address_of(request).encode(), STARTS, STARTS_WITHIN)


def too_many_messages(contact_id: bytes) -> bool:
    return _one_more(b"say " + contact_id, MESSAGES, MESSAGES_WITHIN)


def forget_all() -> None:
    _seen.clear()
