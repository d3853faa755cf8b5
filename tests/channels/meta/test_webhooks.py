"""Meta knocks: the handshake, whose page it is, batches of which nothing is lost."""

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.contacts.models import Contact

from ..contract import Event
from .graph_server import VERIFY_TOKEN
from .peers import FacebookPeer, MessengerPeer, WhatsAppPeer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def shake(code: str, **said: str) -> tuple[int, str]:
    told = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": VERIFY_TOKEN}
    told |= {f"hub.{name}": value for name, value in said.items()}
    answer = Client().get(f"/channels/{code}/webhook/", told)
    return answer.status_code, answer.text


@pytest.mark.usefixtures("facebook")
def test_the_challenge_comes_back_when_the_token_is_ours() -> None:
    for code in ("facebook", "instagram", "whatsapp"):
        assert shake(code) == (200, "1158201444")


@pytest.mark.usefixtures("facebook")
def test_a_wrong_handshake_is_refused_and_noted() -> None:
    wrong = [
        ({"verify_token": "guessed"}, 403), ({"verify_token": ""}, 403), ({"verify_token": "ћ"}, 403),
        ({"mode": "unsubscribe"}, 400), ({"challenge": "<script>"}, 400), ({"challenge": ""}, 400),
    ]  # fmt: skip
    for said, status in wrong:
        before = Entry.objects.count()
        assert shake("facebook", **said) == (status, "")
        [entry] = Entry.objects.filter(sequence__gt=before)
        assert (entry.action, entry.details["status"]) == ("channel.refused", status)


def test_without_a_secret_nothing_is_signed_rightly(facebook: FacebookPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTSAFE_CHANNEL_META_APP_SECRET")
    assert Client().get("/channels/facebook/webhook/").status_code == 404


def test_a_channel_may_have_an_app_of_its_own(whatsapp: WhatsAppPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_WHATSAPP_APP_SECRET", "of another app")
    assert whatsapp.tell(Event("e1")) == 401


def test_what_is_told_about_another_page_is_refused(messenger: MessengerPeer) -> None:
    told = messenger.envelope(messenger.message(Event("e1")))
    told["entry"][0]["id"] = "99"
    assert messenger.post(told) == 403
    assert not InboundEvent.objects.exists()


def test_what_is_told_about_another_number_is_refused(whatsapp: WhatsAppPeer) -> None:
    told = whatsapp.envelope(whatsapp.message(Event("e1")))
    told["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = "99"
    assert whatsapp.post(told) == 403
    assert not InboundEvent.objects.exists()


def test_of_a_batch_only_ours_is_taken(messenger: MessengerPeer) -> None:
    told = messenger.envelope(messenger.message(Event("e1")))
    told["entry"].append({**told["entry"][0], "id": "99"})
    assert messenger.post(told) == 200
    assert InboundEvent.objects.count() == 1


def test_a_batch_is_taken_event_by_event_and_twice_told_counts_once(messenger: MessengerPeer) -> None:
    events = [Event(f"e{n}", thread=f"thread-{n}") for n in range(3)]
    assert messenger.tell(*events) == 200
    assert messenger.tell(*events[1:], Event("e9", thread="thread-9")) == 200
    take_in_waiting()
    assert Contact.objects.count() == 4


def test_what_another_app_holds_in_hand_is_heard_too(facebook: FacebookPeer) -> None:
    told = facebook.envelope(facebook.message(Event("e1")))
    told["entry"][0]["standby"] = told["entry"][0].pop("messaging")
    assert facebook.post(told) == 200
    take_in_waiting()
    assert Contact.objects.count() == 1


def test_an_event_that_we_cannot_read_is_kept_and_shows_as_stuck(messenger: MessengerPeer) -> None:
    broken = messenger.event("77", message={"mid": "m_1", "text": {"of": "tomorrow"}})
    assert messenger.post(messenger.envelope(broken, messenger.message(Event("e1")))) == 200
    take_in_waiting()
    assert Contact.objects.count() == 1  # the other one
    assert InboundEvent.objects.filter(taken_at=None, failures=1).count() == 1


def test_what_is_not_for_us_is_answered_and_forgotten(messenger: MessengerPeer) -> None:
    typing = messenger.event("77", sender_action="typing_on")
    assert messenger.post(messenger.envelope(typing)) == 200
    assert (
        messenger.post({"object": messenger.about, "entry": [{"id": messenger.ours, "time": 1, "changes": []}]}) == 200
    )
    assert not InboundEvent.objects.exists()


def test_half_an_emoji_does_not_lose_the_message(facebook: FacebookPeer) -> None:
    told = facebook.envelope(facebook.message(Event("e1", text="Прете ми \ud83d")))
    assert facebook.post(told) == 200
    take_in_waiting()
    assert Contact.objects.count() == 1
