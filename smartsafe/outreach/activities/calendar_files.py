"""Activities as iCalendar (RFC 5545): one for a school, all public ones as a feed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from smartsafe import clock
from smartsafe.country.profile import profile

from .models import Activity
from .rules import CANCELLED, KINDS
from .times import here

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"  # RFC 5546: to whoever looks; to a school; it is off


def _event(row: Activity, attendee: str) -> Event:
    event = Event()
    centre = vCalAddress(f"MAILTO:{profile().centre.email}")
    centre.params["CN"] = vText(str(profile().centre.short_name))
    event.add("organizer", centre)
    if attendee:
        event.add("attendee", vCalAddress(f"MAILTO:{attendee}"))
    event.add("sequence", row.sequence)
    event.add("uid", f"{row.id}@{profile().centre.site.split('//', 1)[-1].split('/', 1)[0]}")
    event.add("dtstamp", clock.now())
    if row.starts_at and row.ends_at:
        days = (row.starts_at.astimezone(here()).date(), row.ends_at.astimezone(here()).date())
        event.add("dtstart", days[0] if row.day_only else row.starts_at)
        event.add("dtend", days[1] if row.day_only else row.ends_at)
    event.add("summary", f"{KINDS[row.kind]} · {profile().centre.short_name}")
    where = [row.place, profile().label("municipalities", row.municipality)] if row.municipality else [row.place]
    event.add("location", ", ".join(where))
    topics = [str(profile().threats_by_code[code].label) for code in row.topics if code in profile().threats_by_code]
    event.add("description", "\n".join([*topics, _("Number: {number}").format(number=row.number)]))
    event.add("status", "CANCELLED" if row.status == CANCELLED else "CONFIRMED")
    return event


def calendar_file(rows: Iterable[Activity], *, method: str = PUBLISH, attendee: str = "") -> bytes:
    """In the active language; times in UTC, so that every calendar reads them alike.

    A calendar puts a file with the same uid and a higher sequence in the place of the one it has.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{profile().centre.short_name}//Smart and Safe//")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for row in rows:
        calendar.add_component(_event(row, attendee))
    made: bytes = calendar.to_ical()
    return made
