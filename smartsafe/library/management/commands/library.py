"""`library load`: take in the items that the country profile brings along."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from smartsafe.audit.actions import SYSTEM
from smartsafe.library.actions.loading import load
from smartsafe.library.errors import ContentWrong


class Command(BaseCommand):
    help = "Take in the items of the country profile; what editors changed stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(f"{load(SYSTEM)} new items")
        except ContentWrong as wrong:
            raise CommandError(str(wrong)) from None
