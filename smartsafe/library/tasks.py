"""What the library does without anybody asking: publish what was scheduled, read the text of new files."""

from django.core.management import call_command
from django_tasks import task
from wagtail.models import Page

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM

from .actions import publishing
from .reading_files import read_waiting
from .searching.entries import settle


@task()
def publish_scheduled() -> None:
    """What is due is published, what has expired is taken down."""
    due = Page.objects.live().filter(expire_at__lt=clock.now())
    ids = list(due.values_list("pk", flat=True))
    call_command("publish_scheduled", verbosity=0)
    for item_id in Page.objects.filter(pk__in=ids, live=False).values_list("pk", flat=True):
        publishing.taken_down(SYSTEM, page_id=item_id)
    settle()


@task()
def read_files() -> int:
    """Text of uploaded documents, for search. How many were read."""
    return read_waiting()


EVERY = [(publish_scheduled, 1), (read_files, 2)]
