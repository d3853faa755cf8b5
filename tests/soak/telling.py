"""The lines by which events reach the house: the messenger and the exchange by HTTP, letters by IMAP."""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime

from tests.channels.email.servers import PASSWORD, USER, Mailbox, PostOffice, dovecot
from tests.channels.phone.silence import a_recording
from tests.channels.testing_channel import Loft, running_loft

from . import messengers
from .plan import CALL, LETTER, MESSENGER, Told

CENTRE, SECRET = "bit@centar.rs", "they share this, and it is long enough"
RECORDING = base64.b64encode(a_recording()).decode()


@dataclass
class Lines:
    """Tells like a provider: what was not answered with 200 is told again."""

    mailbox: Mailbox
    office: PostOffice
    loft: Loft
    of_messengers: dict[str, str]  # settings
    address: str = ""

    @classmethod
    @contextmanager
    def open(cls) -> "Iterator[Lines]":
        office = PostOffice()
        with dovecot() as mailbox, running_loft() as loft, messengers.running() as settings:
            office.start()
            try:
                yield cls(mailbox, office, loft, settings)
            finally:
                office.stop()

    @property
    def settings(self) -> dict[str, str]:
        email = {
            "ADDRESS": CENTRE, "IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(self.mailbox.port), "IMAP_SECURITY": "none",
            "IMAP_USER": USER, "IMAP_PASSWORD": PASSWORD, "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(self.office.port),
            "SMTP_SECURITY": "none",
        }  # fmt: skip
        return {f"SMARTSAFE_CHANNEL_EMAIL_{name}": value for name, value in email.items()} | {
            "SMARTSAFE_CHANNEL_PIGEON_BASE": self.loft.address,
            "SMARTSAFE_CHANNEL_PIGEON_SECRET": SECRET,
            "SMARTSAFE_CHANNEL_PHONE_SECRET": SECRET,
            **self.of_messengers,
        }

    def tell(self, told: Told) -> list[int]:
        """The status of each attempt, the last one 200; 0 when nobody answered."""
        if told.way == LETTER:
            self.mailbox.deliver(_letter(told), at=told.at)
            return [200]
        answers: list[int] = []
        while not answers or answers[-1] != 200:
            if answers:
                time.sleep(0.3)
            answers.append(self._post(*REQUESTS[told.way](told)))
        return answers

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        request = urllib.request.Request(f"{self.address}{path}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except (urllib.error.URLError, OSError):
            return 0


def _message(told: Told) -> tuple[str, bytes, dict[str, str]]:
    event = {
        "id": told.marker, "loft": f"loft-{told.thread}", "words": f"Неко ми прети. {told.marker}",
        "at": told.at.timestamp(),
    }  # fmt: skip
    body = json.dumps({"events": [event]}).encode()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return "/channels/pigeon/webhook/", body, {"X-Pigeon": signature, "Content-Type": "application/json"}


def _call(told: Told) -> tuple[str, bytes, dict[str, str]]:
    event = {
        "id": f"call-{told.thread}", "event": "voicemail", "call": f"c{told.thread}", "at": told.at.isoformat(),
        "number": told.marker, "seconds": 1, "recording": {"name": "poruka.wav", "base64": RECORDING},
    }  # fmt: skip
    body, now = json.dumps(event).encode(), str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"Smartsafe-Time": now, "Smartsafe-Signature": signature, "Content-Type": "application/json"}
    return "/channels/phone/webhook/", body, headers


def _letter(told: Told) -> bytes:
    letter = EmailMessage()
    letter["From"] = f"Ана <ana{told.thread}@primer.rs>"
    letter["To"] = CENTRE
    letter["Subject"] = "Помоћ"
    letter["Date"] = format_datetime(told.at)
    letter["Message-ID"] = f"<letter-{told.thread}-{told.place}@primer.rs>"
    letter["References"] = f"<thread-{told.thread}@primer.rs>"
    letter.set_content(f"Неко ми прети. {told.marker}")
    return letter.as_bytes()


REQUESTS = {MESSENGER: _message, CALL: _call, **messengers.REQUESTS}
