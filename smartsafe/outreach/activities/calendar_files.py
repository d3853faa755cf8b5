"""Activities as iCalendar (RFC 5545): one for a school, all public ones as a feed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from smartsafe import clock
from smartsafe.country.profile import profile

from .models import Activity
from .rules import CANCELLED, KINDS


def _event(row: Activity) -> Event:
    event = Event()
    event.add("uid", f"{row.id}@{profile().centre.site.split('//', 1)[-1].split('/', 1)[0]}")
    event.add("dtstamp", clock.now())
    if row.starts_at and row.ends_at:
        event.add("dtstart", row.starts_at)
        event.add("dtend", row.ends_at)
    event.add("summary", f"{KINDS[row.kind]} · {profile().centre.short_name}")
    where = [row.place, profile().label("municipalities", row.municipality)] if row.municipality else [row.place]
    event.add("location", ", ".join(where))
    topics = [str(profile().threats_by_code[code].label) for code in row.topics if code in profile().threats_by_code]
    event.add("description", "\n".join([*topics, _("Number: {number}").format(number=row.number)]))
    event.add("status", "CANCELLED" if row.status == CANCELLED else "CONFIRMED")
    return event


def calendar_file(rows: Iterable[Activity]) -> bytes:
    """In the active language; times in UTC, so that every calendar reads them alike."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{profile().centre.short_name}//Smart and Safe//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for row in rows:
        calendar.add_component(_event(row))
    made: bytes = calendar.to_ical()
    return made
