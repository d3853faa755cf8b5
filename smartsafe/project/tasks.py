"""Housekeeping of the queue itself."""

from django.core.management import call_command
from django_tasks import task


@task()
def forget_done_work() -> None:
    """Results of background work are of no use after a day."""
    call_command("prune_db_task_results", min_age_days=1, failed_min_age_days=14, verbosity=0)


EVERY = [(forget_done_work, 6 * 60)]
