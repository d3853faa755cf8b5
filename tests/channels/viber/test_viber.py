"""Viber: what people send to the bot, what its server answers and tells later."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from smartsafe import clock
from smartsafe.channels.actions import taking
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.models import Contact
from smartsafe.evidence.rules import LARGEST
from smartsafe.people.actors import Actor

from ..contract import Event
from ..steps import conversation, replied
from .peer import ViberPeer, peer, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


@pytest.fixture
def ana(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ViberPeer]:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)
    with peer(request) as running:
        yield running


def test_the_name_stands_with_the_sealed_details(ana: ViberPeer, operator: Actor) -> None:
    ana.tell(Event("e1", text="Pomozite mi, molim vas, šta da radim?"))
    take_in_waiting()
    contact = queries.contact_for(operator, Contact.objects.get().id)
    assert (contact.details.reach.name, contact.language) == ("Ана А.", "sr-latn")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"type": "sticker", "sticker_id": 46105, "media": "http://x"}, "Налепница"),
        ({"type": "location", "location": {"lat": 44.8, "lon": 20.4}}, "44.8, 20.4"),
        ({"type": "contact", "contact": {"name": "Пера", "phone_number": "+38160"}}, "Пера, +38160"),
        ({"type": "url", "media": "https://www.tiktok.com/@neko", "text": None}, "https://www.tiktok.com/@neko"),
        ({"type": "url", "media": "https://x.com/a", "text": "види"}, "види\nhttps://x.com/a"),
        ({"type": "hologram"}, "не може"),
    ],
)
def test_what_is_no_text_leaves_words(ana: ViberPeer, operator: Actor, told: dict[str, Any], words: str) -> None:
    ana.message(Event("e1"), **told)
    take_in_waiting()
    assert words in conversation(operator)[0].text


@pytest.mark.parametrize("told", [{"media": "https://127.0.0.1/a.mp4"}, {"media": "x", "file_size": LARGEST + 1}])
def test_a_file_that_cannot_be_fetched_leaves_a_line(ana: ViberPeer, operator: Actor, told: dict[str, Any]) -> None:
    ana.message(Event("e1"), type="video", **told)
    take_in_waiting()
    assert [message.kind for message in conversation(operator)] == ["from_reporter", "system"]


@pytest.mark.parametrize("event", ["webhook", "subscribed", "unsubscribed", "conversation_started", "client_status"])
def test_what_is_no_message_is_answered_and_not_kept(ana: ViberPeer, event: str) -> None:
    assert ana.callback(event, at=clock.now(), message_token=1, user_id="thread-1") == 200
    assert not InboundEvent.objects.exists()


def test_delivered_and_seen_come_back_however_late_and_often(ana: ViberPeer, operator: Actor) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    out = replied(operator)
    assert out.status == "sent"
    ours = {"message_token": token_of("ours-1"), "user_id": "thread-1"}
    for event in ("seen", "delivered", "seen"):
        assert ana.callback(event, at=clock.now(), **ours) == 200
    take_in_waiting()
    out.refresh_from_db()
    assert out.status == "read"


def test_what_viber_could_not_deliver_after_all_has_failed(ana: ViberPeer, operator: Actor) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    out = replied(operator)
    ana.callback("failed", at=clock.now(), message_token=token_of("ours-1"), user_id="thread-1", desc="failure")
    take_in_waiting()
    out.refresh_from_db()
    assert (out.status, out.why) == ("failed", "refused")


@pytest.mark.parametrize(
    ("status", "ends"),
    [
        (5, ("failed", "no_address")),
        (11, ("failed", "refused")),
        (2, ("sending", "unreachable")),  # a token that an administrator mends
        (12, ("sending", "unreachable")),  # too many
        (99, ("sending", "unreachable")),
    ],
)
def test_what_a_status_means(ana: ViberPeer, operator: Actor, status: int, ends: tuple[str, str]) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    ana.server.status = status
    out = replied(operator)
    assert (out.status, out.why) == ends


def test_who_left_is_not_reached(ana: ViberPeer, operator: Actor) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    ana.server.unsubscribed.add("thread-1")
    out = replied(operator)
    assert (out.status, out.why) == ("failed", "blocked")


def test_a_long_reply_goes_out_in_order(ana: ViberPeer, operator: Actor) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    text = "\n\n".join(f"{n}. " + "савет " * 1000 for n in range(1, 4))
    out = replied(operator, text)
    assert out.status == "sent"
    assert [part[:2] for part in ana.sent()] == ["1.", "2.", "3."]
    assert {(one["min_api_version"], one["receiver"]) for one in ana.server.messages} == {(1, "thread-1")}
    ana.callback("delivered", at=clock.now(), message_token=token_of("ours-3"), user_id="thread-1")
    ana.callback("delivered", at=clock.now(), message_token=token_of("ours-1"), user_id="thread-1")
    for minutes in (0, 1, 2, 5):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            take_in_waiting()
    out.refresh_from_db()
    assert out.status == "delivered"  # by its last part; the others are not asked for
    assert not InboundEvent.objects.filter(taken_at=None).exists()


def test_viber_is_told_where_to_knock(ana: ViberPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("channel", "connect", "viber", "https://desk.centre.example")
    assert ana.server.webhook["url"] == "https://desk.centre.example/channels/viber/webhook/"
    monkeypatch.setenv("SMARTSAFE_CHANNEL_VIBER_TOKEN", "wrong")
    with pytest.raises(CommandError, match="does not answer"):
        call_command("channel", "connect", "viber", "https://desk.centre.example")
