"""Sealing to the worker: what the desk and the web processes hand to the one that talks to other systems.

The public face may use it: nothing here opens anything.
"""

import hmac

from django.utils.translation import gettext_lazy as _
from nacl.public import PublicKey, SealedBox

from smartsafe.errors import DomainError

from .models import WorkerKey


class NoWorkerKey(DomainError):
    """No worker has made its key yet, so nobody could open what would be sealed now."""

    sentence = _("The background worker has never run, so nothing can be sent or taken in yet.")


def has_worker_key() -> bool:
    return WorkerKey.objects.exists()


def seal_to_worker(plain: bytes) -> bytes:
    """In a box that only the worker opens. Raises NoWorkerKey."""
    public = WorkerKey.objects.values_list("public_key", flat=True).first()
    if public is None:
        raise NoWorkerKey()
    return SealedBox(PublicKey(bytes(public))).encrypt(plain)


def event_key(channel: str, event_id: str) -> bytes:
    """How an outside event is known here (32 bytes): the same wherever it is told. Raises NoWorkerKey."""
    salt = WorkerKey.objects.values_list("event_salt", flat=True).first()
    if salt is None:
        raise NoWorkerKey()
    return hmac.digest(bytes(salt), f"{channel}\n{event_id}".encode(), "sha256")
