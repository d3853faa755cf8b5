"""The worker's side of letters: opens an address, knows it again, hands a letter to the mail server and says what came.

No web process may import this: it opens what was sealed to the worker.
"""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage, get_connection

from smartsafe.vault.worker_keys import open_as_worker, outside_key

logger = logging.getLogger(__name__)

SENT, LATER, REFUSED, UNCLEAR = "sent", "later", "refused", "unclear"
LEASE = timedelta(minutes=5)
TIMEOUT = 30  # seconds for each word with the mail server
BACK_OFF = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def opened(sealed: bytes | memoryview) -> str:
    """Raises CannotOpen, NoPrivateKey."""
    return open_as_worker(sealed).decode().rstrip()


def key_of(email: str, list_name: str) -> bytes:
    """How an address is known in one list (32 bytes); without the worker's key nobody can try addresses out."""
    return outside_key("address", list_name, email.casefold())


def post(mail: EmailMessage) -> str:
    """SENT; LATER: surely not taken now; REFUSED for good; UNCLEAR: perhaps taken, since the line broke meanwhile."""
    try:
        mail.message()
    except (ValueError, UnicodeError):  # nothing that can stand in a header
        return REFUSED
    connection = get_connection(timeout=TIMEOUT)
    try:
        connection.open()
    except Exception as error:  # a mail server may fail in any way; its words could hold an address
        return _told(error, LATER)
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        final = all(code >= 500 for code, _words in error.recipients.values())
        return _told(error, REFUSED if final else LATER)
    except smtplib.SMTPResponseException as error:
        return _told(error, LATER)
    except Exception as error:
        return _told(error, UNCLEAR)
    finally:
        _close(connection)
    return SENT


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]  # every backend has it
    except Exception as error:
        _told(error, SENT)


def _told(error: Exception, outcome: str) -> str:
    logger.warning("a letter: %s (%s)", outcome, type(error).__name__)
    return outcome
