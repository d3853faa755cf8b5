"""What the telephone does without anybody asking."""

from django.db.models import Q
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM

from .actions.telling import forget_numbers, forget_silence
from .models import Call
from .rules import RINGS_AT_MOST, TALKS_AT_MOST


@task()
def end_silent_calls() -> int:
    """Calls whose end the exchange never told. How many."""
    now = clock.now()
    rings = Q(answered_at=None, claimed_at=None, at__lt=now - RINGS_AT_MOST)
    waiting = Call.objects.filter(outcome="").filter(rings | Q(at__lt=now - TALKS_AT_MOST))
    ids = list(waiting.values_list("pk", flat=True)[:200])
    for call_id in ids:
        forget_silence(SYSTEM, call_id=call_id)
    return len(ids)


@task()
def forget_old_numbers() -> int:
    """Numbers that nobody needs any more. How many."""
    return forget_numbers(SYSTEM)


EVERY = [(end_silent_calls, 5), (forget_old_numbers, 24 * 60)]
