"""Settings that Meta's channels share (SMARTSAFE_CHANNEL_META_…), each of which a channel may have for itself."""

from smartsafe.channels import environment

META = "meta"
GRAPH = "https://graph.facebook.com"


def base() -> str:
    """Where the Graph API stands; another address only for tests and for a bridge of one's own."""
    return environment.value(META, "base", GRAPH)


def app_secret(code: str) -> str:
    """Signs what Meta tells us, and proves that a request of ours comes from the app."""
    return environment.value(code, "app_secret") or environment.value(META, "app_secret")


def verify_token(code: str) -> str:
    """What Meta says in the handshake, so that we know that our own administrator set it up."""
    return environment.value(code, "verify_token") or environment.value(META, "verify_token")


def token(code: str) -> str:
    """The access token of the page, the account or the system user."""
    return environment.value(code, "token")


def account(code: str, name: str) -> str:
    """Which page, account or number is ours: Meta's id of it."""
    return environment.value(code, name)


def missing(code: str, account_name: str) -> list[str]:
    shared = {"app_secret": app_secret(code), "verify_token": verify_token(code)}
    return [environment.variable(META, name) for name, told in shared.items() if not told] + environment.missing(
        code, account_name, "token"
    )
