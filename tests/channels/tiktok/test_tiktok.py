"""TikTok: what people send to the account, what TikTok answers, how long one may answer, who may get in."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from smartsafe import clock
from smartsafe.audit.models import Entry
from smartsafe.channels.actions import taking
from smartsafe.channels.models import InboundEvent
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.channels.tiktok import access
from smartsafe.channels.tiktok.models import Access
from smartsafe.contacts import queries
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor

from ..contract import PNG, Event
from ..steps import conversation, replied
from .peer import BUSINESS, TikTokPeer, peer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


@pytest.fixture
def ana(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[TikTokPeer]:
    monkeypatch.setattr(taking, "answer_by_itself", lambda *told, **named: None)
    with peer(request) as running:
        yield running


def writes(ana: TikTokPeer, operator: Actor, **event: Any) -> None:
    ana.tell(Event("e1", **event))
    take_in_waiting()


def test_the_user_name_stands_with_the_sealed_details(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator)
    details = queries.contact_for(operator, Contact.objects.get().id).details
    assert (details.reach.name, details.handles) == ("ana.anic", ["@ana.anic"])
    assert not [field for field in vars(Contact.objects.get()).values() if "anic" in str(field)]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"type": "share_post", "share_post": {"embed_url": "https://www.tiktok.com/player/v1/7"}}, "player/v1/7"),
        ({"type": "sticker", "sticker": {"url": "https://x"}}, "Налепница"),
        ({"type": "other"}, "не може"),
    ],
)
def test_what_is_no_text_leaves_words(ana: TikTokPeer, operator: Actor, told: dict[str, Any], words: str) -> None:
    message = ana.message(Event("e1")) | told
    del message["text"]
    ana.event("im_receive_msg", message)
    take_in_waiting()
    assert words in conversation(operator)[0].text


def test_a_picture_that_is_gone_leaves_a_line(ana: TikTokPeer, operator: Actor) -> None:
    ana.event("im_receive_msg", ana.message(Event("e1")) | {"type": "video", "video": {"media_id": "gone"}})
    take_in_waiting()
    assert [message.kind for message in conversation(operator)] == ["from_reporter", "system"]


def test_what_tiktok_withholds_still_sends_somebody_to_look(ana: TikTokPeer, operator: Actor) -> None:
    assert ana.event("im_receive_msg_eu", {"timestamp": 1}) == 200
    assert ana.event("im_receive_msg_eu", {"timestamp": 1}) == 200
    take_in_waiting()
    [message] = conversation(operator)
    assert "апликацији" in message.text
    out = replied(operator)
    assert (out.status, out.why) == ("failed", "no_address")


def test_our_own_words_come_back_once_and_a_colleagues_are_taken_in(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator)
    replied(operator)
    api, app = {"message_tag": {"source": "API"}}, {"message_tag": {"source": "APP"}}
    ana.event("im_send_msg", ana.message(Event("ours-1==", text="Ту смо за тебе."), ours=True, **api))
    ana.event("im_send_msg", ana.message(Event("theirs", text="Јавите се."), ours=True, **app))
    for minutes in (0, 1, 2, 5):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            take_in_waiting()
    assert [message.text for message in conversation(operator)] == ["Неко ми прети.", "Ту смо за тебе.", "Јавите се."]


def test_the_person_has_read_everything_until_then(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator)
    out = replied(operator)
    later = int((clock.now() + timedelta(seconds=2)).timestamp() * 1000)
    for reader in (BUSINESS, "somebody"):
        ana.event(
            "im_mark_read_msg",
            {"conversation_id": "thread-1", "from_user": {"id": reader}, "read": {"last_read_timestamp": later}},
        )
        take_in_waiting()
        out.refresh_from_db()
        assert (out.status == "read") == (reader != BUSINESS)


def test_other_accounts_of_the_app_are_not_ours(ana: TikTokPeer) -> None:
    assert ana.event("im_receive_msg", ana.message(Event("e1")), business="another") == 403
    assert Entry.objects.get(action="channel.refused").details == {"why": "forbidden", "status": 403}
    assert ana.event("im_receive_high_intent_comment", {}) == 200
    assert not InboundEvent.objects.exists()


def test_an_event_id_that_is_no_text_breaks_nothing(ana: TikTokPeer) -> None:
    told = {"event": "im_receive_msg", "user_openid": BUSINESS, "content": '{"message_id": "\\ud800"}'}
    assert ana.send(json.dumps(told).encode()) == 200
    take_in_waiting()
    assert InboundEvent.objects.get().taken_at is None


def test_after_two_days_nobody_may_answer(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator, at=clock.now() - timedelta(hours=49))
    out = replied(operator)
    assert (out.status, out.why) == ("failed", "window_closed")
    assert not ana.business.asked


@pytest.mark.parametrize(
    ("code", "ends"),
    [
        ((40064, "Blocked by the direct message rules."), ("failed", "blocked")),
        ((40064, "You are sending messages too fast. Take a rest."), ("sending", "unreachable")),
        ((40007, "The conversation does not exist."), ("failed", "no_address")),
        ((40002, "text.body: wrong"), ("failed", "refused")),
        ((40100, "Too many requests."), ("sending", "unreachable")),
        ((51065, "System error."), ("sending", "unreachable")),
    ],
)
def test_what_a_code_means(ana: TikTokPeer, operator: Actor, code: tuple[int, str], ends: tuple[str, str]) -> None:
    writes(ana, operator)
    ana.business.code = code
    out = replied(operator)
    assert (out.status, out.why) == ends


def test_a_long_reply_goes_out_in_order(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator)
    assert replied(operator, "\n\n".join(f"{n}. " + "савет " * 900 for n in range(1, 4))).status == "sent"
    assert [part[:2] for part in ana.sent()] == ["1.", "2.", "3."]


def test_access_is_renewed_before_it_ends_and_kept_sealed(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator, files=(("a.png", PNG),))
    replied(operator)
    assert ana.business.renewed == 1
    kept = bytes(Access.objects.get().sealed_tokens)
    assert b"access-1" not in kept
    assert b"refresh" not in kept
    with clock.at(clock.now() + timedelta(hours=23, minutes=30)):
        assert replied(operator).status == "sent"
    assert ana.business.renewed == 2


def test_access_that_was_taken_back_is_asked_for_again_once(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator)
    replied(operator)
    ana.business.access = "nobody has this"
    assert replied(operator).status == "sent"
    assert ana.business.renewed == 2


def test_two_workers_do_not_use_up_one_refresh_token(ana: TikTokPeer, operator: Actor) -> None:
    writes(ana, operator)
    replied(operator)
    Access.objects.update(
        renewing_until=clock.now() + timedelta(days=2), expires_at=clock.now() + timedelta(minutes=30)
    )
    assert replied(operator).status == "sent"  # with the one that is good for another half an hour
    assert ana.business.renewed == 1
    Access.objects.update(expires_at=clock.now())
    assert replied(operator).status == "sending"
    assert ana.business.renewed == 1


def test_who_gets_the_turn_after_another_renewed_does_not_renew_again(
    ana: TikTokPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes(ana, operator)
    replied(operator)
    stale = Access.objects.get()
    stale.expires_at = clock.now()  # read just before the other worker was done
    rows = iter([stale])
    real = access._row
    monkeypatch.setattr(access, "_row", lambda: next(rows, None) or real())
    assert access.token() == "access-1"
    assert ana.business.renewed == 1
    assert Access.objects.get().renewing_until is None


def test_a_refresh_token_that_is_spent_waits_for_an_administrator(
    ana: TikTokPeer, operator: Actor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    writes(ana, operator)
    ana.business.renewed = 5
    out = replied(operator)
    assert "let the app in again" in caplog.text
    assert "refresh-" not in caplog.text
    assert (out.status, out.why) == ("sending", "unreachable")
    monkeypatch.setenv("SMARTSAFE_CHANNEL_TIKTOK_REFRESH_TOKEN", "refresh-5")
    with clock.at(clock.now() + timedelta(minutes=1)):
        deliver_waiting()
    out.refresh_from_db()
    assert out.status == "sent"
    assert Access.objects.count() == 1


def test_tiktok_is_told_where_to_knock(ana: TikTokPeer, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("channel", "connect", "tiktok", "https://desk.centre.example")
    assert ana.business.webhook["callback_url"] == "https://desk.centre.example/channels/tiktok/webhook/"
    monkeypatch.setenv("SMARTSAFE_CHANNEL_TIKTOK_APP_SECRET", "wrong")
    with pytest.raises(CommandError, match="does not know our secret"):
        call_command("channel", "connect", "tiktok", "https://desk.centre.example")
