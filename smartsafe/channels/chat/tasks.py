"""What chats do without anybody asking."""

from django_tasks import task

from .actions import tidying


@task()
def tidy_chats() -> int:
    """Put back, end and forget what is to be; how many chats were changed."""
    return tidying.tidy()


EVERY = [(tidy_chats, 1)]
