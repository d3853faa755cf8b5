"""`audit verify`: whether any entry was altered, taken out or moved. `audit head`: what to note down elsewhere."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import translation

from smartsafe.audit.models import Head
from smartsafe.audit.queries import verify


class Command(BaseCommand):
    help = "Verify the audit chain, or show its head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        checking = what.add_parser("verify", help="find an altered, missing or reordered entry; exit code 1")
        checking.add_argument("--anchor", help="SEQUENCE:HASH as “audit head” showed it at an earlier time")
        what.add_parser("head", help="the end of the chain, to be kept outside this machine")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "head":
            head = Head.objects.filter(pk=1).first()
            self.stdout.write(f"{head.sequence}:{bytes(head.hash).hex()}" if head else f"0:{bytes(32).hex()}")
            return
        verdict = verify(anchor=_anchor(options["anchor"]))
        with translation.override("en"):  # a machine's console speaks one language
            for problem in verdict.problems:
                self.stdout.write(str(problem))
        if not verdict.whole:
            self.stdout.write(f"The chain is broken ({verdict.entries} entries read).")
            sys.exit(1)
        self.stdout.write(f"The chain is whole: {verdict.entries} entries. Head: {verdict.head}")


def _anchor(text: str | None) -> tuple[int, str] | None:
    if not text:
        return None
    sequence, _, digest = text.partition(":")
    if not sequence.isdecimal() or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise CommandError("An anchor looks like 1234:<64 hexadecimal digits>.")
    return int(sequence), digest
