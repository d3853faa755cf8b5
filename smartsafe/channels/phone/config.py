"""Settings of the telephone: SMARTSAFE_CHANNEL_PHONE_…"""

from smartsafe.channels import environment

from .rules import CODE

SHORTEST_SECRET = 32


def secret() -> str:
    """Shared with the exchange; "" when there is none, or one so short that it could be guessed."""
    told = environment.value(CODE, "secret")
    return told if len(told) >= SHORTEST_SECRET else ""


def recordings() -> str:
    """Address below which the exchange keeps recordings to be fetched; "" when it sends them along."""
    return environment.value(CODE, "recordings")


def recordings_authorization() -> str:
    """The Authorization header with which recordings are fetched, if any."""
    return environment.value(CODE, "recordings_authorization")


def missing() -> list[str]:
    return [] if secret() else [environment.variable(CODE, "secret")]
