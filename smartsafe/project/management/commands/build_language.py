"""`build_language`: compile the message catalogues and derive Serbian Latin, when something changed."""

from typing import Any

from django.core.management import BaseCommand

from smartsafe.language import catalogues


class Command(BaseCommand):
    help = "Compile message catalogues; derive Serbian Latin. Does nothing when nothing changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = catalogues.build()
        if options["verbosity"] > 0:
            self.stdout.write(f"{len(written)} catalogues compiled")
