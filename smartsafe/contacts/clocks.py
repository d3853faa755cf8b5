"""Clocks of a contact in working time: by when it is answered first, by when it is resolved.

They follow urgency and calendar: whoever changes one of these lets the clocks be reckoned again. What waits for the
reporter does not run late.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F, Q

from smartsafe import clock
from smartsafe.country.calendar import Change, changes
from smartsafe.country.hours import add_working_hours
from smartsafe.country.profile import profile

from .models import Contact
from .rules import CLOSED, WAITING

FIRST_REPLY, RESOLUTION = "first_reply", "resolution"
CLOCKS = (FIRST_REPLY, RESOLUTION)
COLUMNS = ("first_reply_due", "resolution_due", "clock_from", "clock_urgency")
OPEN = ~Q(status=CLOSED)
RUNNING = OPEN & ~Q(status=WAITING)
# Clocks that were never set, were set for another urgency, or were stopped when the contact was closed
TO_SET = OPEN & ~Q(clock_urgency=F("urgency"))
Changes = dict[date, Change]


def first_reply_late(now: datetime) -> Q:
    return OPEN & Q(first_replied_at=None, first_reply_due__lt=now)


def resolution_late(now: datetime) -> Q:
    return RUNNING & Q(resolution_due__lt=now)


def due(start: datetime, clock_code: str, urgency: str, changed: Changes | None = None) -> datetime | None:
    """When that clock runs out; none for an urgency that has no such clock."""
    hours = getattr(profile().deadlines, clock_code).get(urgency)
    return None if hours is None else add_working_hours(start, hours, changed=changed)


def set_clocks(contact: Contact, changed: Changes | None = None) -> bool:
    """Set both clocks of an unsaved change; whether a column of COLUMNS moved.

    A contact that was closed has no clocks (`stop`); opened again, it is to be resolved from then on.
    """
    before = tuple(getattr(contact, name) for name in COLUMNS)
    if contact.clock_from is None:
        contact.clock_from = contact.received_at
    elif not contact.clock_urgency:
        contact.clock_from = clock.now()
    if contact.first_replied_at is None:
        contact.first_reply_due = due(contact.received_at, FIRST_REPLY, contact.urgency, changed)
    contact.resolution_due = due(contact.clock_from, RESOLUTION, contact.urgency, changed)
    contact.clock_urgency = contact.urgency
    return before != tuple(getattr(contact, name) for name in COLUMNS)


def stop(contact: Contact) -> list[str]:
    """The contact is closed: nothing runs any more. The columns that changed."""
    contact.resolution_due, contact.clock_urgency = None, ""
    return ["resolution_due", "clock_urgency"]


def reckon(contacts: Iterable[Contact]) -> int:
    """Set the clocks of these open contacts and save what moved. How many did."""
    rows = list(contacts)
    if not rows:
        return 0
    first = min(row.clock_from or row.received_at for row in rows)
    changed = changes(first.date() - timedelta(days=1))
    moved = [row for row in rows if set_clocks(row, changed)]
    Contact.objects.bulk_update(moved, COLUMNS, batch_size=200)
    return len(moved)
