"""What becomes of classrooms."""

from django_tasks import task

from smartsafe import clock

from .models import Classroom
from .rules import KEPT


@task()
def forget_classrooms() -> int:
    """Those that ended a day ago, with every choice made in them; how many."""
    gone, _each = Classroom.objects.filter(closes_at__lt=clock.now() - KEPT).delete()
    return gone


EVERY = [(forget_classrooms, 6 * 60)]
