"""What of the youth programme is sealed, and where: to the keyring of those who do prevention, and to the code."""

from typing import Any
from uuid import UUID

from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import OUTREACH, public_key_of
from smartsafe.vault.sealing import CannotOpen, RecordKey, place

from .models import Application, Cohort, Consent, Idea, Post


def new_key() -> tuple[RecordKey, bytes]:
    """(a fresh key, the same sealed to the keyring)."""
    key = RecordKey.new()
    return key, key.sealed_to(public_key_of(OUTREACH))


def at(table: str, row_id: UUID) -> bytes:
    return place(f"youth_{table}", row_id, "words")


def told(actor: Actor, row: Application) -> dict[str, Any]:
    """What the young person wrote; empty once it is erased. Raises Locked, NotAMember."""
    if not row.sealed_told:
        return {}
    found: dict[str, Any] = actor.open(row.key_for_outreach, OUTREACH).open_json(
        row.sealed_told, at("application", row.id)
    )
    return found


def told_by_code(private_key: bytes, row: Application) -> dict[str, Any]:
    """The same for the young person themself."""
    if not row.sealed_told:
        return {}
    key = RecordKey.opened_by(private_key, row.key_for_code)
    found: dict[str, Any] = key.open_json(row.sealed_told, at("application", row.id))
    return found


def who_consented(actor: Actor, row: Consent) -> str:
    if not row.sealed_who:
        return ""
    return actor.open(row.key_for_outreach, OUTREACH).open_text(row.sealed_who, at("consent", row.id))


def idea(actor: Actor, row: Idea) -> str:
    if not row.sealed_text:
        return ""
    return actor.open(row.key_for_outreach, OUTREACH).open_text(row.sealed_text, at("idea", row.id))


def cohort_key(actor: Actor, row: Cohort) -> RecordKey:
    return actor.open(row.key_for_outreach, OUTREACH)


def cohort_key_by_code(private_key: bytes, row: Application) -> RecordKey | None:
    """A member's way into the board; None for who is no member."""
    try:
        return RecordKey.opened_by(private_key, row.cohort_key_for_code)
    except CannotOpen:
        return None


def post(key: RecordKey, row: Post) -> str:
    return key.open_text(row.sealed_text, at("post", row.id))
