"""The bot: `SMARTSAFE_CHANNEL_VIBER_…`, each documented in docs/channels.md."""

from smartsafe.country.profile import profile

from ..environment import missing as missing_of
from ..environment import value

CODE = "viber"
LONGEST_NAME = 28


def missing() -> list[str]:
    return missing_of(CODE, "TOKEN")


def token() -> str:
    """Viber's authentication token: it signs what Viber tells, and lets us send."""
    return value(CODE, "TOKEN")


def name() -> str:
    """Who writes, as the person sees it."""
    return value(CODE, "NAME", str(profile().centre.short_name))[:LONGEST_NAME]


def base() -> str:
    return value(CODE, "BASE", "https://chatapi.viber.com").rstrip("/")
