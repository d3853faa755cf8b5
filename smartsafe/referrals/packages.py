"""The package: a BagIt bag (RFC 8493) in a tar, encrypted with age to the institution's own key, streaming through.

The institution opens and checks it with ordinary programs: docs/howto/open-a-package.md.
No plain byte of it is ever written to a disk here.
"""

import hashlib
import io
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO

import pyrage
from django.core.files.base import File
from django.core.files.storage import default_storage

from smartsafe.identifiers import new_id

from .errors import BadRecipient, Damaged

PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One payload file: its path under `data/`, its size in bytes, its SHA-256, and its plain pieces."""

    file: str
    size: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]

    @classmethod
    def of_bytes(cls, file: str, content: bytes) -> "Enclosed":
        return cls(file, len(content), hashlib.sha256(content).hexdigest(), lambda: [content])


@dataclass(frozen=True, slots=True)
class Bag:
    """Everything that stands in a package, in order. `name` is the folder it unpacks to, the referral's number."""

    name: str
    made_at: datetime
    organisation: str
    description: str
    payload: list[Enclosed]

    def manifest(self) -> bytes:
        return "".join(f"{one.sha256}  data/{one.file}\n" for one in self.payload).encode()

    def tags(self) -> list[tuple[str, bytes]]:
        """(name, content) of the files beside `data/`."""
        size = sum(one.size for one in self.payload)
        info = {
            "Source-Organization": self.organisation,
            "External-Identifier": self.name,
            "External-Description": self.description,
            "Bagging-Date": self.made_at.date().isoformat(),
            "Payload-Oxum": f"{size}.{len(self.payload)}",
        }
        files = [
            ("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            ("bag-info.txt", "".join(f"{label}: {_one_line(value)}\n" for label, value in info.items()).encode()),
            ("manifest-sha256.txt", self.manifest()),
        ]
        seals = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)
        return [*files, ("tagmanifest-sha256.txt", seals.encode())]

    def tar(self) -> Iterator[bytes]:
        """The tar, a piece at a time. Raises Damaged where a file is not what its hash says."""
        for name, content in self.tags():
            yield from self._file(name, len(content), [content])
        for one in self.payload:
            yield from self._file(f"data/{one.file}", one.size, _checked(one))
        yield b"\0" * (2 * tarfile.BLOCKSIZE)

    def _file(self, name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
        entry = tarfile.TarInfo(f"{self.name}/{name}")
        entry.size, entry.mode, entry.mtime = size, 0o644, int(self.made_at.timestamp())
        yield entry.tobuf(tarfile.USTAR_FORMAT)
        yield from pieces
        yield b"\0" * (-size % tarfile.BLOCKSIZE)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _checked(one: Enclosed) -> Iterator[bytes]:
    hashed, size = hashlib.sha256(), 0
    for piece in one.pieces():
        hashed.update(piece)
        size += len(piece)
        yield piece
    if (hashed.hexdigest(), size) != (one.sha256, one.size):
        raise Damaged(file=one.file)


class _Reader(io.RawIOBase):
    """Pieces as a file that can be read once. What goes wrong while making them is kept: age would hide it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest = pieces, b""
        self.broke: Exception | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            while not self.rest:
                self.rest = next(self.pieces)
        except StopIteration:
            return b""
        except Exception as error:
            self.broke = error
            raise OSError("the package could not be made") from error
        size = PIECE if size < 0 else size
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


class _Hashing:
    """Writes through, hashing."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into, self.hashed = into, hashlib.sha256()

    def write(self, piece: bytes) -> int:
        self.hashed.update(piece)
        return self.into.write(piece)

    def flush(self) -> None:
        self.into.flush()


def recipient(age_recipient: str, institution: str) -> "pyrage.x25519.Recipient":
    """Raises BadRecipient, naming the institution, for what is not an age X25519 recipient."""
    try:
        return pyrage.x25519.Recipient.from_str(age_recipient.strip())
    except pyrage.RecipientError:
        raise BadRecipient(institution=institution) from None


def store(bag: Bag, to: "pyrage.x25519.Recipient") -> tuple[str, str]:
    """Encrypt the bag into the file store. (stored name, SHA-256 of the encrypted file). Raises Damaged."""
    with TemporaryFile() as file:  # holds only what is encrypted already
        reader, writer = _Reader(bag.tar()), _Hashing(file)
        try:
            pyrage.encrypt_io(reader, writer, [to])
        except Exception:
            if reader.broke is not None:
                raise reader.broke from None
            raise
        file.seek(0)
        return default_storage.save(f"packages/{new_id()}.age", File(file)), writer.hashed.hexdigest()


def pieces(stored_name: str) -> Iterator[bytes]:
    """The encrypted package as it lies in the store."""
    with default_storage.open(stored_name) as file:
        yield from file.chunks(PIECE)


def remove(stored_name: str) -> None:
    if stored_name:
        default_storage.delete(stored_name)
