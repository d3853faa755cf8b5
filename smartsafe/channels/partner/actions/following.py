"""Noting how far a report has come, and putting what has to be told into the outbox."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from smartsafe import clock

from ..models import Change, Hook, Report, Telling
from ..rules import WAITING

# What was merged goes on in another contact: it is closed when that one is.
STANDING = Coalesce("contact__merged_into__status", "contact__status")
MOVED = (
    ~Q(progress=F("contact__progress"))
    | ~Q(outcome=F("contact__told_outcome"))
    | Q(closed=False, standing="closed")
    | Q(closed=True) & ~Q(standing="closed")
    | Q(heard_at__lt=F("contact__last_message_at"))
)
WRITTEN = Count("contact__messages", filter=Q(contact__messages__kind="to_reporter"))


@transaction.atomic
def note_changes(*, since: datetime | None = None, limit: int = 100) -> int:
    """Reports whose contact moved on since they were last noted; how many. Any number of workers may do so.

    `since`: only those handed in later.
    """
    moved = Report.objects.alias(standing=STANDING).filter(MOVED, contact__erased_at=None).order_by("id")
    if since is not None:
        moved = moved.filter(handed_in_at__gt=since)
    ids = list(moved.select_for_update(skip_locked=True, of=("self",)).values_list("id", flat=True)[:limit])
    _note(ids)
    return len(ids)


@transaction.atomic
def note(report: Report) -> None:
    """The same for one report, when it is asked about."""
    moved = Report.objects.alias(standing=STANDING).filter(MOVED, pk=report.pk)
    _note(list(moved.select_for_update(of=("self",)).values_list("id", flat=True)))


def _note(ids: list[UUID]) -> None:
    rows = Report.objects.filter(id__in=ids).select_related("contact").annotate(written=WRITTEN, standing=STANDING)
    for report in rows:
        contact = report.contact
        now = (contact.progress, contact.told_outcome, report.standing == "closed", report.written)
        before = (report.progress, report.outcome, report.closed, report.answers)
        report.progress, report.outcome, report.closed, report.answers = now
        report.heard_at = max(report.heard_at, contact.last_message_at)
        report.save(update_fields=["progress", "outcome", "closed", "answers", "heard_at"])
        if now == before:
            continue
        change = Change.objects.create(
            report=report, at=clock.now(), progress=now[0], outcome=now[1], closed=now[2], answers=now[3]
        )
        hooks = Hook.objects.filter(partner_id=report.partner_id, partner__ended_at=None, active=True)
        Telling.objects.bulk_create(
            Telling(hook=hook, change=change, made_at=change.at, status=WAITING, next_attempt_at=change.at)
            for hook in hooks
        )
