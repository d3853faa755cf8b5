"""The worker's own key: an X25519 pair whose private half stands in no database, only with the worker.

It lies in `SMARTSAFE_DATA_DIR/worker-key` (mode 0600) or in `SMARTSAFE_WORKER_KEY`, 32 bytes in base64. The public
face may never import this module, not even indirectly; web processes that seal use `worker_public`.
"""

import base64
import binascii
import hmac
import os
import secrets
from pathlib import Path

import nacl.exceptions
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from nacl.public import PrivateKey, SealedBox

from smartsafe import clock
from smartsafe.errors import DomainError

from .models import WorkerKey
from .sealing import CannotOpen


class NoPrivateKey(DomainError):
    """This process holds no worker key, or a malformed one."""

    sentence = _("This process has no worker key: set SMARTSAFE_WORKER_KEY, or put the file worker-key in place.")


class AnotherWorkerKey(DomainError):
    """The private half here does not belong to the public half to which everybody seals."""

    sentence = _("The worker key here is not the one that this database seals to.")


def _file() -> Path:
    return Path(settings.WORKER_KEY_FILE)


def _written() -> str:
    if given := os.environ.get("SMARTSAFE_WORKER_KEY", "").strip():
        return given
    try:
        return _file().read_text().strip()
    except FileNotFoundError:
        return ""


def _private() -> PrivateKey:
    try:
        return PrivateKey(base64.b64decode(_written(), validate=True))
    except (binascii.Error, ValueError, nacl.exceptions.CryptoError):
        raise NoPrivateKey() from None


def new_private_key() -> str:
    """A fresh private half as it is written into the file or the environment."""
    return base64.b64encode(bytes(PrivateKey.generate())).decode()


@transaction.atomic
def adopt() -> None:
    """Make the public half of this process's key the one that everybody seals to. Harmless when it is already.

    Raises NoPrivateKey; AnotherWorkerKey when the database knows another one: `replace` gives that one up.
    """
    public = bytes(_private().public_key)
    kept = WorkerKey.objects.select_for_update().first()
    if kept is None:
        WorkerKey.objects.create(public_key=public, event_salt=secrets.token_bytes(32), made_at=clock.now())
    elif bytes(kept.public_key) != public:
        raise AnotherWorkerKey()


@transaction.atomic
def replace() -> None:
    """After the private half was lost: seal to this process's key from now on. What waits for the old one is lost."""
    public = bytes(_private().public_key)
    WorkerKey.objects.update(public_key=public, made_at=clock.now())


def make_where_missing() -> None:
    """A key file for a house that runs on one machine: made once, readable by its owner alone."""
    if _written():
        return
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another worker was faster
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(new_private_key())


def open_as_worker(sealed: bytes | memoryview) -> bytes:
    """Raises NoPrivateKey, and CannotOpen for what was sealed to another key."""
    try:
        return SealedBox(_private()).decrypt(bytes(sealed))
    except (nacl.exceptions.CryptoError, ValueError) as error:
        raise CannotOpen() from error


def outside_key(kind: str, channel: str, value: str) -> bytes:
    """How an outside id (a thread, a provider's id of our message) is known here: HMAC under the worker's key.

    32 bytes; `kind` keeps ids of different kinds apart. Raises NoPrivateKey.
    """
    key = hmac.digest(bytes(_private()), b"smartsafe outside ids 1", "sha256")
    return hmac.digest(key, f"{kind}\n{channel}\n{value}".encode(), "sha256")
