"""`sync_directory`: rows for the institutions of the profile. Run after `migrate`, or when the profile changed."""

from typing import Any

from django.core.management import BaseCommand

from smartsafe.institutions.actions import sync_directory


class Command(BaseCommand):
    help = "Bring the directory of institutions up to date with the country profile."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = sync_directory()
        if options["verbosity"]:
            self.stdout.write(f"{changed} institutions changed.")
