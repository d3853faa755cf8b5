"""What contacts do without anybody asking."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from smartsafe import clock

from . import tasks_clocks
from .actions.forms import forget, idle_limit, receipt_limit
from .models import Contact, FormDraft
from .telling import tell_of_late_reply

# A deadline that passed earlier was told then; a worker that stood still for so long tells it late.
LOOKS_BACK = timedelta(days=7)


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


@task()
def tell_late_replies() -> int:
    """Tell that a first reply is late, once. How many are late."""
    now = clock.now()
    late = Contact.objects.exclude(status="closed").filter(
        first_replied_at=None, first_reply_due__lt=now, first_reply_due__gt=now - LOOKS_BACK
    )
    found = list(late.only("id", "number", "assignee_id", "first_reply_due").order_by("first_reply_due", "id"))
    with transaction.atomic():
        for contact in found:
            tell_of_late_reply(contact)
    return len(found)


EVERY = [(forget_drafts, 5), (tell_late_replies, 10), *tasks_clocks.EVERY]
