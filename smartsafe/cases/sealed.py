"""Where each sealed word of a case lives, and the small shapes that are sealed as JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from smartsafe.vault.sealing import RecordKey, place


def title_place(case_id: UUID) -> bytes:
    return place("case", case_id, "title")


def summary_place(case_id: UUID) -> bytes:
    return place("case", case_id, "summary")


def item_place(case_id: UUID, item_id: UUID) -> bytes:
    """Where the key of an item of evidence lives, sealed under the case's record key."""
    return place("case", case_id, f"item:{item_id}")


def note_place(note_id: UUID) -> bytes:
    return place("case.note", note_id, "body")


def involved_place(involved_id: UUID) -> bytes:
    return place("involved", involved_id, "details")


def task_place(task_id: UUID) -> bytes:
    return place("task", task_id, "title")


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a person in the case. `identifiers`: addresses, handles, e-mails, numbers, as typed."""

    name: str = ""
    identifiers: list[str] = field(default_factory=list)
    words: str = ""

    def sealed(self, key: RecordKey, involved_id: UUID) -> bytes:
        return key.seal_json(asdict(self), involved_place(involved_id))

    @classmethod
    def opened(cls, key: RecordKey, involved_id: UUID, sealed: "bytes | memoryview") -> "Details":
        kept: dict[str, Any] = key.open_json(sealed, involved_place(involved_id))
        return cls(**kept)
