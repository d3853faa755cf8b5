"""What a partner sees of its own reports. Progress needs its key alone; words need the report's key too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe.contacts.actions import reporting
from smartsafe.contacts.reporter_queries import ToldMessage, conversation_view
from smartsafe.country.profile import profile

from . import rules
from .access import Access
from .actions.following import note
from .actions.handing_in import open_report
from .errors import NoSuchReport, ReportErased
from .models import Change, Report
from .outcomes import told


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    progress: str
    outcome: str
    closed: bool
    answers: int


@dataclass(frozen=True, slots=True)
class ReportState:
    """`progress` is one of contacts.rules.STEPS; `outcome_told` the sentence that the profile allows, or empty."""

    id: UUID
    number: str
    handed_in_at: datetime
    reply_by: datetime | None
    progress: str
    progress_told: str
    outcome: str
    outcome_told: str
    closed: bool
    answers: int
    wants_withdrawal: bool
    history: tuple[Step, ...] = ()


def _state(report: Report, changes: list[Change]) -> ReportState:
    contact = report.contact
    begun = Step(report.handed_in_at, "received", "", False, 0)
    steps = [Step(one.at, one.progress, told(one.outcome)[0], one.closed, one.answers) for one in changes]
    outcome, sentence = told(report.outcome)
    return ReportState(
        id=report.id,
        number=contact.number,
        handed_in_at=report.handed_in_at,
        reply_by=contact.first_reply_due,
        progress=report.progress,
        progress_told=profile().label("progress", report.progress),
        outcome=outcome,
        outcome_told=sentence,
        closed=report.closed,
        answers=report.answers,
        wants_withdrawal=contact.wants_withdrawal,
        history=(begun, *steps),
    )


def report_for(actor: Access, report_id: UUID) -> ReportState:
    """Raises ScopeMissing, NoSuchReport (another partner's too), ReportErased."""
    actor.need(rules.READ)
    own = Report.objects.filter(pk=report_id, partner_id=actor.id).select_related("contact")
    report = own.first()
    if report is None:
        raise NoSuchReport()
    if report.contact.erased_at:
        raise ReportErased()
    note(report)
    return _state(own.get(), list(report.changes.order_by("at", "id")))


def reports_of(actor: Access, *, after: UUID | None = None, limit: int = 50) -> list[ReportState]:
    """Own reports as they were last noted, oldest first, those after `after`; erased ones are left out.

    Raises ScopeMissing.
    """
    actor.need(rules.READ)
    found = Report.objects.filter(partner_id=actor.id, contact__erased_at=None).select_related("contact")
    if after is not None:
        found = found.filter(id__gt=after)
    rows = list(found.order_by("id")[:limit])
    changes: dict[UUID, list[Change]] = {}
    for change in Change.objects.filter(report__in=rows).order_by("at", "id"):
        changes.setdefault(change.report_id, []).append(change)
    return [_state(row, changes.get(row.id, [])) for row in rows]


def messages_of(actor: Access, *, report_id: UUID, report_key: str) -> tuple[ToldMessage, ...]:
    """The conversation; what the centre wrote counts as read. Raises as `open_report`, and ScopeMissing."""
    conversation = open_report(actor, report_id=report_id, report_key=report_key, scope=rules.READ)
    messages = conversation_view(conversation).messages
    reporting.mark_read(conversation)
    return messages
