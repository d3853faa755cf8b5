"""What the library does without anybody asking: publish what was scheduled, read the text of new files."""

from django.core.management import call_command
from django_tasks import task

from .reading_files import read_waiting
from .searching.entries import settle


@task()
def publish_scheduled() -> None:
    """What is due is published, what has expired is taken down."""
    call_command("publish_scheduled", verbosity=0)
    settle()


@task()
def read_files() -> int:
    """Text of uploaded documents, for search. How many were read."""
    return read_waiting()


EVERY = [(publish_scheduled, 1), (read_files, 2)]
