"""What the worker does for partners all day long."""

from django_tasks import task

from smartsafe import clock

from .actions import following, telling
from .models import Once, Telling
from .rules import ANSWERS_KEPT, TELLINGS_KEPT, YOUNG

AT_ONCE = 50


def note_changes() -> int:
    """Of reports that are still young; how many."""
    return following.note_changes(since=clock.now() - YOUNG)


@task()
def note_late_changes() -> int:
    """Of all the others too; how many."""
    count = 0
    while noted := following.note_changes():
        count += noted
    return count


def tell_waiting(limit: int = AT_ONCE) -> int:
    """Tell what has to be told now; how many were tried."""
    count = 0
    while count < limit and (claimed := telling.claim()) is not None:
        telling.tell(claimed)
        count += 1
    return count


@task()
def forget_answers() -> int:
    """Answers kept for requests that are sent again, and what was told long ago, or waited for so long. How many."""
    now = clock.now()
    answers, _by_model = Once.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    told, _by_model = Telling.objects.filter(made_at__lt=now - TELLINGS_KEPT).delete()
    return answers + told


PROMPT = [(note_changes, 5), (tell_waiting, 2)]
EVERY = [(note_late_changes, 10), (forget_answers, 60)]
