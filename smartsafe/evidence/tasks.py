"""Clean up what failed requests left."""

from datetime import timedelta

from django_tasks import task

from .rules import UNCLAIMED_AFTER_HOURS
from .store import remove, unclaimed


@task()
def forget_unclaimed_files() -> int:
    """Remove sealed files that no item claims. How many."""
    names = list(unclaimed(older_than=timedelta(hours=UNCLAIMED_AFTER_HOURS)))
    for name in names:
        remove(name)
    return len(names)


EVERY = [(forget_unclaimed_files, 60)]
