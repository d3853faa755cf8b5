"""What the demo centre is made from: the profile's `demo.toml`, checked. Invented people, invented stories."""

import tomllib
from functools import cache

from django.conf import settings
from pydantic import BaseModel, ConfigDict

from smartsafe.errors import DomainError


class NoScript(DomainError):
    """The profile has no demo."""

    sentence = "This country profile has no demo.toml, so no demo centre can be made from it."


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Member(Part):
    email: str
    name: str
    roles: tuple[str, ...] = ("officer",)
    institution: str = ""


class Team(Part):
    name: str
    members: tuple[str, ...]


class Story(Part):
    """One kind of contact; `weight` is how often it comes in a year of about three hundred."""

    threat: str
    harms: tuple[str, ...]
    reporter: str
    place: str
    weight: int
    subject: str
    text: str
    reply: str
    answer: str = ""
    age: str = ""
    gender: str = ""
    danger: bool = False
    outcome: str = "advised"


class CasePlan(Part):
    """A case as it stands today: a state of `referrals.rules` when it went to an institution, else of `cases.rules`."""

    days: float  # since its contact arrived
    threat: str
    state: str
    institution: str = ""
    outcome: str = ""
    declined_to: str = ""


class Partner(Part):
    """An organisation whose computer hands reports in."""

    name: str
    kind: str
    email: str


class Words(Part):
    """Sentences that cases and referrals need."""

    note: str
    case_summary: str
    task: str
    facts: str
    question: str
    given: str
    outcome: str
    declined: str
    withdrawn: str
    advice: str
    tell: str
    handover: str = ""  # a note to the next shift


class Script(Part):
    towns: tuple[str, ...]
    case: tuple[CasePlan, ...]
    person: tuple[Member, ...]
    officer: tuple[Member, ...]
    team: tuple[Team, ...]
    story: tuple[Story, ...]
    words: Words
    partner: Partner | None = None

    def about(self, threat: str) -> Story:
        """The most frequent story about a threat; of all, where there is none about it."""
        told = [story for story in self.story if story.threat == threat] or self.story
        return max(told, key=lambda story: story.weight)


@cache
def script() -> Script:
    """Raises NoScript."""
    path = settings.PROFILE_DIR / "demo.toml"
    if not path.exists():
        raise NoScript()
    return Script.model_validate(tomllib.loads(path.read_text()))
