"""A real Dovecot and a real SMTP server of our own, on ports that only this computer reaches."""

import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

USER, PASSWORD = "bit@centar.rs", "lozinka za sanduče"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """(certificate, key) for 127.0.0.1, which is its own authority."""
    made, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


@dataclass
class Mailbox:
    """What the tests do at the server, as a mail server or a colleague would."""

    port: int
    tls_port: int
    authority: Path

    def session(self) -> imaplib.IMAP4:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        box.authenticate("PLAIN", lambda _challenge: f"\0{USER}\0{PASSWORD}".encode())
        return box

    def deliver(self, raw: bytes, folder: str = "INBOX", flags: str = "", at: datetime | None = None) -> None:
        box = self.session()
        moment = imaplib.Time2Internaldate(at or datetime.now(UTC))
        assert box.append(folder, flags, moment, raw)[0] == "OK"
        box.logout()

    def seen(self, folder: str = "INBOX") -> int:
        return len(self._search("SEEN", folder))

    def unsee(self, folder: str = "INBOX") -> None:
        box = self.session()
        box.select(folder)
        box.store("1:*", "-FLAGS", r"(\Seen)")
        box.logout()

    def number_anew(self, folder: str = "INBOX") -> None:
        """The same letters under another UIDVALIDITY, as after a mailbox was restored."""
        box = self.session()
        box.select(folder)
        kept = [box.fetch(number, "(RFC822)")[1][0][1] for number in box.search(None, "ALL")[1][0].split()]
        box.close()
        if folder == "INBOX":
            box.rename("INBOX", f"old-{time.monotonic_ns()}")
            box.select("INBOX")
        else:
            box.delete(folder)
            box.create(folder)
        for raw in kept:
            box.append(folder, "", imaplib.Time2Internaldate(datetime.now(UTC)), raw)
        box.logout()

    def empty(self) -> None:
        box = self.session()
        for line in box.list()[1]:
            name = line.decode().rpartition(" ")[2].strip('"')  # type: ignore[union-attr]
            if name != "INBOX":
                box.delete(name)
        if box.select("INBOX")[1][0] != b"0":
            box.store("1:*", "+FLAGS", r"(\Deleted)")
            box.expunge()
        box.logout()

    def _search(self, what: str, folder: str) -> list[bytes]:
        box = self.session()
        box.select(folder, readonly=True)
        found = box.search(None, what)[1][0].split()
        box.logout()
        return found


def _account() -> pwd.struct_passwd:
    """Who Dovecot runs as: whoever runs the tests, but never root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
protocols = imap
listen = 127.0.0.1
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
mail_location = maildir:{folder}/mail
mail_fsync = never
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/people
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextmanager
def dovecot() -> Iterator[Mailbox]:
    """A Dovecot with one empty mailbox."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert program, "Dovecot is missing: run .ci/provide"
    folder, account = Path(tempfile.mkdtemp(prefix="smartsafe-imap-")), _account()
    made, key = certificate(folder)
    port, tls_port = free_port(), free_port()
    (folder / "people").write_text(f"{USER}:{PASSWORD}\n")
    written = _CONFIGURATION.format(
        folder=folder, user=account.pw_name, group=grp.getgrgid(account.pw_gid).gr_name, uid=account.pw_uid,
        gid=account.pw_gid, port=port, tls_port=tls_port, certificate=made, key=key,
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(written)
    as_whom: dict[str, Any] = {}
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
        as_whom = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    server = subprocess.Popen(
        [program, "-F", "-c", str(folder / "dovecot.conf")], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, **as_whom,
    )  # fmt: skip
    mailbox = Mailbox(port, tls_port, made)
    try:
        _wait(mailbox, folder)
        yield mailbox
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(mailbox: Mailbox, folder: Path) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            mailbox.session().logout()
            return
        except (OSError, imaplib.IMAP4.error):
            if time.monotonic() > until:
                log = folder / "log"
                raise AssertionError(f"Dovecot does not start: {log.read_text() if log.exists() else ''}") from None
            time.sleep(0.1)


@dataclass
class PostOffice:
    """An SMTP server that keeps what it takes, checks that it is well formed, and can be told to refuse."""

    port: int = field(default_factory=free_port)
    letters: list[Message] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    refuse_recipient: str = ""  # an SMTP answer
    refuse_content: str = ""
    _controller: Controller | None = None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.refuse_content:
            return self.refuse_content
        assert all(len(line) <= 998 for line in content.split(b"\r\n"))
        letter = message_from_bytes(content, policy=default)
        assert not letter.defects
        self.letters.append(letter)
        self.envelopes.append(envelope)
        return "250 OK"

    def start(self, tls: ssl.SSLContext | None = None) -> None:
        def authenticated(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
            return AuthResult(success=data.login == USER.encode() and data.password == PASSWORD.encode())

        more: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
        if tls:
            more |= {"authenticator": authenticated, "auth_required": True}
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **more)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None


def server_trust(certificate_file: Path) -> ssl.SSLContext:
    """What an SMTP server with Dovecot's certificate shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, certificate_file.with_name("key.pem"))
    return context
