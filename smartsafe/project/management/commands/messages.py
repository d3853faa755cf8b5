"""`messages`: bring the written catalogues up to date; `--check` says what is missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Bring every locale/sr catalogue up to date with the sources."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="only these app folders, for example contacts faces/desk")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a translation is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        from smartsafe.language import merging  # needs babel, which only developers have

        if not options["check"]:
            for path in merging.update(options["apps"]):
                self.stdout.write(str(path.relative_to(merging.PACKAGE.parent)))
            return
        lines = [line for line in merging.complaints() if _about(line, options["apps"])]
        if lines:
            raise CommandError("\n".join([*lines, f"{len(lines)} sentences need a translator."]))


def _about(line: str, apps: list[str]) -> bool:
    return not apps or any(line.startswith(f"smartsafe/{app.strip('/')}/locale/") for app in apps)
