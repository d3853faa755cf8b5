"""A mailbox on a real Dovecot and a real SMTP server, for the contract."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime

import pytest
from django.test import Client

from smartsafe.channels.tasks import fetch_waiting

from ..contract import Event, Peer
from .letters import CENTRE, a_letter
from .servers import PASSWORD, USER, Mailbox, PostOffice


class MailPeer(Peer):
    code = "email"
    pushed = False

    def __init__(self, mailbox: Mailbox, office: PostOffice) -> None:
        self.mailbox, self.office = mailbox, office

    def tell(self, *events: Event) -> int:
        for event in events:
            letter = a_letter(
                event.text,
                Message_ID=f"<{event.id}@primer.rs>",
                References=f"<{event.thread}@primer.rs>",
                Date=format_datetime(event.at),
            )
            for name, content in event.files:
                letter.add_attachment(content, maintype="image", subtype="png", filename=name)
            self.mailbox.deliver(letter.as_bytes(), at=event.at)
        fetch_waiting()
        return 200

    def send(self, body: bytes, *, signed: bool = True, signed_at: datetime | None = None) -> int:
        return Client().post("/channels/email/webhook/", body, content_type="application/json").status_code

    def break_down(self) -> None:
        self.office.stop()

    def mend(self) -> None:
        self.office.start()

    def sent(self) -> list[str]:
        return [letter.get_content() for letter in self.office.letters]  # type: ignore[attr-defined]


@contextmanager
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    mailbox, patch, office = (
        request.getfixturevalue("imap_server"),
        request.getfixturevalue("monkeypatch"),
        PostOffice(),
    )
    mailbox.empty()
    values = {
        "ADDRESS": CENTRE, "REPLY_DELIMITER": "+", "IMAP_HOST": "127.0.0.1", "IMAP_PORT": str(mailbox.port),
        "IMAP_SECURITY": "none", "IMAP_USER": USER, "IMAP_PASSWORD": PASSWORD, "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(office.port), "SMTP_SECURITY": "none",
    }  # fmt: skip
    for name, value in values.items():
        patch.setenv(f"SMARTSAFE_CHANNEL_EMAIL_{name}", value)
    office.start()
    try:
        yield MailPeer(mailbox, office)
    finally:
        office.stop()
