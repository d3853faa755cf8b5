"""The centre itself: who it is, how it is reached, how long things may take and are kept."""

import re
import string
from typing import Annotated

from pydantic import AfterValidator, Field

from .shape import Https, Shape
from .text import Text


class Centre(Shape):
    name: Text
    short_name: Text
    platform: Text  # what the public site is called
    country: Text
    country_code: str = Field(pattern=r"^[A-Z]{2}$")  # ISO 3166: hosts elsewhere are foreign
    calling_code: str = Field(pattern=r"^[1-9][0-9]{0,2}$")  # of phone numbers written without one
    ministry: Text
    city: Text  # where letters are dated
    address: Text
    phone: str = Field(pattern=r"^[0-9 +/()-]+$")
    phone_note: Text
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    site: Https

    @property
    def phone_link(self) -> str:
        return "tel:" + "".join(sign for sign in self.phone if sign in "+0123456789")


class Emergency(Shape):
    number: str = Field(pattern=r"^[0-9]{2,6}$")
    name: Text


def _number_format(value: str) -> str:
    names = [name for _, name, _, _ in string.Formatter().parse(value) if name is not None]
    if sorted(names) != ["number", "year"]:
        raise ValueError("must hold {year} and {number} once each, as in “ABC-{year}-{number:06d}”")
    longest = value.format(year=9999, number=999_999)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,29}", longest):  # files are named by them
        raise ValueError("must make numbers of at most 30 letters, digits and hyphens")
    return value


NumberFormat = Annotated[str, AfterValidator(_number_format)]


class Numbers(Shape):
    """How the formal records are numbered, each series from one in every year."""

    contact: NumberFormat
    case: NumberFormat
    referral: NumberFormat
    activity: NumberFormat = "ACT-{year}-{number:05d}"


class Deadlines(Shape):
    """In working hours."""

    first_reply: dict[str, float]  # by urgency
    resolution: dict[str, float] = Field(default_factory=dict)  # by urgency; an urgency left out has no such clock
    escalation: float = Field(default=1, gt=0)  # from one person who is told that something is late to the next
    acknowledgement: float = Field(gt=0)  # of a referral by the institution
    acknowledgement_urgent: float = Field(gt=0)
    outcome: float = Field(gt=0)  # of a referral, from its acknowledgement
    answer: float = Field(gt=0)  # to an institution's question
    reminder: float = Field(gt=0)  # between two reminders
    task: float = Field(gt=0)  # a task's deadline when nobody chose one


class Retention(Shape):
    """How long things are kept, in days."""

    drafts: int = Field(gt=0)  # forms begun and never sent
    receipt_shown_minutes: int = Field(default=10, gt=0)
    silent_contacts: int = Field(gt=0)
    advised_contacts: int = Field(gt=0)
    cases: int = Field(gt=0)
    notices: int = Field(gt=0)
    school_contacts: int = Field(default=90, gt=0)  # after its activity ended: whom a school named, and its own words
    outreach_words: int = Field(default=365, gt=0)  # after it: our notes on it, what participants wrote in sentences


class AutoReplies(Shape):
    """What answers at once until a person does. `{phone}`, `{opens}`, `{site}` are filled in when it is sent."""

    open: Text
    closed: Text
    grave: Text  # added where the matter is grave: the way to the anonymous form
