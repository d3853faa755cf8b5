"""`restore PLACE --key-file FILE`: a back-up into this installation, which must be empty. See docs/howto/back-up.md."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from smartsafe.project import backups


class Command(BaseCommand):
    help = "Restore database, files and keys from a back-up, then check the audit chain."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path)
        parser.add_argument("--key-file", type=Path, help="file with the private half; else it is read from the input")
        parser.add_argument("--run", default="", help="a run by its name; else the newest")
        parser.add_argument("--list", action="store_true", help="name the runs, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.stdout.write("\n".join(backups.runs(options["place"])))
            return
        try:
            key = options["key_file"].read_text() if options["key_file"] else sys.stdin.readline()
            run = backups.restore(options["place"], key, name=options["run"])
        except (backups.CannotBackUp, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{run.name}: database and {run.files} files restored")
        call_command("migrate", verbosity=0)
        call_command("audit", "verify")
