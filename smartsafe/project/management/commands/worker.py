"""`worker`: does background work, keeps the schedule, takes in and delivers for the channels. Any number may run."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import translation

from smartsafe.errors import DomainError
from smartsafe.project.schedule import Prompt, Schedule, prompt_jobs
from smartsafe.vault import worker_keys


class Command(BaseCommand):
    help = "Do background work: events and replies of the channels, e-mails, reminders, forgetting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--replace-key",
            action="store_true",
            help="the old worker key is lost: seal to the one held here; what waits for the old one is lost",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._hold_the_key(replace=options["replace_key"])
        Schedule().start()
        for job, seconds in prompt_jobs():
            Prompt(job, seconds).start()
        call_command("db_worker", queue_name="*", interval=2.0, reload=False, verbosity=0)

    def _hold_the_key(self, *, replace: bool) -> None:
        """Embedded, the worker makes its key; in production somebody decides where it lies."""
        try:
            with translation.override("en"):
                if settings.WORKER_MAKES_ITS_KEY:
                    worker_keys.make_where_missing()
                if replace:
                    worker_keys.replace()
                worker_keys.adopt()
        except DomainError as error:
            with translation.override("en"):
                raise CommandError(str(error)) from None
