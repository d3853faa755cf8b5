"""What a letter says to the house: a message, news about one of ours, or nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import Message
from uuid import UUID, uuid4

import pytest

from smartsafe import clock
from smartsafe.channels.contract import Inbound, Malformed
from smartsafe.channels.email import inbound, tokens
from smartsafe.channels.email.inbound import Envelope
from smartsafe.contacts.quotation import parted

from .letters import ANA, CENTRE, a_bounce_of, a_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("settings_of_channel")]

OURS = UUID("11111111-2222-4333-8444-555555555555")


def _said(letter: Message | bytes) -> Inbound:
    raw = letter if isinstance(letter, bytes) else letter.as_bytes()
    (found,) = inbound.parse(Envelope(raw, clock.now()).packed())
    return found


def _our_id(to: str = ANA) -> str:
    return f"<{tokens.message_id(OURS, to)}>"


def test_asked_again_it_says_the_same() -> None:
    payload = Envelope(a_letter().as_bytes(), clock.now()).packed()
    assert inbound.parse(payload) == inbound.parse(payload)


def test_what_was_not_packed_by_us_is_malformed() -> None:
    for payload in (b"", b"{}\n", b"[]\nFrom: a", b"\xff", b'{"received_at": 1, "whole": 1}\n'):
        with pytest.raises(Malformed):
            inbound.parse(payload)


def test_one_letter_by_two_ways_is_one_and_two_letters_with_one_id_are_two() -> None:
    now, raw = clock.now(), a_letter(Message_ID="<same@primer.rs>").as_bytes()
    by_another_way = b"Received: from a by b; today\r\n" + raw.replace(b"\n", b"\r\n")
    assert Envelope(raw, now).event_id() == Envelope(by_another_way, now).event_id()
    other = a_letter("нешто друго", Message_ID="<same@primer.rs>").as_bytes()
    assert Envelope(raw, now).event_id() != Envelope(other, now).event_id()


def test_the_thread_is_its_first_letter_and_the_person() -> None:
    first = _said(a_letter(Message_ID="<root@primer.rs>"))
    next_one = _said(a_letter(References="<root@primer.rs> <x@centar.rs>", In_Reply_To="<x@centar.rs>"))
    without_references = _said(a_letter(In_Reply_To="<root@primer.rs>"))
    somebody = _said(a_letter(References="<root@primer.rs>", From="x@primer.rs"))
    assert first.thread == next_one.thread == without_references.thread != somebody.thread


def test_letters_without_an_id_are_threads_of_their_own() -> None:
    one, other = _said(a_letter("један", Message_ID=None)), _said(a_letter("два", Message_ID=None))
    assert one.thread != other.thread
    assert one.event_id != other.event_id


def test_our_mark_counts_only_from_whom_it_was_sent_to() -> None:
    assert _said(a_letter(In_Reply_To=_our_id())).reply_to == OURS.hex
    assert _said(a_letter(To=tokens.reply_address(OURS, ANA))).reply_to == OURS.hex
    assert _said(a_letter(In_Reply_To=_our_id(), From="ANA@PRIMER.RS")).reply_to == OURS.hex
    assert _said(a_letter(In_Reply_To=_our_id("neko@primer.rs"))).reply_to == ""
    # The answer would go elsewhere than our message went
    assert _said(a_letter(In_Reply_To=_our_id(), Reply_To="zlo@primer.rs")).reply_to == ""


def test_a_mark_cannot_be_guessed() -> None:
    mark = tokens.token(OURS, ANA)
    letters, _dot, proof = mark.partition(".")
    forged = f"<{letters}.{'a' * len(proof)}@centar.rs>"
    assert _said(a_letter(In_Reply_To=forged)).reply_to == ""
    assert len({tokens.token(uuid4(), ANA) for _number in range(50)}) == 50
    assert len(tokens.reply_address(OURS, ANA).partition("@")[0]) <= 64


def test_without_a_delimiter_answers_come_to_the_plain_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTSAFE_CHANNEL_EMAIL_REPLY_DELIMITER")
    assert tokens.reply_address(OURS, ANA) == CENTRE


@pytest.mark.parametrize(
    ("action", "status", "kind", "why"),
    [
        ("failed", "5.1.1", "failed", "no_address"), ("failed", "5.2.2", "failed", "bounced"),
        ("failed", "5.7.1", "failed", "blocked"), ("delayed", "4.4.1", "ignored", ""),
        ("delivered", "2.0.0", "delivered", ""), ("relayed", "2.0.0", "ignored", ""),
    ],
)  # fmt: skip
def test_reports_of_delivery(action: str, status: str, kind: str, why: str) -> None:
    found = _said(a_bounce_of({"Message-ID": _our_id()}, action, status))
    assert (found.kind, found.why) == (kind, why)
    assert found.provider_id == ("" if kind == "ignored" else OURS.hex)


def test_a_report_about_somebody_elses_letter_is_nothing() -> None:
    assert _said(a_bounce_of({"Message-ID": "<x@primer.rs>"})).kind == "ignored"


def test_an_old_servers_bounce_in_words() -> None:
    words = f"Your message could not be delivered:\n550 5.1.1 unknown user\n\nMessage-ID: {_our_id()}\n"
    found = _said(a_letter(words, From="MAILER-DAEMON@primer.rs", Subject="Mail delivery failed", Return_Path="<>"))
    assert (found.kind, found.why, found.provider_id) == ("failed", "no_address", OURS.hex)


def test_a_person_who_writes_about_a_bounce_is_heard() -> None:
    assert _said(a_letter(Subject="Undelivered mail, помоћ")).kind == "message"


def test_a_receipt_says_that_it_was_read() -> None:
    raw = f"""From: {ANA}
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b
Content-Type: text/plain

This is a receipt.
--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822;{ANA}
Original-Message-ID: {_our_id()}
Disposition: manual-action/MDN-sent-manually; displayed
--b--
"""
    found = _said(raw.encode())
    assert (found.kind, found.provider_id) == ("read", OURS.hex)


def test_our_own_letter_is_ignored() -> None:
    assert _said(a_letter(Message_ID=_our_id(), From=CENTRE)).kind == "ignored"


def test_an_address_that_only_looks_like_ours_is_heard_but_not_answered_at_once() -> None:
    found = _said(a_letter(From=CENTRE))
    assert (found.kind, found.automatic) == ("message", True)


def test_a_letter_without_a_sender_is_heard() -> None:
    found = _said(a_letter(From=None))
    assert (found.kind, found.address, found.automatic) == ("message", "", True)


def test_an_empty_letter_says_its_subject() -> None:
    assert _said(a_letter("", Subject="Re: Одг: Помоћ ми треба")).text == "Помоћ ми треба"


def test_a_date_that_cannot_be_true_is_not_believed() -> None:
    now = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    for told, believed in (
        ("Wed, 25 Nov 2026 10:12:00 +0100", datetime(2026, 11, 25, 9, 12, tzinfo=UTC)),
        ("Wed, 25 Nov 2020 10:12:00 +0100", now),
        ("Wed, 25 Nov 2026 23:12:00 +0100", now),
        ("nonsense", now),
    ):
        (found,) = inbound.parse(Envelope(a_letter(Date=told).as_bytes(), now).packed())
        assert found.at == believed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Помозите ми, прете ми сликама.", "sr"), ("Pomozite mi, prete mi da će objaviti slike", "sr-latn"),
        ("Zdravo, treba mi pomoc", "sr-latn"), ("Hello, someone is threatening me", "en"), ("123", ""),
    ],
)  # fmt: skip
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert _said(a_letter(text, Subject=None)).language == language


def test_a_quotation_too_long_to_stand_with_the_words_is_a_file() -> None:
    quoted = "\n".join(["> ред који се понавља"] * 2_000)
    found = _said(a_letter(f"Хвала\n\nOn 25.11.2026 X wrote:\n{quoted}\n"))
    own, rest = parted(found.text)
    assert own == "Хвала"
    assert len(found.text) <= 20_000
    assert rest
    assert [file.name for file in found.files] == ["quoted.txt"]


def test_of_many_files_the_first_are_kept_and_the_rest_counted() -> None:
    letter = a_letter()
    for number in range(13):
        letter.add_attachment(bytes([number]), maintype="image", subtype="png", filename=f"{number}.png")
    found = _said(letter)
    assert (len(found.files), found.left_out) == (10, 3)


def test_what_was_cut_off_is_counted() -> None:
    letter = a_letter()
    letter.add_attachment(b"whole", maintype="image", subtype="png", filename="a.png")
    envelope = replace(Envelope(letter.as_bytes(), clock.now() - timedelta(hours=1)), whole=False)
    (found,) = inbound.parse(envelope.packed())
    assert (found.files, found.left_out) == ([], 1)
