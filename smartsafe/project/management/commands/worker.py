"""`worker`: does background work and keeps the schedule of periodic jobs. Any number may run."""

from typing import Any

from django.core.management import BaseCommand, call_command

from smartsafe.project.schedule import Schedule


class Command(BaseCommand):
    help = "Do background work: e-mails, reminders, forgetting what is to be forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        Schedule().start()
        call_command("db_worker", queue_name="*", interval=2.0, reload=False, verbosity=0)
