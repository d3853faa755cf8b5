"""A year in the right order: what happens when, each thing at its own hour."""

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from smartsafe import clock
from smartsafe.country.hours import spans_of, zone

Deed = Callable[[], object]


class Year:
    """Deeds waiting for their moment. What would come after `now` never happens."""

    def __init__(self, now: datetime, chance: Random) -> None:
        self.now = now
        self.chance = chance
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._order = itertools.count()

    def at(self, moment: datetime, deed: Deed) -> None:
        if moment <= self.now:
            heapq.heappush(self._waiting, (moment, next(self._order), deed))

    def live(self) -> None:
        """Let everything happen, each deed at its moment; deeds may ask for more."""
        while self._waiting:
            moment, _order, deed = heapq.heappop(self._waiting)
            with clock.at(moment):
                deed()

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def any_moment(self, day: datetime) -> datetime:
        """Some waking moment of that day."""
        local = day.astimezone(zone()).replace(hour=0, minute=0, second=0, microsecond=0)
        return local + timedelta(minutes=self.chance.triangular(7 * 60, 23.8 * 60, 20 * 60))

    def open_moment(self, day: datetime) -> datetime | None:
        """Some moment of that day while the line is open; None on a day off."""
        spans = spans_of(day.astimezone(zone()).date())
        if not spans:
            return None
        start, end = spans[0]
        return start + (end - start) * self.chance.uniform(0.02, 0.97)

    def spread(self, start: datetime, count: int, *, end: datetime) -> list[datetime]:
        """So many moments between the two, in order, in working time where that is possible."""
        step = (end - start) / (count + 1)
        moments: list[datetime] = []
        for number in range(1, count + 1):
            earliest = (moments[-1] if moments else start) + timedelta(minutes=4)
            moments.append(min(max(self._at_work(start + step * number), earliest), self.now))
        return moments

    def _at_work(self, moment: datetime) -> datetime:
        """The moment itself while the line is open, else some minutes before it last closed."""
        day = moment.astimezone(zone()).date()
        for back in range(10):
            for start, end in reversed(spans_of(day - timedelta(days=back))):
                if start <= moment:
                    return min(moment, end - timedelta(minutes=self.chance.randint(3, 50)))
        return moment
