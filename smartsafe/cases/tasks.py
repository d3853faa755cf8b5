"""What cases do without anybody asking."""

from datetime import timedelta

from django.db import transaction
from django_tasks import task

from smartsafe import clock

from .models import Task
from .telling import tell_task_due

# What came due earlier was told when its time came; a worker that stood still for so long tells it late.
LOOKS_BACK = timedelta(days=7)


@task()
def tell_due_tasks() -> int:
    """Tell whoever has a task whose time has come, once. How many tasks are due."""
    now = clock.now()
    due = Task.objects.filter(done_at=None, due_at__lte=now, due_at__gt=now - LOOKS_BACK)
    found = list(due.select_related("case").order_by("due_at", "id"))
    with transaction.atomic():
        for one in found:
            tell_task_due(one)
    return len(found)


EVERY = [(tell_due_tasks, 10)]
