"""Where letters are fetched and handed over: `SMARTSAFE_CHANNEL_EMAIL_…`, each documented in docs/channels.md."""

import ssl
from dataclasses import dataclass, field

from ..environment import missing as missing_of
from ..environment import value

CODE = "email"
NEEDED = ("ADDRESS", "IMAP_HOST", "IMAP_USER", "IMAP_PASSWORD", "SMTP_HOST")
TLS, STARTTLS, NONE = "tls", "starttls", "none"


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    security: str  # tls, starttls, none
    user: str = ""
    password: str = field(default="", repr=False)


def missing() -> list[str]:
    return missing_of(CODE, *NEEDED)


def address() -> str:
    """Ours, to which people write."""
    return value(CODE, "ADDRESS")


def domain() -> str:
    return address().rpartition("@")[2].lower() or "localhost"


def own_addresses() -> frozenset[str]:
    """Every address of ours, with no capital letters: ADDRESS and those of ALSO, separated by commas."""
    also = value(CODE, "ALSO").split(",")
    return frozenset(one.strip().lower() for one in (address(), *also) if one.strip())


def folders() -> list[str]:
    """Folders of the mailbox in which people's letters arrive; the one for spam belongs to them."""
    return [name.strip() for name in value(CODE, "IMAP_FOLDERS", "INBOX").split(",") if name.strip()]


def delimiter() -> str:
    """What our mail server takes between the mailbox and a reply token; empty where it takes nothing."""
    return value(CODE, "REPLY_DELIMITER")[:1]


def imap() -> Server:
    security = value(CODE, "IMAP_SECURITY", TLS)
    port = int(value(CODE, "IMAP_PORT", "993" if security == TLS else "143"))
    return Server(value(CODE, "IMAP_HOST"), port, security, value(CODE, "IMAP_USER"), value(CODE, "IMAP_PASSWORD"))


def smtp() -> Server:
    security = value(CODE, "SMTP_SECURITY", STARTTLS)
    port = int(value(CODE, "SMTP_PORT", {TLS: "465", STARTTLS: "587"}.get(security, "25")))
    return Server(value(CODE, "SMTP_HOST"), port, security, value(CODE, "SMTP_USER"), value(CODE, "SMTP_PASSWORD"))


def trust() -> ssl.SSLContext:
    """The servers' certificates are checked, also against CA_FILE where a centre has an authority of its own."""
    context = ssl.create_default_context()
    if file := value(CODE, "CA_FILE"):
        context.load_verify_locations(cafile=file)
    return context
