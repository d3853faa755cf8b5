"""Confirmed opt-in, one-click leave, nothing tracked, nobody twice, the same answer for everybody."""

import re
import smtplib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from smartsafe import clock
from smartsafe.errors import DomainError, Invalid, NotAllowed
from smartsafe.faces.public import pace
from smartsafe.outreach import posting
from smartsafe.outreach.newsletter.actions import subscribing, writing
from smartsafe.outreach.newsletter.errors import AlreadyConfirmed, AlreadySent, LinkRanOut, LinkWrong, NobodyToSendTo
from smartsafe.outreach.newsletter.models import Asking, Delivery, Issue, Subscriber
from smartsafe.outreach.newsletter.rules import MOST_BOUNCES, MOST_LETTERS
from smartsafe.outreach.newsletter.tasks import answer_who_asked, forget_unconfirmed, send_issues
from smartsafe.people.actors import Actor
from smartsafe.vault.worker_public import NoWorkerKey
from tests.factories.newsletter import SUBJECT, WORDS, a_draft, a_subscriber, asked
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
EMAIL = "citalac@primer.example"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def editor(vault: str) -> Actor:
    return a_person("editor")


def token_in(body: str, page: str) -> str:
    found = re.search(rf"/newsletter/{page}/([^/\s]+)/", body)
    assert found
    return found[1]


def test_asked_confirmed_by_a_button_and_read(editor: Actor) -> None:
    client = Client()
    page = client.get("/sr/newsletter/")
    assert page.status_code == 200
    told = {"email": EMAIL, "language": "sr-latn", "audience": "parent"}
    answer = client.post("/sr/newsletter/", told)
    assert answer["Location"] == "/sr/newsletter/asked/"
    assert not client.cookies
    assert answer_who_asked() == 1
    letter = mail.outbox[0]
    assert letter.to == [EMAIL]
    assert "Potvrdite" in letter.subject
    token = token_in(letter.body, "confirm")
    for _scan in range(2):  # a mail scanner opens the link, more than once
        assert client.get(f"/sr-latn/newsletter/confirm/{token}/").status_code == 200
    assert Subscriber.objects.get().confirmed_at is None
    assert client.post(f"/sr-latn/newsletter/confirm/{token}/").status_code == 200
    assert Subscriber.objects.get().confirmed_at
    again = client.post(f"/en/newsletter/confirm/{token}/")
    assert "confirmed already" in again.content.decode()
    issue = a_draft(editor)
    assert client.get(f"/sr/newsletter/issues/{issue.id}/").status_code == 404  # not before it is sent
    assert writing.send(editor, issue_id=issue.id) == 1
    assert send_issues() == 1
    sent = mail.outbox[1]
    assert sent.subject == "Šta je novo u junu"
    assert "Kartica za hitne slučajeve:\nhttps://www.pametnoibezbedno.gov.rs/sr-latn/library/" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = client.get(f"/sr-latn/newsletter/issues/{issue.id}/").content.decode()
    assert "Novo u biblioteci" in html
    assert '<a href="/sr-latn/library/">' in html
    assert "Шта је ново" in client.get("/sr/newsletter/feed.atom").content.decode()


def test_nothing_is_tracked(editor: Actor) -> None:
    """Plain text, no picture, and every address as the editor wrote it, the same for every reader."""
    a_subscriber()
    a_subscriber("drugi@primer.example")
    text = {"sr": "Види https://primer.example/strana?x=1\nКартица | https://primer.example/kartica"}
    issue = a_draft(editor, subject={"sr": "Тест"}, text=text)
    mail.outbox.clear()
    writing.send(editor, issue_id=issue.id)
    assert send_issues() == 2
    bodies = []
    for letter in mail.outbox:
        assert letter.content_subtype == "plain"
        assert not letter.attachments
        assert not getattr(letter, "alternatives", [])
        raw = letter.message().as_string()
        assert "<img" not in raw
        assert "text/html" not in raw
        leave = letter.extra_headers["List-Unsubscribe"].strip("<>")
        assert letter.body.count(leave) == 1
        bodies.append(letter.body.replace(leave, ""))
        assert "https://primer.example/strana?x=1" in letter.body
    assert bodies[0] == bodies[1], "but for the way to leave, everybody reads the same"
    assert "Disposition-Notification-To" not in raw


def test_left_with_one_click_by_the_mail_program_and_erased(editor: Actor) -> None:
    row = a_subscriber()
    issue = a_draft(editor)
    writing.send(editor, issue_id=issue.id)
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").split("gov.rs", 1)[1]
    client = Client(enforce_csrf_checks=True)
    assert "Leave the newsletter?" in client.get(address.replace("/sr/", "/en/")).content.decode()
    assert Subscriber.objects.filter(pk=row.pk).exists()  # opening it leaves nothing
    headers = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}
    for _click in range(2):
        answer = client.post(address, {"List-Unsubscribe": "One-Click"}, headers=headers)
        assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert not Delivery.objects.exists()
    assert send_issues() == 0
    with pytest.raises(LinkRanOut):
        subscribing.confirm(subscribing.token(row.id, subscribing.CONFIRM))


def test_the_same_answer_whether_known_or_not_and_no_flood_of_letters(vault: str) -> None:
    a_subscriber()
    mail.outbox.clear()
    answers = [Client().post("/en/newsletter/", {"email": email, "language": "en"}) for email in (EMAIL, "n@e.example")]
    assert len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
    answer_who_asked()
    assert [letter.to for letter in mail.outbox] == [["n@e.example"]]  # written to a minute ago: nothing more
    with clock.at(clock.now() + timedelta(days=2)):
        asked(EMAIL.upper())
        assert "примате" in mail.outbox[-1].body
        for _try in range(MOST_LETTERS + 2):
            with clock.at(clock.now() + timedelta(hours=2 + _try * 2)):
                asked("n@e.example")
    assert len([letter for letter in mail.outbox if letter.to == ["n@e.example"]]) <= MOST_LETTERS
    assert Subscriber.objects.count() == 2
    assert not Asking.objects.exists()


def test_an_address_is_sealed_and_known_again_only_with_the_worker_s_key(vault: str) -> None:
    subscribing.ask(email=EMAIL, language="sr", audience="", submission=uuid4())
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_address FROM newsletter_asking")
        assert EMAIL.encode() not in bytes(cursor.fetchone()[0])
    answer_who_asked()
    row = Subscriber.objects.get()
    assert bytes(row.address_key) == posting.key_of(EMAIL, "newsletter")
    assert posting.opened(row.sealed_address) == EMAIL


@pytest.mark.parametrize(
    "email",
    [
        "",
        "nobody",
        "a@b@c",
        "a@primer.example\nBcc: b@primer.example",
        "a\x00@primer.example",
        "x" * 300 + "@e.example",
    ],
)
def test_a_wrong_address_is_refused_at_its_field(vault: str, email: str) -> None:
    with pytest.raises(Invalid) as refusal:
        subscribing.ask(email=email, language="sr", audience="", submission=uuid4())
    assert refusal.value.field == "email"
    answer = Client().post("/en/newsletter/", {"email": email, "language": "en"})
    assert answer.status_code == 422
    assert not Asking.objects.exists()


@pytest.mark.parametrize(("told", "said"), [
    ({"language": "xx"}, "choose"), ({"audience": "spies"}, "choose"), ({"website2": "http://spam.example"}, "empty"),
])  # fmt: skip
def test_other_bad_input_is_told_and_the_address_stays_typed(vault: str, told: dict[str, str], said: str) -> None:
    html = Client().post("/en/newsletter/", {"email": EMAIL, "language": "en", **told}).content.decode()
    assert said in html
    assert EMAIL in html


def test_a_program_is_slowed_and_before_a_worker_ran_nothing_is_lost(db: None) -> None:
    with pytest.raises(NoWorkerKey):
        subscribing.ask(email=EMAIL, language="sr", audience="", submission=uuid4())
    form = {"email": EMAIL, "language": "en"}
    told = [Client().post("/en/newsletter/", form).status_code for _n in range(pace.LETTERS + 2)]
    assert (told[0], told[-1]) == (422, 429)


def test_links_forged_expired_used_or_for_another_purpose(vault: str) -> None:
    asked()
    row = Subscriber.objects.get()
    confirm, leave = (subscribing.token(row.id, one) for one in (subscribing.CONFIRM, subscribing.LEAVE))
    for wrong in ("x", leave, confirm[:-2], confirm + "a", "é" * 400, subscribing.token(uuid4(), "another")):
        with pytest.raises(LinkWrong):
            subscribing.confirm(wrong)
    with pytest.raises(LinkWrong):
        subscribing.leave(confirm)
    with clock.at(clock.now() + timedelta(days=8)):
        with pytest.raises(LinkRanOut):
            subscribing.confirm(confirm)
        assert Client().post(f"/en/newsletter/confirm/{confirm}/").status_code == 410
        forget_unconfirmed.enqueue()
    assert not Subscriber.objects.exists()
    kept = a_subscriber()
    with clock.at(clock.now() + timedelta(days=800)):
        forget_unconfirmed.enqueue()
        with pytest.raises(AlreadyConfirmed):
            subscribing.confirm(subscribing.token(kept.id, subscribing.CONFIRM))


class Server:
    """A mail server that says what it is told to, letter by letter."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.taken: list[str] = []

    def open(self) -> None: ...
    def close(self) -> None: ...

    def send_messages(self, letters: list[mail.EmailMessage]) -> int:
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.taken += [str(one.message()["Message-ID"]) for one in letters]
        return len(letters)


def test_a_letter_is_tried_again_counted_and_never_sent_twice(editor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        a_subscriber(f"c{number}@primer.example")
    issue = a_draft(editor)
    writing.send(editor, issue_id=issue.id)
    server = Server(
        smtplib.SMTPRecipientsRefused({"c": (550, b"nobody here")}),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPServerDisconnected("in the middle"),
    )
    monkeypatch.setattr(posting, "get_connection", lambda **_more: server)
    assert send_issues() == 1
    issue.refresh_from_db()
    assert (issue.status, issue.taken, issue.refused, issue.failed) == ("sending", 1, 1, 1)
    assert send_issues() == 0
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert send_issues() == 1
    issue.refresh_from_db()
    assert (issue.status, issue.letters, issue.taken) == ("sent", 4, 2)
    assert len(set(server.taken)) == 2
    assert not Delivery.objects.exists()
    with pytest.raises(AlreadySent):
        writing.send(editor, issue_id=issue.id)
    with clock.at(clock.now() + timedelta(days=30)):
        assert send_issues() == 0


def test_a_worker_that_died_while_sending_sends_nothing_twice(editor: Actor) -> None:
    a_subscriber()
    issue = a_draft(editor)
    writing.send(editor, issue_id=issue.id)
    Delivery.objects.update(handed_at=clock.now() - timedelta(hours=1))
    mail.outbox.clear()
    assert send_issues() == 0
    send_issues()
    issue.refresh_from_db()
    assert (issue.failed, len(mail.outbox), issue.status) == (1, 0, "sent")


def test_who_refuses_again_and_again_is_forgotten(editor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    a_subscriber()
    monkeypatch.setattr(posting, "post", lambda _letter: posting.REFUSED)
    for _issue in range(MOST_BOUNCES):
        assert Subscriber.objects.count() == 1
        writing.send(editor, issue_id=a_draft(editor).id)
        send_issues()
    assert not Subscriber.objects.exists()
    assert Issue.objects.filter(status="sent", refused=1).count() == MOST_BOUNCES


def test_an_issue_for_teachers_goes_to_them_and_to_who_named_no_group(editor: Actor) -> None:
    with pytest.raises(NobodyToSendTo):
        writing.send(editor, issue_id=a_draft(editor).id)
    for audience in ("teacher", "parent", ""):
        a_subscriber(f"a{audience}@primer.example", audience=audience)
    assert writing.send(editor, issue_id=a_draft(editor, audience="teacher").id) == 2


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"subject": {"sr": " "}}, "subject_sr"),
        ({"subject": {"sr": "x" * 121}}, "subject_sr"),
        ({"text": {"sr": ""}}, "words_sr"),
        ({"text": {**WORDS, "en": ""}}, "words_en"),
        ({"text": {"sr": "x" * 10_001}}, "words_sr"),
        ({"text": {"sr": "Кликни | javascript:alert(1)"}, "subject": {"sr": "x"}}, "words_sr"),
        ({"text": {"sr": "Кликни | //zlo.example/"}, "subject": {"sr": "x"}}, "words_sr"),
        ({"audience": "spies"}, "audience"),
    ],
)
def test_an_issue_that_cannot_be_is_refused_at_its_field(editor: Actor, told: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        a_draft(editor, **told)
    assert refusal.value.field == field
    assert not Issue.objects.exists()


def test_a_header_cannot_be_forged_by_a_subject_nor_a_page_by_words(editor: Actor) -> None:
    a_subscriber()
    subject = {"sr": "Ново\r\nBcc: svi@primer.example\x00"}
    issue = a_draft(editor, subject=subject, text={"sr": f"{EVIL}\n# {EVIL}\n- {EVIL}\n{EVIL} | /library/"})
    writing.send(editor, issue_id=issue.id)
    assert send_issues() == 1
    assert mail.outbox[-1].message()["Bcc"] is None
    assert mail.outbox[-1].recipients() == [EMAIL]
    assert EVIL not in Client().get(f"/sr/newsletter/issues/{issue.id}/").content.decode()


def test_the_desk_writes_looks_sends_and_others_may_not(editor: Actor, client_of: object) -> None:
    from tests.signing_in import signed_in_client

    client = signed_in_client(editor)
    told = {f"subject_{code}": words for code, words in SUBJECT.items()}
    told |= {f"words_{code}": words for code, words in WORDS.items()} | {"audience": ""}
    wrong = client.post("/desk/newsletter/new/", {**told, "words_sr": "Картица | /library/nema-je/"})
    assert wrong.status_code == 422
    assert "Ред 1" in wrong.content.decode() or "Line 1" in wrong.content.decode()
    answer = client.post("/desk/newsletter/new/", told)
    issue = Issue.objects.get()
    assert answer["Location"] == f"/desk/newsletter/{issue.id}/"
    assert "Novo u biblioteci" in client.get(f"/desk/newsletter/{issue.id}/?in=sr-latn").content.decode()
    client.post(f"/desk/newsletter/{issue.id}/send/")  # nobody yet
    assert Issue.objects.get().status == "draft"
    a_subscriber()
    client.post(f"/desk/newsletter/{issue.id}/edit/", {**told, "audience": "parent"})
    assert Issue.objects.get().audience == "parent"
    client.post(f"/desk/newsletter/{issue.id}/send/")
    client.post(f"/desk/newsletter/{issue.id}/send/")
    assert Delivery.objects.count() == 1
    client.post(f"/desk/newsletter/{issue.id}/edit/", {**told, "audience": ""})
    client.post(f"/desk/newsletter/{issue.id}/discard/")
    assert Issue.objects.get().audience == "parent"
    assert EMAIL not in client.get("/desk/newsletter/").content.decode()
    with pytest.raises((NotAllowed, DomainError)):
        writing.send(a_person("educator"), issue_id=issue.id)
