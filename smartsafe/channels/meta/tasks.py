"""What is done without anybody asking."""

from django_tasks import task

from . import notes


@task()
def forget_pieces() -> int:
    """Forget which pieces of old replies were sent. How many."""
    return notes.forget()


EVERY = [(forget_pieces, 24 * 60)]
