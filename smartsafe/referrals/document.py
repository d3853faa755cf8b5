"""The data that goes with a referral, `data/referral.json` of its package. Its JSON Schema is published."""

from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from smartsafe.vault.sealing import RecordKey

from .sealed import document_place

SCHEMA_ID = "referral.schema.json"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Coded(Part):
    """A code of the centre's country profile and what it means in words."""

    code: str
    label: str


class Centre(Part):
    name: str
    phone: str
    email: str
    site: str


class Child(Part):
    """The child concerned, never more than is needed."""

    age_band: Coded | None = None
    gender: Coded | None = None
    municipality: Coded | None = None


class Hint(Part):
    """A provision that may apply: a pointer, not a legal qualification."""

    code: str
    text: str


class Said(Part):
    """One message of the reporter."""

    at: datetime
    text: str


class Reporter(Part):
    """How the reporter can be reached. Present only when the reporter agreed."""

    name: str = ""
    email: str = ""
    phone: str = ""


class SharedContact(Part):
    """One communication to the centre."""

    number: str
    received_at: datetime
    channel: Coded
    reporter_kind: Coded | None = None
    links: tuple[str, ...] = ()
    handles: tuple[str, ...] = Field(default=(), description="Names used online")
    when: str = Field(default="", description="When it happened, in the reporter's words")
    messages: tuple[Said, ...] = ()
    reporter: Reporter | None = None


class InvolvedPerson(Part):
    role: Coded
    name: str = ""
    identifiers: tuple[str, ...] = Field(default=(), description="Addresses, handles, e-mail addresses, numbers")
    words: str = ""


class EvidenceFile(Part):
    """A file of the package. `file` is its path in the package's folder; `name` is how it came in."""

    file: str
    name: str
    content_type: str
    size: int = Field(description="Bytes")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    received_at: datetime


class ReferralDocument(Part):
    """A referral of a case about the safety of a child on the internet, from a national centre to an institution."""

    schema_version: Literal["1.0"] = "1.0"
    number: str
    case_number: str
    centre: Centre
    institution: Coded
    language: str = Field(description="Language of the labels and of the centre's words")
    written_on: date | None = None
    due_on: date | None = Field(default=None, description="Until when the outcome is expected")
    urgent: bool = False
    subject: str
    facts: str = ""
    summary: str = ""
    asked: str = ""
    threat: Coded
    other_threats: tuple[Coded, ...] = ()
    harms: tuple[Coded, ...] = ()
    child: Child = Child()
    hints: tuple[Hint, ...] = ()
    contacts: tuple[SharedContact, ...] = ()
    involved: tuple[InvolvedPerson, ...] = ()
    evidence: tuple[EvidenceFile, ...] = ()
    prepared_by: str = ""
    approved_by: str = ""

    def sealed(self, key: RecordKey, referral_id: UUID) -> bytes:
        return key.seal(self.model_dump_json().encode(), document_place(referral_id))

    @classmethod
    def opened(cls, key: RecordKey, referral_id: UUID, sealed: "bytes | memoryview") -> Self:
        return cls.model_validate_json(key.open(sealed, document_place(referral_id)))

    def as_file(self) -> bytes:
        """How it stands in the package: UTF-8, indented, for people too."""
        return self.model_dump_json(indent=2).encode() + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `referral.json`."""
    made = ReferralDocument.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **made}
