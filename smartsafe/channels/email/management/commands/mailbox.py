"""`python -m smartsafe mailbox`: look into the mailbox now, or try whether both servers let us in."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from smartsafe.channels.actions.receiving import keep_events
from smartsafe.channels.email import config, mailbox, outbound
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting


class Command(BaseCommand):
    help = "Try the servers for e-mail, or fetch and send at once. The worker does it every 20 seconds by itself."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="fetch letters, take them in, send what waits")

    def handle(self, *_args: Any, now: bool, **_options: Any) -> None:
        if missing := config.missing():
            raise CommandError(f"E-mail is off. Set {', '.join(missing)}.")
        if now:
            fetched = self._trying("IMAP", _fetch)
            self.stdout.write(f"fetched {fetched}, taken in {take_in_waiting()}, tried to send {deliver_waiting()}")
            return
        self._trying("IMAP", mailbox.check)
        self._trying("SMTP", outbound.check)
        self.stdout.write("Both servers let us in.")

    def _trying(self, server: str, work: Any) -> Any:
        """What the work gives, whole: a server that fails is told by name and kind, never with what it said."""
        try:
            return work()
        except Exception as error:
            raise CommandError(f"{server}: {type(error).__name__}") from None


def _fetch() -> int:
    return sum(keep_events(config.CODE, [event]) for event in mailbox.fetch())
