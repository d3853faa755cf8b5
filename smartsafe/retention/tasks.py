"""Once a day: the promise of the privacy statement is kept without anybody asking."""

from django_tasks import task

from smartsafe.audit.actions import SYSTEM

from .actions import erase_what_has_passed

DAY = 24 * 60  # minutes


@task()
def erase_daily() -> int:
    """Erase what has been kept long enough. How many contacts, cases and referrals."""
    counts = erase_what_has_passed(SYSTEM)
    return counts["contacts"] + counts["cases"] + counts["referrals"]


EVERY = [(erase_daily, DAY)]
