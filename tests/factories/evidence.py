"""Synthetic files, and uploads as the upload handler makes them."""

import struct
import zlib

from smartsafe.evidence.actions import keep_bytes
from smartsafe.evidence.models import Item
from smartsafe.evidence.uploads import SealedUpload, Sealing
from smartsafe.vault.sealing import RecordKey


def a_picture(width: int = 8, height: int = 8, shade: int = 120) -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((shade + x + y) % 256 for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def an_upload(name: str = "picture.png", content: bytes | None = None) -> SealedUpload:
    """What a form's file is after the upload handler has sealed it."""
    sealing = Sealing(SealedUpload(name, "image/png"))
    sealing.take(a_picture() if content is None else content)
    return sealing.finish()


def an_item(name: str = "picture.png", content: bytes | None = None) -> tuple[Item, RecordKey]:
    return keep_bytes(name, a_picture() if content is None else content)
