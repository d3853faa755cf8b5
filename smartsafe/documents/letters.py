"""The official letter that goes with a referral. It knows no referral: whoever writes one hands in plain words."""

from dataclasses import asdict, dataclass, field
from datetime import date

from django.utils import formats, translation
from django.utils.translation import pgettext

from .typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes. Lines are shown as they are, empty ones left out."""

    above: list[str]  # country, ministry
    name: str
    reach: list[str]  # address, telephone, e-mail, site


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """One file of the package: where it stands in it, what it is, its SHA-256 in hexadecimal."""

    file: str
    what: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the annex: facts as pairs of label and value, then words."""

    title: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a letter says, in the language it is written in. `approved_by` empty: a draft, marked as one."""

    language: str
    letterhead: Letterhead
    number: str
    case_number: str
    written_on: date
    addressee: list[str]  # name in the dative, then the address
    subject: str
    urgent: bool = False
    known: list[tuple[str, str]] = field(default_factory=list)  # label, value
    facts: str = ""
    hints: list[str] = field(default_factory=list)
    asked: str = ""
    due_on: date | None = None
    enclosures: list[Enclosure] = field(default_factory=list)
    annex: list[Section] = field(default_factory=list)
    prepared_by: str = ""
    approved_by: str = ""


# Django's English date is American
_DATES = {"en": "j F Y"}


def letter(said: Letter) -> bytes:
    """The letter as PDF/A-2b, in the official form of its language."""
    with translation.override(said.language):
        return typeset("letter.typ", _data(said))


def long_date(day: date, language: str) -> str:
    """The date as an official letter writes it: “23. новембар 2026.”."""
    with translation.override(language):
        return formats.date_format(day, _DATES.get(language, "DATE_FORMAT"))


def _data(said: Letter) -> dict[str, object]:
    due = long_date(said.due_on, said.language) if said.due_on else ""
    return asdict(said) | {
        "written_on": long_date(said.written_on, said.language),
        "due_on": due,
        "lang": said.language.split("-")[0],
        "facts": paragraphs(said.facts),
        "asked": paragraphs(said.asked),
        "known": [list(pair) for pair in said.known],
        "annex": [
            {"title": part.title, "rows": [list(pair) for pair in part.rows], "text": paragraphs(part.text)}
            for part in said.annex
        ],
        "words": _words(due),
    }


def paragraphs(text: str) -> list[list[str]]:
    """A text's paragraphs, each a list of its lines."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [part.strip("\n").split("\n") for part in parts if part.strip()]


def _words(due: str) -> dict[str, str]:
    """The letter's own words, translated."""
    return {
        "number": pgettext("letter", "Number"),
        "case": pgettext("letter", "Case number"),
        "date": pgettext("letter", "Date"),
        "subject": pgettext("letter", "Subject"),
        "urgent": pgettext("letter", "URGENT: immediate danger to a child"),
        "confidential": pgettext("letter", "Confidential: contains data about a child"),
        "opening": pgettext("letter", "Within your competence, we forward the case described below to you for action."),
        "known": pgettext("letter", "Known facts"),
        "facts": pgettext("letter", "Description"),
        "hints": pgettext("letter", "Provisions that may apply"),
        "hints_note": pgettext("letter", "This is a pointer only. Legal qualification is up to the competent body."),
        "asked": pgettext("letter", "What we ask for"),
        "due": pgettext("letter", "Please report what was done. Due: {date}").format(date=due) if due else "",
        "answer": pgettext(
            "letter",
            "Receipt, questions and outcome can be reported on the centre's portal for institutions, under the number"
            " of this letter.",
        ),
        "enclosures": pgettext("letter", "Enclosures"),
        "enclosures_note": pgettext(
            "letter",
            "The SHA-256 of each file stands below it. The package holds the complete list in manifest-sha256.txt.",
        ),
        "annex": pgettext("letter", "Annex: what was shared"),
        "prepared": pgettext("letter", "Prepared by"),
        "approved": pgettext("letter", "Approved by"),
        "draft": pgettext("letter", "DRAFT, not approved"),
        "page": pgettext("letter", "Page"),
        "of": pgettext("letter", "of"),
    }
