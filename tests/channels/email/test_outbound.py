"""Our letters: the same each time, in the person's script, and silent about us on the outside."""

import smtplib
from email import message_from_bytes
from email.policy import SMTP, default
from uuid import UUID

import pytest

from smartsafe.channels.contract import Outbound, Refused, TryLater
from smartsafe.channels.email import outbound, tokens
from smartsafe.country.profile import profile

from .letters import ANA, CENTRE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("settings_of_channel")]

OURS = UUID("11111111-2222-4333-8444-555555555555")


def _out(**changes: object) -> Outbound:
    facts = {
        "idempotency": OURS, "address": ANA, "thread": f"{ANA} root@primer.rs", "text": "Ту смо.\nСачувај поруке.",
        "language": "sr", "last_inbound_at": None, "in_reply_to": "newest@primer.rs 0f0f", "subject": "тајни наслов",
        **changes,
    }  # fmt: skip
    return Outbound(**facts)  # type: ignore[arg-type]


def test_the_headers_of_an_answer() -> None:
    made = outbound.letter(_out())
    assert made["From"] == CENTRE
    assert made["To"] == ANA
    assert made["Reply-To"] == f"bit+{tokens.token(OURS, ANA)}@centar.rs"
    assert made["Message-ID"] == f"<{tokens.token(OURS, ANA)}@centar.rs>"
    assert made["In-Reply-To"] == "<newest@primer.rs>"
    assert made["References"] == "<root@primer.rs> <newest@primer.rs>"
    assert made["X-Auto-Response-Suppress"] == "All"
    assert outbound.letter(_out(automatic=True))["Auto-Submitted"] == "auto-replied"


def test_made_again_it_is_the_same_letter() -> None:
    assert outbound.letter(_out())["Message-ID"] == outbound.letter(_out())["Message-ID"]
    assert outbound.letter(_out())["Message-ID"] != outbound.letter(_out(address="x@primer.rs"))["Message-ID"]


@pytest.mark.parametrize(("language", "subject"), [("sr", "Одговор"), ("sr-latn", "Odgovor"), ("en", "Answer")])
def test_the_outside_says_neither_who_writes_nor_about_what(language: str, subject: str) -> None:
    made = outbound.letter(_out(language=language))
    assert made["Subject"] == subject
    outside = "\n".join(f"{name}: {value}" for name, value in made.items())
    for word in ("тајни", profile().centre.name.in_language("sr"), profile().centre.short_name.in_language("sr")):
        assert word not in outside


@pytest.mark.parametrize(
    ("language", "words"),
    [("sr", "Ту смо.\nСачувај поруке."), ("sr-latn", "Tu smo.\nSačuvaj poruke."), ("en", "Ту смо.\nСачувај поруке.")],
)
def test_the_words_are_in_the_script_that_the_person_reads(language: str, words: str) -> None:
    wire = outbound.letter(_out(language=language)).as_bytes(policy=SMTP)
    wire.decode("ascii")
    read = message_from_bytes(wire, policy=default)
    assert read.get_content_type() == "text/plain"
    assert read.get_content().strip() == words.replace("\n", "\r\n")  # type: ignore[attr-defined]


def test_what_people_wrote_gets_into_no_header() -> None:
    evil = _out(thread=f"{ANA} a@b\r\nBcc: x@y", in_reply_to="c@d>\r\nBcc:x@y 0", subject="a\r\nBcc: x@y")
    made = outbound.letter(evil)
    assert "Bcc" not in made
    assert b"\nBcc" not in made.as_bytes()


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a b@primer.rs", "a@b\r\nBcc: x@y", " root@primer.rs", "a@", "@b", "a@b@c", "a@" + "x" * 300],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        outbound.letter(_out(address=address))
    assert refused.value.why == "no_address"


def test_a_domain_in_cyrillic_is_written_to() -> None:
    assert outbound.letter(_out(address="ana@пример.срб"))["To"] == "ana@xn--e1afmkfd.xn--90a3ac"


def test_a_server_that_is_not_there_is_tried_later() -> None:
    with pytest.raises(TryLater):
        outbound.send(_out())


@pytest.mark.parametrize(
    "trouble",
    [
        smtplib.SMTPAuthenticationError(535, b"no"),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPHeloError(554, b""),
        smtplib.SMTPSenderRefused(530, b"5.7.0 sign in", "x"),
    ],
)
def test_trouble_between_the_servers_is_not_the_persons(
    monkeypatch: pytest.MonkeyPatch, trouble: smtplib.SMTPException
) -> None:
    def fails() -> None:
        raise trouble

    monkeypatch.setattr(outbound, "opened", fails)
    with pytest.raises(TryLater):
        outbound.send(_out())
