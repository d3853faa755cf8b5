"""Where sealed bytes lie: the default storage, under random names that say nothing."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from smartsafe import clock

from .models import Item

FOLDER = "evidence"
READ_AT_ONCE = 256 * 1024


class SealedFile:
    """A sealed file being written. One that is not finished does not stay."""

    def __init__(self) -> None:
        self.name = f"{FOLDER}/{secrets.token_hex(16)}"
        self._closed = False
        default_storage.save(self.name, ContentFile(b""))  # makes the folder where the storage needs one
        self._file = default_storage.open(self.name, "wb")

    def write(self, sealed: bytes) -> None:
        self._file.write(sealed)

    def finish(self) -> None:
        """All bytes are on the disk: a confirmed report survives a power cut, and so do its files."""
        self._file.flush()
        descriptor = getattr(self._file, "fileno", None)
        if descriptor is not None:
            os.fsync(descriptor())
        self._file.close()
        self._closed = True

    def discard(self) -> None:
        if not self._closed:
            self._file.close()
        self._closed = True
        remove(self.name)

    def __del__(self) -> None:
        if not getattr(self, "_closed", True):
            self.discard()


def pieces(name: str) -> Iterator[bytes]:
    """The sealed bytes of a file, a piece at a time. Raises FileNotFoundError."""
    with default_storage.open(name, "rb") as file:
        while piece := file.read(READ_AT_ONCE):
            yield piece


def remove(name: str) -> None:
    default_storage.delete(name)


def unclaimed(*, older_than: timedelta, now: datetime | None = None) -> Iterator[str]:
    """Names of sealed files that no item claims, left by requests that failed."""
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    before = (now or clock.now()) - older_than
    claimed = set(Item.objects.values_list("stored_name", flat=True))
    for file in files:
        name = f"{FOLDER}/{file}"
        if name not in claimed and default_storage.get_modified_time(name) < before:
            yield name


def exists(name: str) -> bool:
    return bool(default_storage.exists(name))
