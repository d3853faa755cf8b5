"""A poll as anybody may see it: never a number so small that it could point at somebody, nothing before it is over."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe import clock
from smartsafe.country.profile import Text

from .. import words
from .models import Poll, Voice
from .rules import AUDIENCES, FEWEST, MEMBERS, SMALL


@dataclass(frozen=True, slots=True)
class Result:
    """`number` and `share` are None where there are so few that they could be told apart."""

    name: Text
    number: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class PollView:
    id: UUID
    audience: str
    question: Text
    options: list[tuple[int, Text]]
    opened_at: datetime
    closes_at: datetime

    @property
    def open(self) -> bool:
        return self.opened_at <= clock.now() < self.closes_at

    @property
    def for_members(self) -> bool:
        return self.audience == MEMBERS

    @property
    def audience_name(self) -> str:
        return str(AUDIENCES[self.audience])


@dataclass(frozen=True, slots=True)
class Results:
    voices: int
    rows: list[Result]

    @property
    def enough(self) -> bool:
        return self.voices >= FEWEST


def view(row: Poll) -> PollView:
    options = [(place, words.spoken(option)) for place, option in enumerate(row.options)]
    return PollView(row.id, row.audience, words.spoken(row.question), options, row.opened_at, row.closes_at)


def hidden(counts: list[int]) -> set[int]:
    """Places whose number is not told: those under SMALL, and one more where a single one could be reckoned out."""
    small = {place for place, number in enumerate(counts) if 0 < number < SMALL}
    if len(small) == 1 and len(counts) > 1:
        others = [place for place in range(len(counts)) if place not in small]
        small.add(min(others, key=lambda place: (counts[place] == 0, counts[place], place)))
    return small


def results(poll: PollView) -> Results | None:
    """None as long as it is open: nobody votes after the others, and nobody reckons out the latest voice."""
    if poll.open:
        return None
    counted = Counter(Voice.objects.filter(poll_id=poll.id).values_list("option", flat=True))
    counts = [counted[place] for place, _name in poll.options]
    total = sum(counts)
    small = hidden(counts)
    rows = [
        Result(name, *((None, None) if place in small else (counts[place], round(100 * counts[place] / (total or 1)))))
        for place, name in poll.options
    ]
    return Results(total, rows if total >= FEWEST else [])
