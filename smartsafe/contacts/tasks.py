"""What contacts do without anybody asking."""

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from smartsafe import clock

from . import tasks_clocks
from .actions.forms import forget, idle_limit, receipt_limit
from .models import FormDraft


@task()
def forget_drafts() -> int:
    """Forget forms that were left, and receipts that were shown long enough. How many."""
    now = clock.now()
    dead = Q(sent_at=None, touched_at__lte=now - idle_limit()) | Q(sent_at__lte=now - receipt_limit())
    count = 0
    for draft_id in list(FormDraft.objects.filter(dead).values_list("id", flat=True)[:1000]):
        with transaction.atomic():
            draft = FormDraft.objects.select_for_update().filter(dead, pk=draft_id).first()
            if draft is not None:
                forget(draft)
                count += 1
    return count


EVERY = [(forget_drafts, 5), *tasks_clocks.EVERY]
