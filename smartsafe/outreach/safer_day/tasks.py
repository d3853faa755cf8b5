"""What nobody read in its year is erased."""

from datetime import timedelta

from django.db import transaction
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, record

from .actions import today
from .models import Event
from .rules import WAITING, WAITING_KEPT


@task()
@transaction.atomic
def forget_unread() -> int:
    """How many."""
    late = Event.objects.filter(status=WAITING, day__lte=today() - WAITING_KEPT)
    gone, _kinds = late.filter(told_at__lte=clock.now() - timedelta(days=1)).delete()
    if gone:
        record(SYSTEM, "safer_day.forgotten", "safer_day", "unread", count=gone)
    return gone


EVERY = [(forget_unread, 24 * 60)]
