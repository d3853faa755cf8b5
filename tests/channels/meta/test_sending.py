"""Replies to Facebook and Instagram: windows, limits, what Meta refuses and what it only puts off."""

from datetime import timedelta

import pytest

from smartsafe import clock
from smartsafe.channels.meta import notes
from smartsafe.channels.meta.models import Piece
from smartsafe.channels.meta.tasks import forget_pieces
from smartsafe.channels.tasks import deliver_waiting, take_in_waiting
from smartsafe.contacts.actions import outbox
from smartsafe.people.actors import Actor

from .graph_server import Problem
from .peers import FacebookPeer, InstagramPeer, MessengerPeer
from .steps import MILA, replied, shown, wrote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]
LONG = "\n\n".join(f"{n}. " + "Ово је дуг одговор. " * 30 for n in range(9))


@pytest.mark.parametrize(
    ("code", "hours", "status", "tag"),
    [
        ("facebook", 23, "sent", None), ("instagram", 25, "sent", "HUMAN_AGENT"),
        ("facebook", 167, "sent", "HUMAN_AGENT"), ("instagram", 169, "failed", None),
    ],
)  # fmt: skip
def test_windows(
    request: pytest.FixtureRequest, operator: Actor, code: str, hours: int, status: str, tag: str | None
) -> None:
    messenger: MessengerPeer = request.getfixturevalue(code)
    wrote(messenger, at=clock.now() - timedelta(hours=hours))
    out = replied(operator)
    assert out.status == status
    assert [told.get("tag") for told in messenger.meta.sent] == ([tag] if status == "sent" else [])
    if status == "failed":
        assert out.why == "window_closed"
        assert not [path for path in messenger.meta.asked if "messages" in path]  # Meta was not even asked
        told = shown(operator, "to_reporter")[0]
        assert told.delivery is not None
        assert "сувише давно" in told.delivery.why


def test_without_the_tag_granted_the_desk_reads_that_the_window_is_closed(
    facebook: FacebookPeer, operator: Actor
) -> None:
    facebook.meta.human_agent = False
    wrote(facebook, at=clock.now() - timedelta(hours=30))
    out = replied(operator)
    assert (out.status, out.why) == ("failed", "window_closed")


def test_what_nobody_wrote_goes_out_only_within_a_day(facebook: FacebookPeer) -> None:
    from smartsafe.channels import registry
    from smartsafe.channels.contract import Outbound, Refused

    out = Outbound(
        idempotency=notes.UUID(int=1), address="1", thread="1", text="Стигло је.", language="sr",
        last_inbound_at=clock.now() - timedelta(hours=25), automatic=True,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        registry.channel(facebook.code).send(out)
    assert refused.value.why == "window_closed"


def test_what_passes_is_tried_again_when_meta_says(facebook: FacebookPeer, operator: Actor) -> None:
    wrote(facebook)
    facebook.meta.problems.append(Problem(32, status=429, headers={"Retry-After": "90"}))
    before = clock.now()
    out = replied(operator)
    assert (out.status, out.why) == ("sending", "unreachable")
    assert out.next_attempt_at is not None
    assert out.next_attempt_at - before >= timedelta(seconds=90)
    with clock.at(out.next_attempt_at + timedelta(seconds=1)):
        deliver_waiting()
    out.refresh_from_db()
    assert (out.status, len(facebook.sent())) == ("sent", 1)


def test_a_refusal_is_told_and_sent_again_by_hand(instagram: InstagramPeer, operator: Actor) -> None:
    wrote(instagram)
    instagram.meta.problems.append(Problem(551, 1545041))
    out = replied(operator)
    assert (out.status, out.why) == ("failed", "blocked")
    outbox.send_again(operator, contact_id=out.message.contact_id, message_id=out.message_id)
    deliver_waiting()
    out.refresh_from_db()
    assert out.status == "sent"


def test_a_long_reply_goes_out_in_order_and_goes_on_where_it_was_stopped(
    messenger: MessengerPeer, operator: Actor
) -> None:
    wrote(messenger)
    messenger.meta.room = 2
    out = replied(operator, LONG)
    messenger.meta.room = 99
    assert (out.status, len(messenger.sent())) == ("sending", 2)
    with clock.at(clock.now() + timedelta(minutes=1)):
        deliver_waiting()
    out.refresh_from_db()
    assert out.status == "sent"
    pieces = messenger.sent()
    assert " ".join(" ".join(pieces).split()) == " ".join(LONG.split())
    assert len(pieces) == len(set(pieces)) > 2


def test_a_long_reply_has_arrived_with_its_last_piece(messenger: MessengerPeer, operator: Actor) -> None:
    wrote(messenger)
    out = replied(operator, LONG)
    sent = messenger.meta.sent
    assert len(sent) > 1
    echoes = [messenger.echo(messenger.person(MILA), {**told["message"], "mid": told["id"]}) for told in sent]
    assert messenger.post(messenger.envelope(*echoes)) == 200
    take_in_waiting()
    assert len(shown(operator, "to_reporter")) == 1
    for place, status in ((0, "sent"), (-1, "delivered")):
        what = {"delivery": {"mids": [sent[place]["id"]], "watermark": 5}}
        assert messenger.post(messenger.envelope(messenger.event(messenger.person(MILA), **what))) == 200
        take_in_waiting()
        out.refresh_from_db()
        assert out.status == status


def test_what_would_be_too_many_pieces_is_refused_before_any_is_sent(instagram: InstagramPeer, operator: Actor) -> None:
    wrote(instagram)
    out = replied(operator, "Ово је реченица. " * 900)
    assert (out.status, out.why) == ("failed", "too_long")
    assert not instagram.sent()


def test_latin_readers_read_latin(facebook: FacebookPeer, operator: Actor) -> None:
    wrote(facebook, text="Neko mi preti, šta da radim?")
    replied(operator)
    assert facebook.sent() == ["Tu smo za tebe."]


def test_notes_of_pieces_name_nobody_and_are_forgotten(facebook: FacebookPeer, operator: Actor) -> None:
    wrote(facebook)
    replied(operator)
    piece = Piece.objects.get()
    assert facebook.meta.sent[0]["id"] not in str(vars(piece))
    with clock.at(clock.now() + notes.REMEMBER + timedelta(days=1)):
        assert forget_pieces.call() == 1
    assert not Piece.objects.exists()
