"""`backup PLACE`: one run more into a back-up place. See docs/howto/back-up.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from smartsafe.project import backups
from smartsafe.project.settings.environment import text


class Command(BaseCommand):
    help = "Back up database, files and keys, encrypted to a key that is not on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", nargs="?", type=Path, help="a folder, best on another machine or disk")
        parser.add_argument("--key", default="", help="public half of the key; else SMARTSAFE_BACKUP_KEY")
        parser.add_argument("--keep", type=int, default=30, help="runs to keep (0: all)")
        parser.add_argument("--new-key", action="store_true", help="make a key, say both halves, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["new_key"]:
            private, public = backups.new_key()
            self.stdout.write(f"Keep this off the machine, in two safes. It is shown once:\n    {private}")
            self.stdout.write(f"This one belongs to the machine:\n    SMARTSAFE_BACKUP_KEY={public}")
            return
        if options["place"] is None:
            raise CommandError("Say where to: backup PLACE")
        try:
            run = backups.make(options["place"], options["key"] or text("SMARTSAFE_BACKUP_KEY"))
            gone = backups.prune(options["place"], keep=options["keep"])
        except (backups.CannotBackUp, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{run.name}: {run.files} files, {run.new} of them new; {gone} older runs removed")
