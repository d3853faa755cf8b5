"""A centre whose mailbox stands on a real Dovecot and whose letters go to a real SMTP server."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import pytest

from smartsafe.channels.actions.receiving import keep_events
from smartsafe.channels.email import mailbox
from smartsafe.channels.tasks import deliver_waiting, fetch_waiting, take_in_waiting
from smartsafe.vault import worker_keys

from .letters import CENTRE
from .servers import PASSWORD, USER, Mailbox, PostOffice


@pytest.fixture
def settings_of_channel(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """The channel is configured, without any server behind it; the worker has its key."""
    values = {
        "ADDRESS": CENTRE, "REPLY_DELIMITER": "+", "IMAP_HOST": "127.0.0.1", "IMAP_PORT": "1",
        "IMAP_SECURITY": "none", "IMAP_USER": USER, "IMAP_PASSWORD": PASSWORD, "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": "1", "SMTP_SECURITY": "none",
    }  # fmt: skip
    for name, value in values.items():
        monkeypatch.setenv(f"SMARTSAFE_CHANNEL_EMAIL_{name}", value)
    worker_keys.make_where_missing()
    worker_keys.adopt()


@dataclass
class Post:
    """The centre's post: `arrives` at the server, `work` lets the worker do its round, `sent` is what went out."""

    mailbox: Mailbox
    office: PostOffice

    def arrives(self, raw: bytes | Message, folder: str = "INBOX") -> None:
        self.mailbox.deliver(raw if isinstance(raw, bytes) else raw.as_bytes(), folder)

    def fetch(self) -> int:
        return fetch_waiting()

    def fetch_killed_before(self, letters: int) -> None:
        """A worker that dies after it has kept so many letters, before it noted the last of them."""
        events = mailbox.fetch()
        for _number in range(letters):
            keep_events("email", [next(iter(events))])
        events.close()  # type: ignore[attr-defined]

    def work(self) -> None:
        fetch_waiting()
        take_in_waiting()
        deliver_waiting()

    @property
    def sent(self) -> list[Message]:
        return self.office.letters


@pytest.fixture
def post(
    vault: str, settings_of_channel: None, imap_server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Post]:
    imap_server.empty()
    office = PostOffice()
    monkeypatch.setenv("SMARTSAFE_CHANNEL_EMAIL_IMAP_PORT", str(imap_server.port))
    monkeypatch.setenv("SMARTSAFE_CHANNEL_EMAIL_SMTP_PORT", str(office.port))
    office.start()
    try:
        yield Post(imap_server, office)
    finally:
        office.stop()
