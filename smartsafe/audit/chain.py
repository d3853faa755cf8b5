"""What binds one entry to the one before."""

import hashlib
import json
from datetime import UTC

from .models import Entry


def hash_of(entry: Entry) -> bytes:
    """SHA-256 over the hash before and everything this entry says, in one canonical form (32 bytes)."""
    said = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_kind,
        str(entry.actor_id) if entry.actor_id else None,
        entry.action,
        entry.object_kind,
        entry.object_id,
        entry.details,
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(bytes(entry.previous_hash) + text.encode()).digest()
