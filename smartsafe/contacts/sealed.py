"""Where each word of a contact is sealed, and in what shape. Imports no keyring: the public face uses it too."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from smartsafe.vault.sealing import RecordKey, place


@dataclass(frozen=True, slots=True)
class Reach:
    """How the reporter may be reached; all empty for one who stays anonymous."""

    email: str = ""
    phone: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.email or self.phone or self.name)


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What the form told besides the plain codes. `form` holds further answers by name (codes or words)."""

    links: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    reach: Reach = field(default_factory=Reach)
    exact_age: int | None = None
    when: str = ""
    form: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ContactDetails":
        known = {name: kept[name] for name in cls.__slots__ if name in kept}
        return cls(**{**known, "reach": Reach(**kept.get("reach", {}))})


def seal_subject(key: RecordKey, contact_id: UUID, subject: str) -> bytes:
    return key.seal_text(subject, place("contact", contact_id, "subject"))


def open_subject(key: RecordKey, contact_id: UUID, sealed: bytes | memoryview) -> str:
    """Raises CannotOpen, as does each function here that opens."""
    return key.open_text(sealed, place("contact", contact_id, "subject"))


def seal_details(key: RecordKey, contact_id: UUID, details: ContactDetails) -> bytes:
    return key.seal_json(details.to_json(), place("contact", contact_id, "details"))


def open_details(key: RecordKey, contact_id: UUID, sealed: bytes | memoryview) -> ContactDetails:
    return ContactDetails.from_json(key.open_json(sealed, place("contact", contact_id, "details")))


def seal_body(key: RecordKey, message_id: UUID, body: str) -> bytes:
    return key.seal_text(body, place("message", message_id, "body"))


def open_body(key: RecordKey, message_id: UUID, sealed: bytes | memoryview) -> str:
    """The words of a message; empty for a system message, which has only a code."""
    return key.open_text(sealed, place("message", message_id, "body")) if sealed else ""


def seal_item_key(key: RecordKey, contact_id: UUID, item_id: UUID, item_key: RecordKey) -> bytes:
    return item_key.sealed_under(key, place("contact", contact_id, f"item:{item_id}"))


def open_item_key(key: RecordKey, contact_id: UUID, item_id: UUID, sealed: bytes | memoryview) -> RecordKey:
    return RecordKey.opened_under(key, sealed, place("contact", contact_id, f"item:{item_id}"))


def seal_draft(key: RecordKey, contact_id: UUID, person_id: UUID, kind: str, body: str) -> bytes:
    return key.seal_text(body, place("contact", contact_id, f"draft:{person_id}:{kind}"))


def open_draft(key: RecordKey, contact_id: UUID, person_id: UUID, kind: str, sealed: bytes | memoryview) -> str:
    return key.open_text(sealed, place("contact", contact_id, f"draft:{person_id}:{kind}"))


def seal_address(key: RecordKey, contact_id: UUID, way_id: UUID, address: str) -> bytes:
    return key.seal_text(address, place("contact", contact_id, f"way:{way_id}")) if address else b""


def open_address(key: RecordKey, contact_id: UUID, way_id: UUID, sealed: bytes | memoryview) -> str:
    return key.open_text(sealed, place("contact", contact_id, f"way:{way_id}")) if sealed else ""
