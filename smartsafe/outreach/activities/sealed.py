"""What of an activity is sealed, and where: to the keyring of those who go to schools."""

from typing import Any
from uuid import UUID

from smartsafe.people.actors import Actor
from smartsafe.vault.public_keys import CENTRE, OUTREACH, public_key_of
from smartsafe.vault.sealing import RecordKey, place

from .errors import NotAdmitted
from .models import Activity, Evaluation

# Where each sealed word stands: part of what it is sealed with, so never to be changed
TABLE, SENTENCE = "activity", b"evaluation"
CONTACT, WORDS, FOLLOW_UP = "contact", "words", "follow_up"


def new_key() -> tuple[RecordKey, bytes]:
    """(a fresh key, the same sealed to the keyring)."""
    key = RecordKey.new()
    return key, key.sealed_to(public_key_of(OUTREACH))


def may_open(actor: Actor) -> bool:
    """Members of the centre's keyring open the educators' too. Raises Locked."""
    keys = actor.opened()
    return OUTREACH in keys or CENTRE in keys


def _opened(actor: Actor, sealed_key: "bytes | memoryview") -> RecordKey:
    """Raises Locked, NotAdmitted."""
    if not may_open(actor):
        raise NotAdmitted()
    return actor.open(sealed_key, OUTREACH)


def key_of(actor: Actor, row: Activity) -> RecordKey:
    """The activity's key; made now for one that had nothing sealed yet (saved by the caller). As `_opened`."""
    if row.key_for_outreach:
        return _opened(actor, row.key_for_outreach)
    key, row.key_for_outreach = new_key()
    return key


def at(row_id: UUID, field: str) -> bytes:
    return place(TABLE, row_id, field)


def contact_of(actor: Actor, row: Activity) -> dict[str, str]:
    """{name, email, phone} of whom the school named; empty when nobody or forgotten."""
    if not row.sealed_contact:
        return {}
    told: dict[str, str] = key_of(actor, row).open_json(row.sealed_contact, at(row.id, CONTACT))
    return told


def words_of(actor: Actor, row: Activity, field: str) -> str:
    sealed = {WORDS: row.sealed_words, FOLLOW_UP: row.sealed_follow_up}[field]
    return key_of(actor, row).open_text(sealed, at(row.id, field)) if sealed else ""


def sealed_sentence(text: str) -> dict[str, Any]:
    key, sealed_key = new_key()
    return {"key_for_outreach": sealed_key, "sealed_sentence": key.seal_text(text, SENTENCE)}


def sentence_of(actor: Actor, row: Evaluation) -> str:
    return _opened(actor, row.key_for_outreach).open_text(row.sealed_sentence, SENTENCE)
