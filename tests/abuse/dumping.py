"""What a thief of the database and the data folder holds, and every form in which a word could hide in it."""

import base64
import os
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection


def everything_stored() -> dict[str, bytes]:
    """Name → bytes: every table as rows, the database's own files or its dump format, every file of the store."""
    found = dict(_rows())
    found.update(_own_files() if connection.vendor == "sqlite" else _copies())
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    for path in folder.rglob("*") if folder.exists() else ():
        if path.is_file():
            found[f"file {path.name}"] = path.read_bytes() + str(path).encode()
    return found


def every_row() -> dict[str, bytes]:
    """Every table as rows, also of a transaction that is still open."""
    return dict(_rows())


def _rows() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            values = [_as_bytes(value) for row in cursor.fetchall() for value in row]
            yield f"table {table}", b"\n".join(values)


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _own_files() -> dict[str, bytes]:
    """The database file with everything that was ever written beside it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    name = str(connection.settings_dict["NAME"])
    # By another process: closing the file here would drop SQLite's locks on it, and the next process to come would
    # throw away the log that this one still writes.
    return {
        path: subprocess.run(["cat", path], check=True, capture_output=True).stdout
        for path in (name, f"{name}-wal")
        if os.path.exists(path)
    }


def _copies() -> dict[str, bytes]:
    """Each table as `pg_dump` writes it."""
    copies = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:  # type: ignore[attr-defined]
                copies[f"copy {table}"] = b"".join(bytes(piece) for piece in copy)
    return copies


def disguises(word: str) -> dict[str, bytes]:
    """A word in UTF-8, UTF-16, hexadecimal, base64 at each alignment, JSON escapes, and compressed."""
    plain = word.encode()
    wide = {"utf-16-le": word.encode("utf-16-le"), "utf-16-be": word.encode("utf-16-be")}
    forms = {"utf-8": plain, **wide, "deflated": zlib.compress(plain), "json": word.encode("unicode_escape")}
    for name, raw in {"utf-8": plain, **wide}.items():
        forms[f"hex of {name}"] = raw.hex().encode()
        forms[f"HEX of {name}"] = raw.hex().upper().encode()
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + raw)
            # the first and last letters depend on what stands beside the word
            forms[f"base64+{shift} of {name}"] = coded[4 if shift else 0 : -4]
    return forms


def inflated(stored: bytes) -> Iterator[bytes]:
    """Whatever in the bytes unpacks as zlib or gzip."""
    for marker, window in ((b"\x78", 15), (b"\x1f\x8b", 31)):
        place = stored.find(marker)
        while place != -1:
            try:
                unpacked = zlib.decompressobj(window).decompress(stored[place : place + 1_000_000])
                if len(unpacked) > 8:
                    yield unpacked
            except zlib.error:
                pass
            place = stored.find(marker, place + 1)


def found_in(stored: dict[str, bytes], words: list[str]) -> list[str]:
    """“word as form in place” for each that is there."""
    hits = []
    forms = {word: disguises(word) for word in words}
    for name, content in stored.items():
        pieces = [content, *inflated(content)]
        for word, shapes in forms.items():
            hits += [
                f"{word} as {form} in {name}"
                for form, shape in shapes.items()
                if any(shape in piece for piece in pieces)
            ]
    return hits
