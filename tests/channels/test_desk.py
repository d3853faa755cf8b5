"""What the desk shows of channels: how far a reply has come, what waits, a letter typed in."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from smartsafe.channels.actions import taking
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling
from smartsafe.contacts.models import Contact, Outgoing
from smartsafe.people.actors import Actor

from .test_core import PNG, tell, wrote
from .testing_channel import Loft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]
ClientOf = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def _nothing_answers_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)


def a_reply(operator: Actor) -> Outgoing:
    tell(wrote("e1"))
    take_in_waiting()
    message = handling.reply(operator, contact_id=Contact.objects.get().id, text="Ту смо.")
    return Outgoing.objects.get(message=message)


def test_a_failed_reply_says_why_and_is_sent_again(loft: Loft, operator: Actor, client_of: ClientOf) -> None:
    out = a_reply(operator)
    client, page = client_of(operator), reverse("desk:contact", args=[out.message.contact_id])
    assert (
        "is being sent" in client.get(page, headers={"Accept-Language": "en"}).text
        or "шаље се" in client.get(page).text
    )
    loft.refuses = True
    deliver_waiting()
    again = reverse("desk:contact_send_again", args=[out.message.contact_id])
    assert again in client.get(page).text
    assert client.post(again, {"message": "nonsense"}).status_code == 400
    loft.refuses = False
    assert client.post(again, {"message": str(out.message_id)}).status_code == 302
    assert client.post(again, {"message": str(out.message_id)}).status_code == 400  # it is on its way already
    deliver_waiting()
    shown = client.get(page).text
    assert again not in shown
    assert len(loft.flown) == 1


def test_an_outage_shows_when_it_is_tried_next(loft: Loft, operator: Actor, client_of: ClientOf) -> None:
    out = a_reply(operator)
    loft.down = True
    deliver_waiting()
    assert "message-delivery" in client_of(operator).get(reverse("desk:contact", args=[out.message.contact_id])).text


def test_the_channels_page_says_what_is_missing_and_mends_what_is_stuck(
    loft: Loft, administrator: Actor, operator: Actor, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell({"id": "bad"})
    InboundEvent.objects.update(next_attempt_at=None, failures=9)
    client = client_of(administrator)
    shown = client.get(reverse("desk:channels")).text
    assert "Pigeon post" in shown
    assert "SMARTSAFE_CHANNEL_EMAIL_IMAP_HOST" in shown
    assert reverse("channels:webhook", args=["pigeon"]) in shown
    assert client.post(reverse("desk:channel_again", args=["pigeon"])).status_code == 302
    event = InboundEvent.objects.get()
    assert event.failures == 0
    assert event.next_attempt_at is not None
    assert client_of(operator).get(reverse("desk:channels")).status_code == 403


@pytest.mark.parametrize("channel", ["post", "in_person"])
def test_a_letter_is_typed_in_with_its_scan(operator: Actor, client_of: ClientOf, channel: str) -> None:
    client, page = client_of(operator), reverse("desk:written")
    assert client.get(page).status_code == 200
    told = {
        "channel": channel, "text": "Пише да му прете.", "subject": "Писмо", "name": "Пера",
        "files": [SimpleUploadedFile("scan.png", PNG), ],
    }  # fmt: skip
    answer = client.post(page, told)
    assert answer.status_code == 302
    contact = queries.contact_for(operator, Contact.objects.get().id)
    assert (contact.channel, contact.subject, contact.details.reach.name) == (channel, "Писмо", "Пера")
    [message] = queries.conversation(operator, contact.id)
    [file] = message.attachments
    assert file.media == "image"
    assert queries.attachment_key(operator, file.item_id)


def test_a_scan_of_a_wrong_kind_is_refused_and_the_words_stay(operator: Actor, client_of: ClientOf) -> None:
    told = {
        "channel": "post",
        "text": "Пише да му прете.",
        "files": [SimpleUploadedFile("x.exe", b"MZ\x90\x00" + b"\x00" * 400)],
    }
    answer = client_of(operator).post(reverse("desk:written"), told)
    assert answer.status_code == 400
    assert "Пише да му прете." in answer.text
    assert not Contact.objects.exists()
