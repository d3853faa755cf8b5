"""Our answers: plain words in the person's script, a subject that gives nothing away, nothing that machines answer."""

import base64
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from django.utils import translation
from django.utils.translation import gettext

from smartsafe import clock
from smartsafe.language.scripts import in_script

from ..contract import Outbound, Refused, Sent, TryLater
from . import config, tokens
from .letter import is_address

TIMEOUT = 30  # seconds
# Between our server and us: no fault of the person's address, and an administrator can mend it while it waits
_OURS_TO_MEND = (
    smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPSenderRefused,
    smtplib.SMTPServerDisconnected,
)  # fmt: skip


def letter(out: Outbound) -> EmailMessage:
    """Made again, it is the same letter with the same Message-ID. Raises Refused when it cannot be addressed."""
    if not is_address(out.address):
        raise Refused("no_address")
    local, _at, domain = out.address.rpartition("@")
    try:
        to = Address(username=local, domain=domain if domain.isascii() else domain.encode("idna").decode())
    except (ValueError, IndexError, UnicodeError):
        raise Refused("no_address") from None
    made = EmailMessage(policy=SMTP if local.isascii() else SMTPUTF8)
    made["From"] = config.address()
    made["To"] = to
    made["Reply-To"] = tokens.reply_address(out.idempotency, out.address)
    made["Subject"] = _subject(out.language)
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{tokens.message_id(out.idempotency, out.address)}>"
    if answered := _before(out):
        made["In-Reply-To"] = f"<{answered[-1]}>"
        made["References"] = " ".join(f"<{one}>" for one in answered)
    made["Auto-Submitted"] = "auto-replied" if out.automatic else "no"
    made["X-Auto-Response-Suppress"] = "All"  # Microsoft's servers: no absence notes to us
    made["Content-Language"] = out.language if out.language != "sr-latn" else "sr-Latn"
    made.set_content(_words(out), charset="utf-8", cte="base64")
    return made


def _words(out: Outbound) -> str:
    """In the script that the person reads: Latin is derived from Cyrillic, never the other way round."""
    return in_script(out.text, out.language) if out.language == "sr-latn" else out.text


def _subject(language: str) -> str:
    """Says neither who writes nor about what: others see it on a locked screen."""
    with translation.override(language):
        return gettext("Answer")


def _before(out: Outbound) -> list[str]:
    """Message-IDs of the conversation's first letter and of the newest, as far as they are known."""
    first = out.thread.partition(" ")[2]
    newest = out.in_reply_to.partition(" ")[0]
    known = [one for one in (first, newest) if "@" in one and one.isascii() and one.isprintable() and len(one) < 500]
    return list(dict.fromkeys(known))


@contextmanager
def opened() -> Iterator[smtplib.SMTP]:
    """A session with our mail server, signed in. Raises OSError, smtplib.SMTPException."""
    server = config.smtp()
    session: smtplib.SMTP
    if server.security == config.TLS:
        session = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=config.trust())
    else:
        session = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    with session:
        if server.security == config.STARTTLS:
            session.starttls(context=config.trust())
        if server.user:
            _sign_in(session, server)
        yield session


def _sign_in(session: smtplib.SMTP, server: config.Server) -> None:
    if server.user.isascii() and server.password.isascii():
        session.login(server.user, server.password)
        return
    # smtplib knows only ASCII here; the standard says UTF-8 (RFC 4616)
    session.ehlo_or_helo_if_needed()
    told = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()
    code, said = session.docmd("AUTH", f"PLAIN {told}")
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, said)


def send(out: Outbound) -> Sent:
    """Raises TryLater, Refused."""
    made = letter(out)
    try:
        with opened() as session:
            _hand_over(session, made, out.address)
    except _OURS_TO_MEND:
        raise TryLater() from None
    except smtplib.SMTPNotSupportedError:
        raise Refused("no_address") from None  # an address in letters that our server cannot carry
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise _reason(code, said, "no_address") from None
    except smtplib.SMTPResponseException as refused:
        raise _reason(refused.smtp_code, refused.smtp_error, "refused") from None
    except (smtplib.SMTPException, OSError):
        raise TryLater() from None
    return Sent(provider_id=str(made["Message-ID"]).strip("<>"))


def _hand_over(session: smtplib.SMTP, made: EmailMessage, address: str) -> None:
    """Bounces come to the plain address; the report names our Message-ID."""
    session.send_message(made, from_addr=config.address(), to_addrs=[str(made["To"].addresses[0].addr_spec)])


def _reason(code: int, said: bytes | str, otherwise: str) -> Refused | TryLater:
    """A code of 5xx is for ever, all others pass."""
    if not 500 <= code < 600:
        return TryLater()
    words = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    if "5.7." in words:
        return Refused("blocked")
    return Refused("too_long" if code == 552 or "5.3.4" in words else otherwise)


def check() -> None:
    """Whether our mail server lets us in. Raises OSError, smtplib.SMTPException."""
    with opened() as session:
        session.noop()
