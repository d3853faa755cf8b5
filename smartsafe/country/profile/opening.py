"""Opening hours and days off as data."""

import re
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from .shape import Shape
from .text import Text

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$")


class Span(Shape):
    """A stretch of a day, from and to counted from midnight."""

    opens: timedelta
    closes: timedelta


def _span(value: Any) -> Any:
    found = _SPAN.match(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("must be written as in “07:30-15:30”")
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in found.groups())
    opens = timedelta(hours=from_hour, minutes=from_minute)
    closes = timedelta(hours=to_hour, minutes=to_minute)
    if not opens < closes <= timedelta(hours=24):
        raise ValueError("must end after it begins, on the same day")
    return {"opens": opens, "closes": closes}


Spans = tuple[Annotated[Span, BeforeValidator(_span)], ...]


class Hours(Shape):
    """When the line is open, by day of the week; a day left out is closed."""

    monday: Spans = ()
    tuesday: Spans = ()
    wednesday: Spans = ()
    thursday: Spans = ()
    friday: Spans = ()
    saturday: Spans = ()
    sunday: Spans = ()

    @model_validator(mode="after")
    def _in_order(self) -> "Hours":
        if not any(self.on(day) for day in range(7)):
            raise ValueError("the line is never open")
        for day, name in enumerate(DAYS):
            spans = self.on(day)
            if any(later.opens < earlier.closes for earlier, later in pairwise(spans)):
                raise ValueError(f"the hours of {name} overlap or are out of order")
        return self

    def on(self, weekday: int) -> Spans:
        """The spans of a weekday, Monday being 0."""
        spans: Spans = getattr(self, DAYS[weekday])
        return spans

    @property
    def opens(self) -> time:
        """The earliest opening of the week, for a short line about hours."""
        first = min(span.opens for day in range(7) for span in self.on(day))
        return time(first.seconds // 3600, first.seconds % 3600 // 60)


class Yearly(Shape):
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    name: Text


class DayOff(Shape):
    date: date
    name: Text


class Holidays(Shape):
    """Days off: of a country that the library knows, fixed every year, or on one date; some dates worked after all."""

    country: str = Field(default="", pattern=r"^([A-Z]{2})?$")
    yearly: tuple[Yearly, ...] = ()
    also: tuple[DayOff, ...] = ()
    worked: tuple[date, ...] = ()
