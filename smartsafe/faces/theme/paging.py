"""Keyset paging: a cursor instead of a page number, so that the tenth page costs what the first does."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A stretch of a list. `next_cursor` is empty on the last page."""

    rows: Sequence[Row]
    next_cursor: str = ""


def cursor_of(*values: object) -> str:
    """The keys of the last row shown, fit for an address."""
    return base64.urlsafe_b64encode(json.dumps([str(value) for value in values]).encode()).decode().rstrip("=")


def values_of(cursor: str, *, count: int) -> list[str] | None:
    """The keys in a cursor; None when it is empty or somebody changed it: then the list begins at its start."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        return None
    if isinstance(values, list) and len(values) == count and all(isinstance(value, str) for value in values):
        return values
    return None
