"""The calendar's exceptions: days with hours of their own, and the reason that the public reads."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from .models import DayChange
from .profile import Text, profile
from .profile.languages import Languages
from .profile.opening import Span


@dataclass(frozen=True, slots=True)
class Change:
    """What is different on a day; no spans: closed all day."""

    day: date
    spans: tuple[Span, ...]
    reason: Text
    id: UUID | None = None

    @property
    def closed(self) -> bool:
        return not self.spans

    @property
    def times(self) -> list[tuple[str, str]]:
        """(from, to) as people write them: “09:00”, “12:30”."""
        return [(written(span.opens), written(span.closes)) for span in self.spans]


def languages_to_write() -> list[tuple[str, str]]:
    """(code, name) of the languages in which a reason is written; derived ones are made from these."""
    return [(one.code, one.name) for one in profile().languages if not one.derived_from]


def changes(first: date, last: date | None = None) -> dict[date, Change]:
    """Every change from one day on, by day; up to `last`, that day too. One statement."""
    found = DayChange.objects.filter(day__gte=first).order_by("day")
    if last is not None:
        found = found.filter(day__lte=last)
    return {row.day: _change(row) for row in found}


def _change(row: DayChange) -> Change:
    return Change(row.day, spans(row.spans), Text(row.reasons, Languages(profile().languages)), row.id)


def spans(times: list[tuple[str, str]] | list[list[str]]) -> tuple[Span, ...]:
    """Times as kept, as spans."""
    return tuple(Span(opens=since_midnight(opens), closes=since_midnight(closes)) for opens, closes in times)


def since_midnight(time: str) -> timedelta:
    """Raises ValueError for what is no time of a day; “24:00” is its end."""
    hours, _, minutes = time.strip().partition(":")
    if not (hours.isdecimal() and hours.isascii() and minutes.isdecimal() and minutes.isascii() and len(minutes) == 2):
        raise ValueError(time)
    found = timedelta(hours=int(hours[:3]), minutes=int(minutes))
    if int(minutes) > 59 or found > timedelta(hours=24):
        raise ValueError(time)
    return found


def written(since: timedelta) -> str:
    minutes = since // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"
