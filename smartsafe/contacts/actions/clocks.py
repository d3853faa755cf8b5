"""Let clocks be reckoned again, and tell people, step by step, that one has run out."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.country.hours import working_time_between
from smartsafe.country.profile import profile
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import tell
from smartsafe.people.queries import members_of, people_who_may
from smartsafe.people.shift_rules import group_of
from smartsafe.people.shifts import groups_now

from ..clocks import FIRST_REPLY, OPEN, Changes, reckon
from ..escalation_rules import step_due, to_tell
from ..models import Contact, Escalation
from ..rules import CLOSED, HANDLE, IN_PROGRESS, NEW


@transaction.atomic
def reckon_clocks(actor: Who) -> int:
    """The calendar has changed: every open contact's clocks are reckoned again. How many moved."""
    moved = reckon(Contact.objects.select_for_update().filter(OPEN).order_by("pk"))
    if moved:
        touch("inbox")
    record(actor, "contacts.clocks_reckoned", "contacts", "", count=moved)
    return moved


@transaction.atomic
def escalate(actor: Who, *, contact_id: UUID, clock_code: str, changed: Changes | None = None) -> int:
    """Tell whoever is next that this clock has run out; the step that was told, 0 when none is due.

    Each step is told once a deadline.

    Where nobody stands on a step, the next one is told at once, and counts as told.
    """
    contact = Contact.objects.select_for_update().filter(pk=contact_id).exclude(status=CLOSED).first()
    due = _due(contact, clock_code) if contact else None
    if contact is None or due is None:
        return 0
    late_for = working_time_between(due, clock.now(), changed=changed)
    step = step_due(late_for, timedelta(hours=profile().deadlines.escalation))
    before = Escalation.objects.filter(contact=contact, clock=clock_code, due=due)
    told = before.aggregate(last=Max("step"))["last"] or 0
    people = set[UUID]()
    while told < step:  # steps that passed while no worker ran are made up for
        told, found = _people(contact, told + 1)
        if not found:
            break
        people |= set(found)
        Escalation.objects.create(contact=contact, clock=clock_code, step=told, due=due, at=clock.now())
    if not people:
        return 0
    late = clock_code == FIRST_REPLY
    tell(people, "contact.reply_late" if late else "contact.late", "contact", contact.id, contact.number)
    touch("inbox", f"contact:{contact.id}")
    record(actor, "contact.escalated", "contact", contact.id, clock=clock_code, step=told)
    return told


def _due(contact: Contact, clock_code: str) -> datetime | None:
    """The deadline that has passed; none when the clock does not run, or still has time."""
    if clock_code == FIRST_REPLY:
        due = contact.first_reply_due if contact.first_replied_at is None else None
    else:
        due = contact.resolution_due if contact.status in (NEW, IN_PROGRESS) else None
    return due if due and due < clock.now() else None


def _people(contact: Contact, step: int) -> tuple[int, list[UUID]]:
    handlers = {person_id for person_id, _name in people_who_may(HANDLE)}
    group = group_of(contact.channel)
    return to_tell(
        step,
        assignee=contact.assignee_id if contact.assignee_id in handlers else None,
        team=[one for one in members_of(contact.team_id) if one in handlers] if contact.team_id else [],
        on_shift=sorted(one for one, (groups, _until) in groups_now().items() if group in groups and one in handlers),
        supervisors=[person_id for person_id, _name in people_who_may("danger.acknowledge")],
    )
