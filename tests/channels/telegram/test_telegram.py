"""Telegram: what people send to the bot, what its server answers, what does not come through."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from smartsafe import clock
from smartsafe.channels.actions import taking
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts import queries
from smartsafe.contacts.models import Contact, Outgoing
from smartsafe.people.actors import Actor

from ..contract import PNG, Event
from ..steps import conversation, replied, shown
from .peer import ANA, BOT, SECRET, TelegramPeer, number, peer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


@pytest.fixture
def ana(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramPeer]:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)
    with peer(request) as running:
        yield running


def tells(ana: TelegramPeer, update_id: int = 1, **message: Any) -> None:
    """A message without words, but with this; taken in."""
    made = ana.message(Event("m1"), **message)
    if "text" not in message:
        del made["text"]
    assert ana.update(update_id, message=made) == 200
    take_in_waiting()


def test_name_and_handle_stand_with_the_sealed_details(ana: TelegramPeer, operator: Actor) -> None:
    ana.tell(Event("e1", text="Neko mi preti, šta da radim?"))
    take_in_waiting()
    contact = queries.contact_for(operator, Contact.objects.get().id)
    assert (contact.details.reach.name, contact.details.handles) == ("Ана Анић", ["@ana_anic"])
    assert contact.language == "sr-latn"
    assert not [field for field in vars(Contact.objects.get()).values() if "ana" in str(field).lower()]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"sticker": {"file_id": "s", "emoji": "😢"}}, "😢"),
        ({"location": {"latitude": 44.8, "longitude": 20.4}}, "44.8, 20.4"),
        ({"contact": {"phone_number": "+38160", "first_name": "Пера"}}, "Пера, +38160"),
        ({"poll": {"id": "1", "question": "?"}}, "не може"),
    ],
)
def test_what_is_no_text_leaves_words(ana: TelegramPeer, operator: Actor, told: dict[str, Any], words: str) -> None:
    tells(ana, **told)
    assert words in shown(operator)[0].text


def test_a_voice_message_and_a_document_are_fetched(ana: TelegramPeer, operator: Actor) -> None:
    ana.api.files |= {"v.oga": b"OggS" + bytes(60), "d.png": PNG}
    tells(ana, 1, voice={"file_id": "v.oga", "duration": 1, "file_size": 64})
    tells(ana, 2, document={"file_id": "d.png", "file_name": "snimak ekrana.png"}, caption="Ево.")
    first, second = shown(operator)
    assert (first.text, second.text) == ("", "Ево.")
    assert [len(one.attachments) for one in (first, second)] == [1, 1]


@pytest.mark.parametrize("file", [{"file_id": "big", "file_size": 21 * 1024 * 1024}, {"file_id": "gone"}])
def test_a_file_that_cannot_be_fetched_leaves_a_line(ana: TelegramPeer, operator: Actor, file: dict[str, Any]) -> None:
    tells(ana, video=file)
    kinds = [message.kind for message in conversation(operator)]
    assert kinds == ["from_reporter", "system"]


def test_files_wait_while_telegram_is_down(ana: TelegramPeer) -> None:
    ana.tell(Event("e1", files=(("a.png", PNG),)))
    ana.break_down()
    take_in_waiting()
    assert not Contact.objects.exists()
    ana.mend()
    with clock.at(clock.now() + timedelta(minutes=1)):
        take_in_waiting()
    assert Contact.objects.count() == 1


def test_words_do_not_wait_for_ever_for_their_files(ana: TelegramPeer, operator: Actor) -> None:
    ana.tell(Event("e1", at=clock.now() - timedelta(minutes=11), files=(("a.png", PNG),)))
    ana.break_down()
    take_in_waiting()
    assert [message.kind for message in conversation(operator)] == [
        "from_reporter",
        "system",
    ]


def test_what_was_changed_is_told_as_changed(ana: TelegramPeer, operator: Actor) -> None:
    ana.tell(Event("e1", text="прво"))
    later = int(clock.now().timestamp()) + 1
    ana.update(2, edited_message=ana.message(Event("e1", text="друго"), edit_date=later))
    take_in_waiting()
    first, second = shown(operator)
    assert first.text == "прво"
    assert second.text.startswith("Измењено")
    assert second.text.endswith("друго")


@pytest.mark.parametrize(
    "update",
    [
        {"my_chat_member": {"chat": {"id": 1}, "date": 1, "new_chat_member": {"status": "kicked"}}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "from": ANA, "text": "/start"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group"}, "from": ANA, "text": "здраво"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "from": BOT, "text": "здраво"}},
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 1}, "from": ANA, "pinned_message": {}}},
        {"callback_query": {"id": "1"}},
    ],
)
def test_what_is_no_message_to_us_is_left(ana: TelegramPeer, update: dict[str, Any]) -> None:
    assert ana.update(9, **update) == 200
    take_in_waiting()
    assert not Contact.objects.exists()
    assert not InboundEvent.objects.filter(taken_at=None).exists()


def test_a_long_reply_goes_out_in_order_and_goes_on_where_it_was_stopped(ana: TelegramPeer, operator: Actor) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    ana.api.slow_down, ana.api.told_before_slowing = 77, 1
    text = "\n\n".join(f"{n}. " + "савет " * 500 for n in range(1, 4))
    out = replied(operator, text)
    assert (out.status, len(ana.sent())) == ("sending", 1)
    assert out.next_attempt_at
    assert out.next_attempt_at > clock.now() + timedelta(seconds=70)
    with clock.at(clock.now() + timedelta(minutes=3)):
        deliver_waiting()
    out.refresh_from_db()
    assert out.status == "sent"
    assert [part[:2] for part in ana.sent()] == ["1.", "2.", "3."]
    assert " ".join(" ".join(ana.sent()).split()) == " ".join(text.split())


def test_who_stopped_the_bot_is_not_reached(ana: TelegramPeer, operator: Actor) -> None:
    ana.tell(Event("e1"))
    take_in_waiting()
    ana.api.blocked.add(number("thread-1"))
    out = replied(operator)
    assert (out.status, out.why) == ("failed", "blocked")


def test_a_wrong_token_is_ours_to_mend_and_stands_in_no_log(
    ana: TelegramPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    ana.tell(Event("e1"))
    take_in_waiting()
    monkeypatch.setenv("SMARTSAFE_CHANNEL_TELEGRAM_TOKEN", "999:notThisOne_xyz")
    out = replied(operator)
    assert (out.status, out.why) == ("sending", "unreachable")
    assert "does not know the bot's token" in caplog.text
    assert "notThisOne" not in caplog.text


def test_the_bot_is_told_where_to_knock(ana: TelegramPeer, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("channel", "connect", "telegram", "https://desk.centre.example")
    assert ana.api.webhook == {
        "url": "https://desk.centre.example/channels/telegram/webhook/",
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "my_chat_member"],
    }
    assert SECRET not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "address", "says"),
    [
        ("telegram", "http://desk.centre.example", "address of the site"),
        ("telegram", "https://desk.centre.example/x", "address of the site"),
        ("email", "https://desk.centre.example", "telegram"),
        ("carrier", "https://desk.centre.example", "no channel"),
    ],
)
def test_connecting_says_what_is_wrong(ana: TelegramPeer, code: str, address: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("channel", "connect", code, address)


def test_connecting_says_that_telegram_does_not_answer_or_that_it_is_off(
    ana: TelegramPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.break_down()
    with pytest.raises(CommandError, match="does not answer"):
        call_command("channel", "connect", "telegram", "https://desk.centre.example")
    monkeypatch.setenv("SMARTSAFE_CHANNEL_TELEGRAM_SECRET", "short")
    with pytest.raises(CommandError, match="SMARTSAFE_CHANNEL_TELEGRAM_SECRET"):
        call_command("channel", "connect", "telegram", "https://desk.centre.example")


def test_people_are_told_at_once_that_it_has_arrived(request: pytest.FixtureRequest) -> None:
    with peer(request) as ana:
        ana.tell(Event("e1", text="Pomozite mi, molim vas, šta da radim?"))
        take_in_waiting()
        deliver_waiting()
        [words] = ana.sent()
    assert not set(words) & set("абвгдђежз"), "in the script in which the person writes"
    assert Outgoing.objects.get().status == "sent"
