"""Row identifiers: UUIDv7, ordered by time, so that indexes stay compact and rows can be sharded by time."""

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A new time-ordered identifier."""
    return UUID(int=uuid_utils.uuid7().int)
