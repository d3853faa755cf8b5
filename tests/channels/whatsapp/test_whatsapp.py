"""WhatsApp: numbers and those who hide them, media by id, templates after a day, what became of a message."""

from datetime import timedelta
from typing import Any

import pytest

from smartsafe import clock
from smartsafe.channels.models import Thread
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.actions import outbox
from smartsafe.contacts.models import Attachment, Contact, Message
from smartsafe.people.actors import Actor

from ..contract import PNG, Event
from ..meta.conftest import _nothing_answers_by_itself, whatsapp
from ..meta.graph_server import NUMBER, TEMPLATE
from ..meta.peers import WhatsAppPeer
from ..meta.steps import MILA, replied, shown, wrote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]
__all__ = ["_nothing_answers_by_itself", "whatsapp"]  # fixtures


def tells(peer: WhatsAppPeer, **message: Any) -> None:
    assert peer.post(peer.envelope(peer.written(peer.person(MILA), **{"id": "wamid.9", **message}))) == 200
    take_in_waiting()


def told_of(peer: WhatsAppPeer, place: int, status: str, **more: Any) -> None:
    assert peer.post(peer.envelope(peer.status(peer.meta.sent[place], status, **more))) == 200
    take_in_waiting()


def test_name_and_number_stand_with_the_sealed_details(whatsapp: WhatsAppPeer, operator: Actor) -> None:
    contact = wrote(whatsapp, text="Neko mi preti, šta da radim?")
    reach = queries.contact_for(operator, contact.id).details.reach
    assert (reach.name, reach.phone) == ("Мила", f"+{whatsapp.person(MILA)}")
    assert contact.language == "sr-latn"
    assert whatsapp.person(MILA) not in str(vars(contact)) + str(vars(Thread.objects.get()))


def test_who_hides_the_number_is_written_to_by_id_and_stays_the_same_person(
    whatsapp: WhatsAppPeer, operator: Actor
) -> None:
    wrote(whatsapp)
    user = f"RS.{whatsapp.person(MILA)}"
    whatsapp.meta.wrote[user] = clock.now()
    hidden = {"contacts": [{"profile": {"name": "М", "username": "@mila"}, "user_id": user}],
              "messages": [{"id": "wamid.2", "from_user_id": user, "type": "text", "text": {"body": "Опет ја."},
                            "timestamp": str(int(clock.now().timestamp()) + 1)}]}  # fmt: skip
    assert whatsapp.post(whatsapp.envelope(hidden)) == 200
    take_in_waiting()
    assert [one.text for one in shown(operator)] == ["Неко ми прети.", "Опет ја."]
    replied(operator)
    assert whatsapp.meta.sent[0]["recipient"] == user


TOLD: list[tuple[dict[str, Any], str]] = [
    ({"type": "button", "button": {"text": "Треба ми помоћ", "payload": "x"}}, "Треба ми помоћ"),
    ({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": "1", "title": "Да"}}},
     "Да"),
    ({"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "❤"}}, "Реакција на поруку: ❤"),
    ({"type": "location", "location": {"latitude": 44.8, "longitude": 20.4, "name": "Школа"}}, "20.4 Школа"),
    ({"type": "contacts", "contacts": [{"name": {"formatted_name": "Пера"}}]}, "Пера"),
    ({"type": "unsupported", "errors": [{"code": 131051}]}, "не може да се прикаже"),
    ({"type": "revoke", "revoke": {"original_message_id": "wamid.1"}}, "опозвана"),
    ({"type": "edit", "edit": {"original_message_id": "wamid.1",
                               "message": {"type": "text", "text": {"body": "Ипак не."}}}}, "Ипак не."),
    ({"type": "something_new", "something_new": {}}, "не може да се прикаже"),
]  # fmt: skip


def test_what_is_no_text_is_told_plainly(whatsapp: WhatsAppPeer, operator: Actor) -> None:
    start = int(clock.now().timestamp()) - 60
    for place, (said, _words) in enumerate(TOLD):
        told = {"id": f"wamid.{place}", "timestamp": str(start + place), **said}
        assert whatsapp.post(whatsapp.envelope(whatsapp.written(whatsapp.person(MILA), **told))) == 200
    take_in_waiting()
    for message, (_said, words) in zip(shown(operator), TOLD, strict=True):
        assert words in message.text


def test_what_nobody_said_makes_no_contact(whatsapp: WhatsAppPeer) -> None:
    tells(whatsapp, type="system", system={"body": "Мила changed the number", "type": "user_changed_number"})
    tells(whatsapp, id="wamid.8", type="reaction", reaction={"message_id": "wamid.1"})  # taken back
    tells(whatsapp, id="wamid.7", type="text", text={"body": "Свима."}, group_id="120363@g.us")
    assert not Contact.objects.exists()


def test_media_are_asked_for_by_id_and_fetched_with_our_token(whatsapp: WhatsAppPeer, operator: Actor) -> None:
    whatsapp.tell(Event("e1", thread=MILA, text="ево", files=(("slika.png", PNG),)))
    take_in_waiting()
    assert shown(operator)[0].text == "ево"
    assert Attachment.objects.get().item.size == len(PNG)
    assert [path.split("/")[1] for path in whatsapp.meta.asked] == ["v26.0", "lookaside"]


def test_media_that_are_gone_leave_the_words_and_a_note(whatsapp: WhatsAppPeer, operator: Actor) -> None:
    tells(whatsapp, type="image", image={"id": "404", "mime_type": "image/png", "caption": "слика"})
    assert shown(operator)[0].text == "слика"
    assert Message.objects.filter(code="file_not_kept").count() == 1


def test_our_token_is_shown_to_nobody_else(whatsapp: WhatsAppPeer) -> None:
    from smartsafe.channels.contract import Refused, TryLater
    from smartsafe.channels.meta.graph import Graph

    for url in ("https://127.0.0.1/x", "http://lookaside.fbsbx.com/x", "https://fbsbx.com.evil.invalid/x", "file:///x"):
        with pytest.raises((Refused, TryLater)):
            Graph("whatsapp").own_file(url, limit=10)


def test_delivered_read_and_late_news(whatsapp: WhatsAppPeer, operator: Actor) -> None:
    wrote(whatsapp)
    out = replied(operator)
    for status, then in (("sent", "sent"), ("read", "read"), ("delivered", "read"), ("failed", "read")):
        told_of(whatsapp, 0, status)
        out.refresh_from_db()
        assert out.status == then


@pytest.mark.parametrize(("code", "why"), [(131047, "window_closed"), (131048, "unreachable")])
def test_what_failed_after_it_was_taken_says_why_and_is_sent_again(
    whatsapp: WhatsAppPeer, operator: Actor, code: int, why: str
) -> None:
    wrote(whatsapp)
    out = replied(operator)
    told_of(whatsapp, 0, "failed", errors=[{"code": code, "title": "…"}])
    out.refresh_from_db()
    assert (out.status, out.why) == ("failed", why)
    outbox.send_again(operator, contact_id=out.message.contact_id, message_id=out.message_id)
    deliver_waiting()
    out.refresh_from_db()
    assert (out.status, len(whatsapp.sent())) == ("sent", 2)


def test_of_a_long_reply_only_the_piece_that_failed_is_sent_again(whatsapp: WhatsAppPeer, operator: Actor) -> None:
    wrote(whatsapp)
    out = replied(operator, "Ово је дуг одговор. " * 500)
    assert [len(one) <= 4096 for one in whatsapp.sent()] == [True] * 3
    told_of(whatsapp, 0, "delivered")
    out.refresh_from_db()
    assert out.status == "sent"  # it has arrived with its last piece
    told_of(whatsapp, 1, "failed", errors=[{"code": 131026}])
    outbox.send_again(operator, contact_id=out.message.contact_id, message_id=out.message_id)
    deliver_waiting()
    assert len(whatsapp.sent()) == 4
    assert whatsapp.sent()[3] == whatsapp.sent()[1]


def test_after_a_day_a_reply_needs_a_template(
    whatsapp: WhatsAppPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(whatsapp, at=clock.now() - timedelta(hours=25))
    out = replied(operator, "Ту смо.\n\nЈави се.")
    assert (out.status, out.why, whatsapp.sent()) == ("failed", "window_closed", [])
    monkeypatch.setenv("SMARTSAFE_CHANNEL_WHATSAPP_TEMPLATE", TEMPLATE)
    outbox.send_again(operator, contact_id=out.message.contact_id, message_id=out.message_id)
    deliver_waiting()
    out.refresh_from_db()
    assert (out.status, whatsapp.sent()) == ("sent", ["Ту смо. Јави се."])


def test_a_template_takes_only_so_much(
    whatsapp: WhatsAppPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTSAFE_CHANNEL_WHATSAPP_TEMPLATE", TEMPLATE)
    wrote(whatsapp, at=clock.now() - timedelta(hours=25))
    out = replied(operator, "реч " * 400)
    assert (out.status, out.why) == ("failed", "too_long")


def test_what_a_colleague_writes_on_the_phone_stands_in_the_conversation(
    whatsapp: WhatsAppPeer, operator: Actor
) -> None:
    wrote(whatsapp)
    person = whatsapp.person(MILA)
    echo = {"from": "381110000000", "to": person, "to_user_id": f"RS.{person}", "id": "wamid.e", "type": "text",
            "timestamp": str(int(clock.now().timestamp())), "text": {"body": "Зовем те."}}  # fmt: skip
    told = whatsapp.envelope({"message_echoes": [echo]})
    told["entry"][0]["changes"][0]["field"] = "smb_message_echoes"
    assert whatsapp.post(told) == 200
    take_in_waiting()
    for hours in range(1, 5):
        with clock.at(clock.now() + timedelta(hours=hours)):
            take_in_waiting()
    assert [one.text for one in shown(operator, "to_reporter")] == ["Зовем те."]


def test_other_news_of_the_account_is_answered_and_forgotten(whatsapp: WhatsAppPeer) -> None:
    change = {"field": "message_template_status_update", "value": {"event": "APPROVED", "message_template_id": 1}}
    told = {"object": "whatsapp_business_account", "entry": [{"id": NUMBER, "changes": [change]}]}
    assert whatsapp.post(told) == 200
    assert not Contact.objects.exists()
