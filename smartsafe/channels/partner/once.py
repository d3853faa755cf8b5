"""The same request sent twice is done once and answered the same, its secrets too.

The answer is sealed to the key that asked, so that a stolen database gives no report's key away.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction

from smartsafe import clock
from smartsafe.vault.sealing import CannotOpen

from .access import Access
from .errors import OnceByAnotherKey, OnceForAnother
from .models import Once


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered: status, JSON, address of what it made."""

    status: int
    body: Any = None
    location: str = ""

    def __repr__(self) -> str:
        return f"Answer({self.status})"


def once(actor: Access, *, key: str, request: bytes, do: Callable[[], Answer]) -> Answer:
    """Do it, unless a request with this key was done before: then its answer. Without a key it is simply done.

    `request` says all that makes the request this one. What fails leaves nothing and may be sent again.
    Raises OnceForAnother, OnceByAnotherKey, and whatever `do` raises.
    """
    if not key:
        with transaction.atomic():
            return do()
    about = hashlib.sha256(actor.id.bytes + key.encode()).digest()
    fingerprint = actor.raw.derived("request", request)
    if earlier := _earlier(actor, about, fingerprint):
        return earlier
    try:
        with transaction.atomic():
            # First the row, then the deed: who sends the same at this moment waits here, and finds the answer.
            row = Once.objects.create(partner_id=actor.id, key_hash=about, fingerprint=fingerprint, at=clock.now())
            answer = do()
            row.sealed_answer = actor.raw.seal(json.dumps(asdict(answer)).encode(), about)
            row.save(update_fields=["sealed_answer"])
            return answer
    except IntegrityError:
        if earlier := _earlier(actor, about, fingerprint):
            return earlier
        raise


def _earlier(actor: Access, about: bytes, fingerprint: bytes) -> Answer | None:
    row = Once.objects.filter(partner_id=actor.id, key_hash=about).first()
    if row is None:
        return None
    try:
        sealed = actor.raw.open(row.sealed_answer, about)
    except CannotOpen:
        raise OnceByAnotherKey() from None
    if bytes(row.fingerprint) != fingerprint:
        raise OnceForAnother("Idempotency-Key")
    return Answer(**json.loads(sealed))
