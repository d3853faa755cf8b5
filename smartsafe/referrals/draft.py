"""What the analyst writes and chooses, sealed until somebody approves it."""

from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from smartsafe.vault.sealing import RecordKey

from .sealed import draft_place


class Draft(BaseModel):
    """Words for the letter, and what of the case is shared, by identifiers. Nothing is shared that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str = ""
    facts: str = ""
    asked: str = ""
    hints: tuple[str, ...] = ()  # codes of the profile's legal hints
    summary: bool = True  # the case's own summary
    contacts: tuple[UUID, ...] = ()  # whose messages go along
    reachable: tuple[UUID, ...] = ()  # contacts whose reporter agreed that the institution may reach them
    involved: tuple[UUID, ...] = ()
    items: tuple[UUID, ...] = ()  # of evidence
    authors: tuple[UUID, ...] = ()  # everyone who wrote in it: none of them may approve

    def sealed(self, key: RecordKey, referral_id: UUID) -> bytes:
        return key.seal(self.model_dump_json().encode(), draft_place(referral_id))

    @classmethod
    def opened(cls, key: RecordKey, referral_id: UUID, sealed: "bytes | memoryview") -> Self:
        return cls.model_validate_json(key.open(sealed, draft_place(referral_id)))

    def by(self, person_id: UUID) -> Self:
        """The same, remembering that this person worked on it."""
        return self if person_id in self.authors else self.model_copy(update={"authors": (*self.authors, person_id)})
