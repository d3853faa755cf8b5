"""What of a professional and a practice is sealed, and how each side opens it."""

import hashlib
from typing import Any
from uuid import UUID

from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import OUTREACH, public_key_of
from smartsafe.vault.sealing import RecordKey, place

from .models import Practice, Professional

SECRET = 32  # bytes of a way in


def for_outreach(table: str, row_id: UUID, told: dict[str, Any]) -> dict[str, bytes]:
    """The two columns. Raises NoKeyring."""
    key = RecordKey.new()
    where = place(table, row_id, "told")
    return {"key_for_outreach": key.sealed_to(public_key_of(OUTREACH)), "sealed_told": key.seal_json(told, where)}


def told_of(actor: Actor, row: Professional) -> dict[str, str]:
    """{name, institution, email}. Raises Locked, NotAMember."""
    key = actor.open(row.key_for_outreach, OUTREACH)
    told: dict[str, str] = key.open_json(row.sealed_told, place("professional", row.id, "told"))
    return told


def practice_of(actor: Actor, row: Practice) -> dict[str, str]:
    """{title, words, link}."""
    if not row.sealed_told:
        return {"title": row.title, "words": row.words, "link": row.link}
    key = actor.open(row.key_for_outreach, OUTREACH)
    told: dict[str, str] = key.open_json(row.sealed_told, place("practice", row.id, "told"))
    return told


def hash_of(secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=32, person=b"way in").digest()


def for_session(secret: bytes, way_id: UUID, told: dict[str, str]) -> bytes:
    return RecordKey(secret).seal_json(told, place("way_in", way_id, "told"))


def in_session(secret: bytes, way_id: UUID, sealed: bytes | memoryview) -> dict[str, str]:
    """Raises CannotOpen."""
    told: dict[str, str] = RecordKey(secret).open_json(sealed, place("way_in", way_id, "told"))
    return told
