"""What a report says, whatever door it came through: the answers of a form, checked against the country profile."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from django.utils import translation

from smartsafe.country.profile import profile
from smartsafe.country.profile.whole import Lists
from smartsafe.vault.sealing import RecordKey

from .errors import NothingTold, TooLong, UnknownChoice
from .sealed import ContactDetails, Reach

MAX_TEXT = 20_000  # characters in a message
MAX_LINE = 500  # characters in a short answer
MAX_LINK = 2_000  # characters in one link or one name used online
MAX_LINKS = 50

# Whom the report is about → what kind of reporter that tells of (profile code).
ABOUT = {
    "me": "child",
    "friend": "child",
    "my_child": "parent",
    "pupil": "teacher",
    "other_child": "adult",
    "content": "unknown",
}


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file of the answers: the sealed item and its key."""

    item_id: UUID
    key: RecordKey


@dataclass(frozen=True, slots=True)
class Answers:
    """All of it optional; codes are those of the profile. `danger` means: a child is in danger now."""

    service: str = "hotline"
    about: str = ""  # one of ABOUT
    reporter_kind: str = ""  # told instead of `about` by other channels
    threats: list[str] = field(default_factory=list)  # the first is the main one
    text: str = ""
    links: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    when: str = ""
    place_of_harm: str = ""
    age_band: str = ""
    exact_age: int | None = None
    gender: str = ""
    municipality: str = ""
    danger: bool | None = None
    email: str = ""
    phone: str = ""
    name: str = ""
    files: list[AnswerFile] = field(default_factory=list)
    also: dict[str, str] = field(default_factory=dict)  # further facts by name, sealed with the details

    @classmethod
    def of(cls, told: dict[str, Any], files: Sequence[AnswerFile] = ()) -> Self:
        """From the answers of a form by name. Entries with unknown names are left out."""
        known = {name: told[name] for name in cls.__slots__ if name in told and name not in ("files", "also")}
        return cls(**known, files=list(files))

    @property
    def told_kind(self) -> str:
        return self.reporter_kind or ABOUT.get(self.about, "unknown")

    @property
    def details(self) -> ContactDetails:
        return ContactDetails(
            links=self.links,
            handles=self.handles,
            reach=Reach(email=self.email, phone=self.phone, name=self.name),
            exact_age=self.exact_age,
            when=self.when,
            form={**({"about": self.about} if self.about else {}), **self.also},
        )


def _check_lengths(answers: Answers) -> None:
    if len(answers.text) > MAX_TEXT:
        raise TooLong("text", count=len(answers.text), limit=MAX_TEXT)
    for name in ("when", "email", "phone", "name"):
        if len(getattr(answers, name)) > MAX_LINE:
            raise TooLong(name, count=len(getattr(answers, name)), limit=MAX_LINE)
    for name in ("links", "handles"):
        entries = getattr(answers, name)
        if len(entries) > MAX_LINKS or any(len(entry) > MAX_LINK for entry in entries):
            raise TooLong(name, count=sum(map(len, entries)), limit=MAX_LINK)


CHOICES: dict[str, Lists] = {
    "service": "services",
    "reporter_kind": "reporter_kinds",
    "place_of_harm": "places_of_harm",
    "age_band": "age_bands",
    "gender": "genders",
}


def _check_choices(answers: Answers) -> None:
    known = profile()
    for name, kind in CHOICES.items():
        if (value := getattr(answers, name)) and value not in known.codes(kind):
            raise UnknownChoice(name)
    if not known.codes("threats").issuperset(answers.threats):
        raise UnknownChoice("threats")
    if answers.about and answers.about not in ABOUT:
        raise UnknownChoice("about")
    if answers.municipality and answers.municipality not in {place.code for place in known.municipalities}:
        raise UnknownChoice("municipality")


def checked(answers: Answers) -> Answers:
    """The answers without NUL bytes and repeated threats. Raises NothingTold, TooLong or UnknownChoice."""
    text = answers.text.replace("\0", "").strip()
    answers = replace(answers, text=text, threats=list(dict.fromkeys(answers.threats)))
    _check_lengths(answers)
    _check_choices(answers)
    if not (answers.text or answers.threats or answers.links or answers.handles or answers.files):
        raise NothingTold("text")
    return answers


def subject_of(answers: Answers) -> str:
    """One line for the desk: the plain question of the main threat, else the first words."""
    main = answers.threats[0] if answers.threats else ""
    if main and main != "other":
        with translation.override(profile().languages[0].code):  # the desk's language, not the reporter's
            return str(profile().threat(main).question)
    words = " ".join(answers.text.split())
    if not words:
        words = answers.links[0] if answers.links else ""
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + "…"
