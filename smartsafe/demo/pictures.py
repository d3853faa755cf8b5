"""Synthetic evidence: small pictures drawn by code, as harmless as pictures can be."""

import struct
import zlib


def picture(number: int, *, width: int = 320, height: int = 240) -> bytes:
    """A PNG of soft bands in colour; each number gives another one."""
    base = ((37 * number) % 160, (91 * number) % 160, (53 * number) % 160)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        shade = 40 * ((y // 24 + number) % 3)
        band = bytes(min(255, part + shade) for part in base)
        other = bytes(min(255, part + 70) for part in base)
        edge = (y * (number % 7 + 1)) % width
        rows += band * edge + other * (width - edge)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(rows)))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
