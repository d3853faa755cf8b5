"""The whole profile, and how to ask it."""

from functools import cached_property
from typing import Literal, TypeVar

from pydantic import Field

from smartsafe.errors import NotFound

from .centre import AutoReplies, Centre, Deadlines, Emergency, Numbers, Retention
from .institutions import CompetenceRule, InstitutionEntry, LocalKind
from .languages import Language
from .opening import Holidays, Hours
from .reading import Advice, Helpline, Statements
from .shape import AgeBand, Choice, Code, Https, ReferralOutcome, Shape
from .territory import District, Place, places
from .text import Text
from .threats import LegalHint, Threat
from .youth import Youth

Lists = Literal[
    "harms", "places_of_harm", "reporter_kinds", "age_bands", "genders", "urgencies", "outcomes_of_contact",
    "referral_outcomes", "channels", "services", "involved_roles", "threats", "insafe_topics", "progress",
]  # fmt: skip
Choices = tuple[Choice, ...]
T = TypeVar("T")


class Profile(Shape):
    code: Code
    time_zone: str
    languages: tuple[Language, ...] = Field(min_length=1)
    letter_language: str  # in which institutions are written to
    centre: Centre
    emergency: tuple[Emergency, ...] = Field(min_length=1)
    exit_address: Https
    numbers: Numbers
    deadlines: Deadlines
    auto_replies: AutoReplies
    retention: Retention

    hours: Hours
    holidays: Holidays

    services: Choices = Field(min_length=1)
    channels: Choices = Field(min_length=1)
    harms: Choices = Field(min_length=1)
    places_of_harm: Choices = Field(min_length=1)
    reporter_kinds: Choices = Field(min_length=1)
    age_bands: tuple[AgeBand, ...] = Field(min_length=1)
    genders: Choices = Field(min_length=1)
    urgencies: Choices = Field(min_length=1)
    outcomes_of_contact: Choices = Field(min_length=1)
    progress: Choices = Field(min_length=1)
    referral_outcomes: tuple[ReferralOutcome, ...] = Field(min_length=1)
    involved_roles: Choices = Field(min_length=1)

    insafe_topics: Choices = Field(min_length=1)
    threats: tuple[Threat, ...] = Field(min_length=1)
    legal_hints: tuple[LegalHint, ...] = ()

    districts: tuple[District, ...] = Field(min_length=1)
    institutions: tuple[InstitutionEntry, ...] = Field(min_length=1)
    local_kinds: tuple[LocalKind, ...] = ()
    competence: tuple[CompetenceRule, ...] = Field(min_length=1)

    helplines_elsewhere: tuple[Helpline, ...] = ()
    statements: Statements
    youth: Youth | None = None  # a centre without a youth programme has none
    advice: dict[str, Advice]

    def __hash__(self) -> int:  # one object a process: it is its own key in caches
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @cached_property
    def threats_by_code(self) -> dict[str, Threat]:
        return {threat.code: threat for threat in self.threats}

    @cached_property
    def municipalities(self) -> tuple[Place, ...]:
        """Every municipality and every part of a city, each with its district."""
        return places(self.districts)

    @cached_property
    def places_by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self.municipalities}

    @cached_property
    def directory(self) -> dict[str, InstitutionEntry]:
        """Every institution by its code: those written out, and those that each municipality has."""
        found: dict[str, InstitutionEntry] = {entry.code: entry for entry in self.institutions}
        for kind in sorted(self.local_kinds, key=lambda kind: not kind.within):
            for place in self.municipalities:
                if kind.within in ("", place.part_of):
                    entry = kind.at(place.code, place.name)
                    found.setdefault(entry.code, entry)
        return found

    def threat(self, code: str) -> Threat:
        """Raises NotFound."""
        return _found(self.threats_by_code.get(code))

    def municipality(self, code: str) -> Place:
        """Raises NotFound."""
        return _found(self.places_by_code.get(code))

    def institution(self, code: str) -> InstitutionEntry:
        """Raises NotFound."""
        return _found(self.directory.get(code))

    def outcome(self, code: str) -> ReferralOutcome:
        """An outcome of a referral. Raises NotFound."""
        return _found(next((one for one in self.referral_outcomes if one.code == code), None))

    def legal_hint(self, code: str) -> LegalHint:
        """Raises NotFound."""
        return _found(next((hint for hint in self.legal_hints if hint.code == code), None))

    def hints_for(self, threat: str) -> tuple[LegalHint, ...]:
        """The legal hints of a threat. Raises NotFound."""
        return tuple(self.legal_hint(code) for code in self.threat(threat).legal)

    def advice_on(self, threat: str) -> Advice:
        """Raises NotFound."""
        return _found(self.advice.get(threat))

    def choices(self, kind: Lists) -> list[tuple[str, Text]]:
        """(code, label) pairs as forms want them; labels follow the language that is active when they are shown."""
        return [(one.code, one.label) for one in getattr(self, kind)]

    def codes(self, kind: Lists) -> frozenset[str]:
        return frozenset(one.code for one in getattr(self, kind))

    def label(self, kind: Lists | Literal["municipalities", "institutions", "districts"], code: str) -> str:
        """What people call a code; the code itself when the profile no longer knows it, nothing for nothing."""
        if kind == "institutions":
            return str(self.directory[code].name) if code in self.directory else code
        for one in getattr(self, kind):
            if one.code == code:
                return str(one.label if hasattr(one, "label") else one.name)
        return code

    def find_municipalities(self, typed: str, *, limit: int = 8) -> list[Place]:
        """Those whose name has a word beginning as typed, in either script, with or without diacritics."""
        from .searching import matching

        return matching(self.municipalities, typed)[:limit]


def _found(value: T | None) -> T:
    if value is None:
        raise NotFound()
    return value
