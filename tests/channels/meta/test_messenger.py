"""Facebook and Instagram: what people send there, and what becomes of it at the desk."""

from datetime import timedelta
from typing import Any

import pytest

from smartsafe import clock
from smartsafe.channels.actions import taking
from smartsafe.channels.meta import graph
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.models import Attachment, Contact, Message
from smartsafe.people.actors import Actor

from ..contract import PNG, Event
from .peers import FacebookPeer, InstagramPeer, MessengerPeer
from .steps import MILA, replied, shown, wrote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def tells(peer: MessengerPeer, **what: Any) -> None:
    assert peer.post(peer.envelope(peer.event(peer.person(MILA), **what))) == 200
    take_in_waiting()


def patiently() -> None:
    """As often as an event waits for a message of ours that we do not know yet."""
    for hours in range(1, 5):
        with clock.at(clock.now() + timedelta(hours=hours)):
            take_in_waiting()


def test_a_name_stands_with_the_sealed_details(facebook: FacebookPeer, operator: Actor) -> None:
    facebook.meta.names[facebook.person(MILA)] = {"first_name": "Мила", "last_name": "Илић", "birthday": "1.1."}
    contact = wrote(facebook)
    assert queries.contact_for(operator, contact.id).details.reach.name == "Мила Илић"
    assert "Илић" not in str(vars(contact))


def test_a_handle_too(instagram: InstagramPeer, operator: Actor) -> None:
    instagram.meta.names[instagram.person(MILA)] = {"name": "Мила", "username": "mila.2013"}
    contact = wrote(instagram, text="Neko mi preti, šta da radim?")
    details = queries.contact_for(operator, contact.id).details
    assert (details.reach.name, details.handles) == ("Мила", ["@mila.2013"])
    assert contact.language == "sr-latn"
    assert "mila.2013" not in str(vars(contact))


def test_nobody_waits_for_a_name(messenger: MessengerPeer, operator: Actor) -> None:
    messenger.break_down()
    for n in range(3):
        messenger.tell(Event(f"e{n}"))
    take_in_waiting()
    assert queries.contact_for(operator, Contact.objects.get().id).details.reach.name == ""
    assert len(messenger.meta.asked) == 1  # asked in vain, it is left in peace for a while


TOLD: list[tuple[dict[str, Any], str]] = [
    ({"postback": {"mid": "m_p", "title": "Треба ми помоћ", "payload": "HELP"}}, "Треба ми помоћ"),
    ({"reaction": {"mid": "m_1", "action": "react", "reaction": "love", "emoji": "❤"}}, "Реакција на поруку: ❤"),
    ({"message_edit": {"mid": "m_1", "text": "Ипак је добро.", "num_edit": 1}}, "Ипак је добро."),
    ({"message": {"mid": "m_t2", "is_deleted": True}}, "Ранија порука је опозвана"),
    ({"message": {"mid": "m_t3", "is_unsupported": True}}, "не може да се прикаже"),
    ({"message": {"mid": "m_t4"}}, "не може да се прикаже"),
    ({"message": {"mid": "m_t5", "attachments": [
        {"type": "location", "payload": {"coordinates": {"lat": 44.8, "long": 20.4}}}]}}, "44.8, 20.4"),
    ({"message": {"mid": "m_t6", "text": "види", "attachments": [
        {"type": "fallback", "payload": None, "title": "Клип", "url": "https://example.org/x"}]}},
     "Клип https://example.org/x"),
    ({"message": {"mid": "m_t7", "attachments": [
        {"type": "ig_reel", "payload": {"url": "http://169.254.169.254/", "title": "Рил"}}]}}, "Рил http://169"),
    ({"message": {"mid": "m_t9", "attachments": [
        {"type": "image", "payload": {"url": "https://169.254.169.254/like.png", "sticker_id": 369239263222822}}]}},
     "Налепница"),
    ({"message": {"mid": "m_t8", "text": "ово", "reply_to": {"story": {"url": "https://story", "id": "1"}}}},
     "Одговор на причу: https://story"),
]  # fmt: skip


def test_what_is_no_text_is_told_plainly(messenger: MessengerPeer, operator: Actor) -> None:
    start = clock.now() - timedelta(minutes=30)
    events = [
        messenger.event(messenger.person(MILA), start + timedelta(minutes=place), **what)
        for place, (what, _words) in enumerate(TOLD)
    ]
    assert messenger.post(messenger.envelope(*events)) == 200
    take_in_waiting()
    for message, (_what, words) in zip(shown(operator), TOLD, strict=True):
        assert words in message.text
    assert not any("169" in path for path in messenger.meta.asked)


def test_a_post_that_is_passed_on_is_kept_before_its_address_expires(
    instagram: InstagramPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "MEDIA_HOSTS", ("127.0.0.1",))
    instagram.meta.files["reel.png"] = ("image/png", PNG)
    post = {"type": "ig_reel", "payload": {"url": f"{instagram.meta.address}/cdn/reel.png", "title": "Рил"}}
    tells(instagram, message={"mid": "m_2", "attachments": [post]})
    assert shown(operator)[0].text == "Подељена објава: Рил"
    assert Attachment.objects.get().item.size == len(PNG)


def test_a_reaction_taken_back_and_typing_leave_nothing(messenger: MessengerPeer) -> None:
    tells(messenger, reaction={"mid": "m_1", "action": "unreact"})
    assert not Contact.objects.exists()
    assert InboundEvent.objects.get().taken_at


def test_a_message_taken_back_stays_as_evidence(instagram: InstagramPeer, operator: Actor) -> None:
    wrote(instagram, text="Послаћу слику.")
    tells(instagram, message={"mid": "m_e1", "is_deleted": True})
    assert [one.text[:15] for one in shown(operator)] == ["Послаћу слику.", "Ранија порука ј"]


def test_a_file_that_is_gone_leaves_the_words_and_a_note(messenger: MessengerPeer, operator: Actor) -> None:
    gone = {"type": "image", "payload": {"url": f"{messenger.meta.address}/cdn/gone.png"}}
    inside = {"type": "video", "payload": {"url": "https://127.0.0.1/secret"}}
    tells(messenger, message={"mid": "m_2", "text": "слика", "attachments": [gone, inside]})
    assert shown(operator)[0].text == "слика"
    assert Message.objects.filter(code="file_not_kept").count() == 1
    assert not Attachment.objects.exists()


def test_words_wait_for_their_file_only_for_a_while(messenger: MessengerPeer, operator: Actor) -> None:
    messenger.meta.files["later.png"] = ("image/png", PNG)
    there = {"type": "image", "payload": {"url": f"{messenger.meta.address}/cdn/later.png"}}
    messenger.meta.files_down = True
    tells(messenger, message={"mid": "m_2", "text": "слика", "attachments": [there]})
    assert not Contact.objects.exists()
    with clock.at(clock.now() + timedelta(minutes=11)):
        take_in_waiting()
    assert shown(operator)[0].text == "слика"


def test_the_echo_of_our_reply_is_no_second_message(messenger: MessengerPeer, operator: Actor) -> None:
    wrote(messenger)
    out = replied(operator)
    [told] = messenger.meta.sent
    echo = messenger.echo(messenger.person(MILA), {**told["message"], "mid": told["id"]})
    assert messenger.post(messenger.envelope(echo)) == 200
    take_in_waiting()
    assert len(shown(operator, "to_reporter")) == 1
    out.refresh_from_db()
    assert out.status == "sent"


def test_an_echo_that_overtakes_our_own_note_waits(
    messenger: MessengerPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facebook brings our mark back; Instagram brings nothing, so the event waits until the piece is noted."""
    wrote(messenger)
    mid = "out.1"
    echo = messenger.echo(messenger.person(MILA), {"text": "Ту смо за тебе.", "mid": mid})
    assert messenger.post(messenger.envelope(echo)) == 200
    take_in_waiting()
    replied(operator)
    patiently()
    assert len(shown(operator, "to_reporter")) == 1


def test_what_a_colleague_writes_in_metas_own_inbox_stands_in_the_conversation(
    messenger: MessengerPeer, operator: Actor
) -> None:
    wrote(messenger)
    echo = messenger.echo(messenger.person(MILA), {"text": "Зовем те одмах.", "mid": "m_colleague"})
    assert messenger.post(messenger.envelope(echo)) == 200
    take_in_waiting()
    patiently()
    assert [one.text for one in shown(operator, "to_reporter")] == ["Зовем те одмах."]


def test_delivered_and_read(facebook: FacebookPeer, operator: Actor) -> None:
    wrote(facebook)
    out = replied(operator)
    tells(facebook, delivery={"mids": [facebook.meta.sent[0]["id"]], "watermark": 1})
    out.refresh_from_db()
    assert out.status == "delivered"
    with clock.at(clock.now() + timedelta(minutes=1)):
        tells(facebook, read={"watermark": int(clock.now().timestamp() * 1000)})
    out.refresh_from_db()
    assert out.status == "read"


def test_instagram_names_what_was_read(instagram: InstagramPeer, operator: Actor) -> None:
    wrote(instagram)
    out = replied(operator)
    tells(instagram, read={"mid": instagram.meta.sent[0]["id"]})
    out.refresh_from_db()
    assert out.status == "read"


def test_an_answer_to_our_message_continues_its_contact(facebook: FacebookPeer, operator: Actor) -> None:
    """Even when the conversation outside has another id, as when somebody answers from a second account."""
    wrote(facebook)
    replied(operator)
    answer = {"mid": "m_9", "text": "То сам ја.", "reply_to": {"mid": facebook.meta.sent[0]["id"]}}
    assert facebook.post(facebook.envelope(facebook.event("4242", message=answer))) == 200
    take_in_waiting()
    assert [one.text for one in shown(operator)] == ["Неко ми прети.", "То сам ја."]


def test_automatic_words_go_out_too(facebook: FacebookPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from smartsafe.channels.tasks import deliver_waiting
    from smartsafe.contacts.actions.answering import answer_by_itself

    monkeypatch.setattr(taking, "answer_by_itself", answer_by_itself)
    wrote(facebook)
    deliver_waiting()
    assert len(facebook.sent()) == 1
    tells(facebook, reaction={"mid": "m_1", "action": "react", "emoji": "❤"})
    deliver_waiting()
    assert len(facebook.sent()) == 1
