"""What the API takes and gives, as JSON. Codes are those of the country profile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from smartsafe.channels.partner.addresses import LONGEST, SHAPE
from smartsafe.contacts.answers import MAX_LINK, MAX_LINKS, MAX_TEXT
from smartsafe.country.profile import profile

VISIBLE = r"[^\s\x00-\x1f\x7f-\x9f]"


class Given(BaseModel):
    """What is sent to us: exact types, no unknown names."""

    model_config = ConfigDict(strict=True, extra="forbid")


@dataclass(frozen=True)
class Code:
    """Marks a code of the profile that this installation runs with; the description lists them."""

    kind: str  # attribute of the profile

    def codes(self) -> list[str]:
        return [one.code for one in getattr(profile(), self.kind)]

    def known(self, value: str) -> str:
        if value not in self.codes():
            raise PydanticCustomError("code", "is not one of the codes of this centre")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.known, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "enum": self.codes()}


Service = Annotated[str, Code("services")]
ThreatCode = Annotated[str, Code("threats")]
Language = Annotated[str, Code("languages")]
AgeBand = Annotated[str, Code("age_bands")]
Gender = Annotated[str, Code("genders")]
PlaceOfHarm = Annotated[str, Code("places_of_harm")]
ReporterKind = Annotated[str, Code("reporter_kinds")]
Municipality = Annotated[str, Code("municipalities")]
Link = Annotated[str, Field(min_length=1, max_length=MAX_LINK)]


class Child(Given):
    """Only what is known; never a name."""

    age_band: AgeBand | None = None
    gender: Gender | None = None
    municipality: Municipality | None = None


class Reach(Given):
    """How the reporter may be reached, if they agreed. It is sealed."""

    name: Annotated[str, Field(max_length=200)] = ""
    email: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=50)] = ""


class ReportIn(Given):
    """A report. Words, links, names online, reference and reach are sealed on arrival; codes are not."""

    threat: ThreatCode
    language: Language
    text: Annotated[str, Field(max_length=MAX_TEXT)]
    service: Annotated[Service | None, Field(description="Without it: the service that the threat belongs to.")] = None
    other_threats: Annotated[list[ThreatCode], Field(max_length=5)] = []
    links: Annotated[list[Link], Field(max_length=MAX_LINKS)] = []
    handles: Annotated[list[Link], Field(max_length=MAX_LINKS, description="Names used online.")] = []
    when: Annotated[str, Field(max_length=500, description="When it happened, in words.")] = ""
    place_of_harm: PlaceOfHarm | None = None
    reporter_kind: Annotated[ReporterKind | None, Field(description="Who told you.")] = None
    child: Child = Child()
    reach: Reach = Reach()
    danger: Annotated[bool, Field(description="A child is in danger now: the report goes before all others.")] = False
    reference: Annotated[str, Field(max_length=200, description="Your own reference; the centre's staff see it.")] = ""


class HandedInOut(BaseModel):
    id: UUID
    number: str
    report_key: Annotated[str, Field(description="Sixteen digits, given this once: they open the report's words.")]
    reply_by: datetime


class StepOut(BaseModel):
    at: Annotated[datetime, Field(description="When it was noticed, seconds after it happened.")]
    progress: str
    outcome: str
    closed: bool
    answers: int


class ReportOut(BaseModel):
    """How far a report is. Nobody's words."""

    id: UUID
    number: str
    handed_in_at: datetime
    reply_by: datetime | None
    progress: Annotated[str, Field(description="received, handling, institution or concluded")]
    progress_told: Annotated[str, Field(description="The same in the language of Accept-Language")]
    outcome: Annotated[str, Field(description="A code that may be told, or empty")]
    outcome_told: Annotated[str, Field(description="The sentence that the profile allows for it, or empty")]
    closed: bool
    answers: Annotated[int, Field(description="How many messages the centre wrote")]
    wants_withdrawal: bool
    history: list[StepOut]


class ReportsOut(BaseModel):
    reports: list[ReportOut]
    after: Annotated[UUID | None, Field(description="Ask with this for the next page; null at the end.")]


class MessageIn(Given):
    # Something to see has to be in it; the action says so in words.
    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT, json_schema_extra={"pattern": VISIBLE})]


class MessageOut(BaseModel):
    id: UUID
    side: Annotated[str, Field(description="partner, centre or system")]
    at: datetime
    text: str
    files: Annotated[list[str], Field(description="Names of files that came with it")]
    new: Annotated[bool, Field(description="Written by the centre and not fetched before")]


class MessagesOut(BaseModel):
    messages: list[MessageOut]


class TakenOut(BaseModel):
    report: UUID


class FileOut(BaseModel):
    name: str
    size: int
    type: Annotated[str, Field(description="Found from the content")]
    sha256: str


class FilesOut(BaseModel):
    report: UUID
    files: list[FileOut]


class WithdrawalOut(BaseModel):
    report: UUID
    wants_withdrawal: bool


# Told as a pattern and checked by the action, which also knows the address that may be inside our own network
Address = Annotated[str, Field(max_length=LONGEST, json_schema_extra={"pattern": SHAPE})]


class HookIn(Given):
    url: Address


class HookChange(Given):
    url: Address | None = None
    active: bool | None = None


class HookOut(BaseModel):
    id: UUID
    url: str
    active: bool
    made_at: datetime


class NewHookOut(HookOut):
    secret: Annotated[str, Field(description="Given this once: it signs what is told to the address.")]


class HooksOut(BaseModel):
    webhooks: list[HookOut]


class TellingOut(BaseModel):
    id: UUID
    event: str
    at: datetime
    status: Annotated[str, Field(description="waiting, delivered or failed")]
    attempts: int
    answered: Annotated[int | None, Field(description="HTTP status of the last try; null: nobody answered")]


class TellingsOut(BaseModel):
    deliveries: list[TellingOut]


class ChoiceOut(BaseModel):
    code: str
    labels: Annotated[dict[str, str], Field(description="By language")]


class ThreatOut(ChoiceOut):
    questions: Annotated[dict[str, str], Field(description="What a child would say, by language")]
    service: str
    urgency: str
    harms: list[str]


class ThreatsOut(BaseModel):
    threats: list[ThreatOut]


class ChoicesOut(BaseModel):
    services: list[ChoiceOut]
    languages: list[str]
    age_bands: list[ChoiceOut]
    genders: list[ChoiceOut]
    places_of_harm: list[ChoiceOut]
    reporter_kinds: list[ChoiceOut]
    municipalities: list[ChoiceOut]
    progress: list[ChoiceOut]
    outcomes: list[ChoiceOut]


class ProblemOut(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[dict[str, str]] | None = None
