"""Reminders: whose turn it is and whose time has passed, told again after so many working hours."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record
from smartsafe.country.hours import working_time_between
from smartsafe.country.profile import profile
from smartsafe.notifications.actions import tell
from smartsafe.people.queries import officers_of, people_who_may

from . import rules
from .models import Referral

WAITING = (*rules.FOR_INSTITUTION, rules.INFORMATION_ASKED, rules.DECLINED)


@task()
def remind() -> int:
    """Tell whoever's turn it is that a referral is due. How many referrals."""
    late = Referral.objects.filter(status__in=WAITING, due_at__lt=clock.now()).order_by("pk")
    return sum(_remind(pk) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: UUID) -> int:
    now = clock.now()
    referral = Referral.objects.select_for_update().filter(pk=pk, status__in=WAITING, due_at__lt=now).first()
    if referral is None:
        return 0
    between = timedelta(hours=profile().deadlines.reminder)
    if referral.reminded_at and working_time_between(referral.reminded_at, now) < between:
        return 0
    whom = {referral.prepared_by_id} | {person_id for person_id, _ in people_who_may("referrals.approve")}
    if referral.case.assignee_id:
        whom.add(referral.case.assignee_id)
    if referral.status in rules.FOR_INSTITUTION:
        whom |= {person_id for person_id, _ in officers_of(referral.institution_id)}
    tell(whom, "referral.due", "referral", referral.pk, referral.number)
    Referral.objects.filter(pk=referral.pk).update(reminded_at=now)
    record(SYSTEM, "referral.reminded", "referral", referral.pk, status=referral.status)
    return 1


EVERY = [(remind, 15)]
