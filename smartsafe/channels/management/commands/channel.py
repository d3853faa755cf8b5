"""`python -m smartsafe channel connect telegram https://desk.centre.example`: tell a provider where to knock."""

import argparse
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from smartsafe.channels.contract import Connects, Refused, TryLater
from smartsafe.channels.errors import UnknownChannel
from smartsafe.channels.registry import channel as channel_of
from smartsafe.channels.registry import channels


class Command(BaseCommand):
    help = "Tell the provider of a channel at which address of ours it has to knock."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("verb", choices=["connect"])
        parser.add_argument("code", help="telegram, viber, tiktok, …")
        parser.add_argument("address", help="the site as the world reaches it, https://desk.centre.example")

    def handle(self, *_args: Any, code: str, address: str, **_options: Any) -> None:
        try:
            found = channel_of(code)
        except UnknownChannel:
            raise CommandError(f"There is no channel {code}.") from None
        if not isinstance(found, Connects):
            able = ", ".join(one.code for one in channels() if isinstance(one, Connects))
            raise CommandError(f"The provider of {code} is not told by us where to knock; these are: {able}.")
        if missing := found.missing():
            raise CommandError(f"The channel is off. Set {', '.join(missing)}.")
        webhook = _webhook(code, address)
        try:
            found.connect(webhook)
        except TryLater:
            raise CommandError("The provider does not answer now, or does not know our secret.") from None
        except Refused as refused:
            raise CommandError(
                f"The provider refuses it ({refused.why}). Are the address and the secrets right?"
            ) from None
        self.stdout.write(f"From now on {code} tells {webhook}")


def _webhook(code: str, address: str) -> str:
    """Raises CommandError: providers knock only where the world does, over TLS."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query or parts.username:
        raise CommandError("Give the address of the site alone, like https://desk.centre.example")
    return f"https://{parts.netloc}{reverse('channels:webhook', args=[code])}"
