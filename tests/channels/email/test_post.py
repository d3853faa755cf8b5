"""Letters in by IMAP, answers out by SMTP: the whole way, through real servers."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import deliver_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Attachment, Contact, Message, Outgoing
from smartsafe.contacts.quotation import parted
from smartsafe.people.actors import Actor

from .conftest import Post
from .letters import ANA, a_bounce_of, a_letter, an_answer_to
from .servers import Mailbox

pytestmark = pytest.mark.django_db


def _words(actor: Actor, contact: Contact) -> list[str]:
    return [one.text for one in queries.conversation(actor, contact.id) if one.kind == "from_reporter"]


def _answer(actor: Actor, text: str = "Ту смо. Сачувај поруке.") -> Contact:
    contact = Contact.objects.get()
    handling.reply(actor, contact_id=contact.id, text=text)
    return contact


def test_a_letter_becomes_a_contact_and_the_answer_goes_back(post: Post, operator: Actor) -> None:
    letter = a_letter()
    letter.add_attachment(b"\xff\xd8\xff\xe0" + bytes(40), maintype="image", subtype="jpeg", filename="слика.jpg")
    post.arrives(letter)
    post.work()
    contact = Contact.objects.get()
    assert (contact.channel, contact.language) == ("email", "sr")
    view = queries.contact_for(operator, contact.id)
    assert (view.subject, view.details.reach.email, view.details.reach.name) == ("Помоћ", ANA, "Ана")
    assert _words(operator, contact) == ["Неко ми прети."]
    assert Attachment.objects.filter(contact=contact).count() == 1
    assert post.mailbox.seen() == 1

    post.sent.clear()
    _answer(operator)
    post.work()
    (sent,) = post.sent
    assert sent["To"] == ANA
    assert sent["In-Reply-To"] == letter["Message-ID"]
    assert sent["References"] == letter["Message-ID"]
    assert sent["Subject"] == "Одговор"
    assert sent["Auto-Submitted"] == "no"
    assert sent.get_payload(decode=True).decode().strip() == "Ту смо. Сачувај поруке."  # type: ignore[union-attr]
    assert Outgoing.objects.get(message__author__isnull=False).status == "sent"


@pytest.mark.parametrize(
    "strip",
    [(), ("References",), ("References", "In-Reply-To"), ("To",)],
    ids=["whole", "without references", "only the reply address", "only the ids"],
)
def test_the_answer_to_the_answer_finds_its_contact(post: Post, operator: Actor, strip: tuple[str, ...]) -> None:
    post.arrives(a_letter())
    post.work()
    post.sent.clear()
    contact = _answer(operator)
    post.work()
    line = "Дана 25.11.2026. 10:12, Центар пише:"
    again = an_answer_to(post.sent[-1], f"Хвала\n\n{line}\n> Ту смо.")
    for name in strip:
        del again[name]
    post.arrives(again)
    post.work()
    assert Contact.objects.get() == contact
    assert parted(_words(operator, contact)[-1]) == ("Хвала", f"{line}\n> Ту смо.")


def test_whoever_answers_from_another_address_has_a_conversation_of_their_own(post: Post, operator: Actor) -> None:
    post.arrives(a_letter())
    post.work()
    _answer(operator)
    post.work()
    post.arrives(an_answer_to(post.sent[-1], "Ко сте ви?", From="neko.drugi@primer.rs"))
    post.work()
    assert Contact.objects.count() == 2
    first = Contact.objects.order_by("id")[0]
    handling.reply(operator, contact_id=first.id, text="само за Ану")
    post.work()
    assert post.sent[-1]["To"] == ANA


def test_nothing_is_taken_twice(post: Post) -> None:
    letter = a_letter()
    post.arrives(letter)
    post.arrives(letter)  # by an alias, once more
    post.work()
    post.mailbox.unsee()  # a colleague marks it as unread
    post.work()
    post.mailbox.number_anew()  # the mailbox was restored
    post.work()
    assert Message.objects.filter(kind="from_reporter").count() == 1


def test_what_a_colleague_has_read_before_us_is_taken(post: Post) -> None:
    post.mailbox.deliver(a_letter().as_bytes(), flags=r"\Seen")
    post.work()
    assert Contact.objects.count() == 1


def test_a_worker_that_dies_loses_and_doubles_nothing(post: Post) -> None:
    for number in range(5):
        post.arrives(a_letter(f"писмо {number}"))
    post.fetch_killed_before(2)
    assert post.mailbox.seen() == 1  # the second was kept, and is not yet marked
    post.fetch_killed_before(1)
    post.work()
    assert Message.objects.filter(kind="from_reporter").count() == 5
    assert post.mailbox.seen() == 5
    assert InboundEvent.objects.filter(taken_at=None).count() == 0


def test_letters_in_the_folder_for_spam_are_taken_too(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_EMAIL_IMAP_FOLDERS", "INBOX, Junk")
    box = post.mailbox.session()
    box.create("Junk")
    box.logout()
    post.arrives(a_letter(), folder="Junk")
    post.work()
    assert Contact.objects.count() == 1


def test_a_letter_longer_than_what_we_fetch_is_taken_without_its_end(
    post: Post, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartsafe.channels.email.mailbox.LARGEST", 40_000)
    letter = a_letter()
    letter.add_attachment(b"\xff\xd8\xff" + bytes(90_000), maintype="image", subtype="jpeg", filename="a.jpg")
    post.arrives(letter)
    post.work()
    contact = Contact.objects.get()
    assert _words(operator, contact) == ["Неко ми прети."]
    assert Message.objects.filter(contact=contact, code="file_not_kept").exists()


def test_a_bounce_says_why_and_is_not_answered(post: Post, operator: Actor) -> None:
    post.arrives(a_letter())
    post.work()
    _answer(operator)
    post.work()
    before = len(post.sent)
    post.arrives(a_bounce_of(post.sent[-1]))
    post.work()
    row = Outgoing.objects.get(message__author__isnull=False)
    assert (row.status, row.why) == ("failed", "no_address")
    assert len(post.sent) == before
    assert Contact.objects.count() == 1


def test_our_own_letter_that_comes_back_is_not_taken(post: Post, operator: Actor) -> None:
    post.arrives(a_letter())
    post.work()
    _answer(operator)
    post.work()
    before = Message.objects.count()
    post.arrives(post.sent[-1])
    post.work()
    assert Message.objects.count() == before


def test_an_outage_of_the_smtp_server_delays_and_loses_nothing(post: Post, operator: Actor) -> None:
    post.arrives(a_letter())
    post.work()
    post.sent.clear()
    post.office.stop()
    _answer(operator)
    deliver_waiting()
    row = Outgoing.objects.get(message__author__isnull=False)
    assert (row.status, row.why) == ("sending", "unreachable")
    post.office.start()
    with clock.at(clock.now() + timedelta(minutes=1)):
        deliver_waiting()
    row.refresh_from_db()
    assert row.status == "sent"
    assert len(post.sent) == 1


@pytest.mark.parametrize(
    ("recipient", "content", "status", "why"),
    [
        ("550 5.1.1 No such user", "", "failed", "no_address"),
        ("450 4.2.1 Try again", "", "sending", "unreachable"),
        ("", "554 5.7.1 Spam", "failed", "blocked"),
        ("", "552 5.3.4 Too big", "failed", "too_long"),
        ("", "554 5.6.0 No", "failed", "refused"),
        ("", "451 4.3.0 Later", "sending", "unreachable"),
    ],
)
def test_what_the_server_says(post: Post, operator: Actor, recipient: str, content: str, status: str, why: str) -> None:
    post.arrives(a_letter())
    post.work()
    post.office.refuse_recipient, post.office.refuse_content = recipient, content
    _answer(operator)
    post.work()
    row = Outgoing.objects.get(message__author__isnull=False)
    assert (row.status, row.why) == (status, why)


def test_both_servers_over_tls(
    post: Post, operator: Actor, imap_server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .servers import PASSWORD, USER, PostOffice, server_trust

    office = PostOffice()
    office.start(server_trust(imap_server.authority))
    for name, value in {
        "IMAP_SECURITY": "tls", "IMAP_PORT": str(imap_server.tls_port), "CA_FILE": str(imap_server.authority),
        "SMTP_SECURITY": "starttls", "SMTP_PORT": str(office.port), "SMTP_USER": USER, "SMTP_PASSWORD": PASSWORD,
    }.items():  # fmt: skip
        monkeypatch.setenv(f"SMARTSAFE_CHANNEL_EMAIL_{name}", value)
    try:
        call_command("mailbox")
        post.arrives(a_letter())
        post.work()
        _answer(operator)
        post.work()
        assert office.letters[-1]["To"] == ANA
        # A server that cannot prove who it is gets nothing
        monkeypatch.delenv("SMARTSAFE_CHANNEL_EMAIL_CA_FILE")
        with pytest.raises(CommandError, match="IMAP: SSLCertVerificationError"):
            call_command("mailbox")
    finally:
        office.stop()


def test_the_command_looks_at_once(post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    post.arrives(a_letter())
    call_command("mailbox", "--now")
    assert capsys.readouterr().out.startswith("fetched 1, taken in 1,")
    call_command("mailbox")
    assert capsys.readouterr().out == "Both servers let us in.\n"


def test_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTSAFE_CHANNEL_EMAIL_ADDRESS", raising=False)
    with pytest.raises(CommandError, match="SMARTSAFE_CHANNEL_EMAIL_ADDRESS"):
        call_command("mailbox")


def test_words_that_anybody_could_read_on_the_way_stand_nowhere_in_our_tables(post: Post) -> None:
    post.arrives(a_letter("тајна реч"))
    post.fetch()
    kept = InboundEvent.objects.get()
    for said in ("тајна реч".encode(), ANA.encode()):
        assert said not in bytes(kept.sealed_payload) + bytes(kept.event_key)


def test_the_archive_of_a_mailbox_that_is_new_to_us_stays_there(post: Post) -> None:
    long_ago = clock.now() - timedelta(days=90)
    post.mailbox.deliver(a_letter("давно").as_bytes(), flags=r"\Seen", at=long_ago)
    post.mailbox.deliver(a_letter("давно, а нико није прочитао").as_bytes(), at=long_ago)
    post.mailbox.deliver(a_letter("прошле недеље").as_bytes(), flags=r"\Seen", at=clock.now() - timedelta(days=7))
    assert post.fetch() == 2
    post.arrives(a_letter("сада"))
    assert post.fetch() == 1
    assert post.fetch() == 0


def test_a_person_is_answered_at_once_and_only_once_a_day(post: Post, operator: Actor) -> None:
    first = a_letter()
    post.arrives(first)
    post.work()
    (answer,) = post.sent
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["In-Reply-To"] == first["Message-ID"]
    assert "192" in answer.get_payload(decode=True).decode()  # type: ignore[union-attr]
    contact = Contact.objects.get()
    assert (contact.first_replied_at, contact.status) == (None, "new")
    assert [one.author for one in queries.conversation(operator, contact.id) if one.kind == "to_reporter"] == [""]
    post.arrives(an_answer_to(answer, "још нешто"))
    post.work()
    assert len(post.sent) == 1
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-generated"}, {"Precedence": "bulk"}, {"X_Auto_Response_Suppress": "All"},
        {"List_Id": "<skola.primer.rs>"}, {"From": "no-reply@primer.rs"}, {"Subject": "Аутоматски одговор: Помоћ"},
        {"From": "bit@centar.rs"}, {"Return_Path": "<>"},
    ],
)  # fmt: skip
def test_what_a_machine_sends_is_a_report_like_any_other_but_is_not_answered(
    post: Post, headers: dict[str, str]
) -> None:
    post.arrives(a_letter(**headers))
    post.work()
    assert Contact.objects.count() == 1
    assert post.sent == []


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied (vacation)"}, {"X_Autoreply": "yes"}])
def test_an_answering_machine_is_not_heard(post: Post, headers: dict[str, str]) -> None:
    post.arrives(a_letter(**headers))
    post.work()
    assert Contact.objects.count() == 0
    assert post.sent == []
    assert InboundEvent.objects.get().taken_at is not None


def test_whoever_writes_too_fast_is_not_answered_by_itself(post: Post) -> None:
    letter = a_letter()
    root = letter["Message-ID"]
    with clock.at(clock.now() - timedelta(hours=25)):
        post.arrives(letter)
        post.work()
    assert len(post.sent) == 1
    for number in range(12):
        post.arrives(a_letter(f"{number}", References=root))
    post.work()
    assert Contact.objects.count() == 1
    assert len(post.sent) <= 2  # a day later it may answer once, to the first of them


def test_files_that_are_not_taken_are_told_once(post: Post, operator: Actor) -> None:
    letter = a_letter()
    for number in range(12):
        letter.add_attachment(b"\xff\xd8\xff" + bytes([number]) * 9, maintype="image", subtype="jpeg", filename="a.jpg")
    post.arrives(letter)
    post.work()
    assert Attachment.objects.count() == 10
    assert "датотек" in post.sent[0].get_payload(decode=True).decode()  # type: ignore[union-attr]
    again = an_answer_to(post.sent[0])
    again.add_attachment(b"MZ\x90\0" + bytes(90), maintype="application", subtype="octet-stream", filename="a.exe")
    post.arrives(again)
    post.work()
    assert Message.objects.filter(code="file_not_kept").count() == 2
    assert len(post.sent) == 1


def test_nobody_pushes_letters_in(post: Post, client: Client) -> None:
    before = Entry.objects.filter(action="channel.refused").count()
    answer = client.post("/channels/email/webhook/", b"From: a@b.rs\r\n\r\nx", content_type="message/rfc822")
    assert answer.status_code == 403
    assert Entry.objects.filter(action="channel.refused").count() == before + 1
    assert InboundEvent.objects.count() == 0
