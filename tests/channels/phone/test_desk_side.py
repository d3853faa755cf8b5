"""Operators answer calls, take them down, call back; and the figures of the day."""

from datetime import timedelta
from uuid import uuid4

import pytest

from smartsafe import clock
from smartsafe.channels.phone import queries
from smartsafe.channels.phone.actions import answering, call_backs
from smartsafe.channels.phone.errors import AnsweredAlready, CalledBackAlready
from smartsafe.channels.phone.models import Call, CallBack
from smartsafe.contacts.models import Contact
from smartsafe.errors import Invalid, NotAllowed, NotFound
from smartsafe.people.actors import Actor
from tests.channels.phone.conftest import OPEN
from tests.factories.phone import NUMBER, VARIABLE, a_call, tell, the_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exchange")]
SECOND = timedelta(seconds=1)


def test_a_ringing_call_is_shown_with_how_often_the_number_called_before(operator: Actor) -> None:
    first = a_call("c1", number=NUMBER)
    answering.answer(operator, call_id=first.id)
    answering.take_down(operator, call_id=first.id, text="Прво обраћање", number=NUMBER)
    second = a_call("c2", number="060 000 1234")
    [one] = queries.ringing(operator)
    assert (one.id, one.earlier) == (second.id, 1)
    answering.answer(operator, call_id=second.id)
    assert queries.ringing(operator) == []
    view = queries.call_for(operator, second.id)
    assert view.number == "060 000 1234"
    assert [earlier.number for earlier in view.earlier] == [Contact.objects.get().number]


def test_number_and_history_are_shown_only_to_who_answers_and_is_unlocked(operator: Actor, analyst: Actor) -> None:
    from dataclasses import replace

    call = a_call(number=NUMBER)
    assert queries.call_for(operator, call.id).number == ""
    answering.answer(operator, call_id=call.id)
    assert queries.call_for(operator, call.id).number == NUMBER
    assert queries.call_for(analyst, call.id).number == ""
    locked = replace(operator, keys=None)
    assert queries.call_for(locked, call.id).number == ""
    assert [one.earlier for one in queries.ringing(locked)] == []


def test_two_press_answer_and_one_has_it(operator: Actor, analyst: Actor, administrator: Actor) -> None:
    call = a_call()
    answering.answer(operator, call_id=call.id)
    answering.answer(operator, call_id=call.id)
    with pytest.raises(AnsweredAlready):
        answering.answer(analyst, call_id=call.id)
    with pytest.raises(AnsweredAlready):
        answering.take_down(analyst, call_id=call.id, text="Ипак ја")
    with pytest.raises(NotAllowed):
        answering.answer(administrator, call_id=call.id)
    with pytest.raises(NotFound):
        answering.answer(operator, call_id=uuid4())
    assert queries.my_call(operator) == call.id
    assert queries.my_call(analyst) is None


def test_a_call_is_taken_down_once(operator: Actor) -> None:
    call = a_call(number=NUMBER)
    answering.answer(operator, call_id=call.id)
    submission = uuid4()
    for _ in range(2):
        contact = answering.take_down(operator, call_id=call.id, text="Савет", outcome="advised", submission=submission)
    assert the_call().contact_id == contact.id
    assert Contact.objects.count() == 1
    tell("ended", "c1", at=OPEN)
    assert the_call().outcome == "answered"


def test_nobody_on_the_line(operator: Actor) -> None:
    call = a_call()
    contact = answering.nobody_there(operator, kind="silent", call_id=call.id)
    assert (contact.outcome, the_call().contact_id) == ("silent", contact.id)


def test_only_those_on_the_phone_see_it_ring_when_somebody_is(operator: Actor, analyst: Actor) -> None:
    from smartsafe.people.actions.shifts import switch

    a_call()
    assert queries.ringing(operator)
    assert queries.ringing(analyst)
    switch(operator, group="phone", on=True)
    assert queries.ringing(operator)
    assert not queries.ringing(analyst)


def test_call_backs_are_planned_tried_again_and_done(operator: Actor, analyst: Actor) -> None:
    tell("missed", "c1", at=OPEN - SECOND, number=NUMBER)
    [waiting] = queries.call_backs(operator)
    assert (waiting.number, waiting.late, waiting.attempts) == (NUMBER, False, 0)
    for _ in range(2):  # pressed twice
        call_backs.try_call_back_again(operator, call_back_id=waiting.id)
    [waiting] = queries.call_backs(operator)
    assert (waiting.attempts, waiting.due_at) == (1, OPEN + timedelta(hours=1))
    with clock.at(OPEN + timedelta(hours=2)):
        assert queries.call_backs_waiting() == (1, 1)
    call_backs.finish_call_back(operator, call_back_id=waiting.id)
    with pytest.raises(CalledBackAlready):
        call_backs.finish_call_back(analyst, call_back_id=waiting.id)
    assert queries.call_backs(operator) == []
    assert CallBack.objects.get().outcome == "reached"


def test_an_operator_promises_to_call(operator: Actor) -> None:
    contact = answering.take_down(operator, text="Зваћу вас", number=NUMBER, call_back=4.0)
    [waiting] = queries.call_backs(operator)
    assert (waiting.contact_id, waiting.number, waiting.promised_by) == (contact.id, NUMBER, operator.name)
    assert waiting.due_at == OPEN + timedelta(hours=4)
    call_backs.plan_call_back(operator, contact_id=contact.id, working_hours=1.0)
    assert [one.due_at for one in queries.call_backs(operator)] == [OPEN + timedelta(hours=1)]
    with pytest.raises(Invalid):
        call_backs.plan_call_back(operator, contact_id=contact.id, working_hours=77)
    with pytest.raises(Invalid):
        call_backs.finish_call_back(operator, call_back_id=waiting.id, outcome="flown")


def test_figures_of_a_day(operator: Actor) -> None:
    def story(call: str, began: int, answered: int | None, ended: int) -> None:
        tell("ringing", call, at=OPEN - began * SECOND)
        if answered is not None:
            tell("answered", call, at=OPEN - answered * SECOND)
        tell("ended" if answered is not None else "missed", call, at=OPEN - ended * SECOND)

    story("c1", 600, 590, 490)  # waited 10, talked 100
    story("c2", 400, 370, 170)  # waited 30, talked 200
    story("c3", 100, None, 70)
    tell("ringing", "c4", at=OPEN)
    tell("missed", "c5", at=OPEN - timedelta(hours=5))  # before the line opens
    tell("missed", "c6", at=OPEN - timedelta(days=1))
    told = queries.figures(OPEN.date())
    assert (told.offered, told.answered, told.missed, told.now, told.outside) == (4, 2, 1, 1, 1)
    assert (told.mean_waiting, told.mean_handling) == (20 * SECOND, 150 * SECOND)
    nothing = queries.figures(OPEN.date() - timedelta(days=7))
    assert (nothing.offered, nothing.mean_waiting) == (0, None)


def test_without_an_exchange_calls_are_counted_by_hand(operator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    submission = uuid4()
    for _ in range(2):
        answering.take_down(operator, text="Савет", began_at=OPEN - 100 * SECOND, submission=submission)
    answering.nobody_there(operator, kind="prank")
    answering.take_down(operator, text="Давно отворено", began_at=OPEN - timedelta(days=3))
    answering.take_down(operator, text="Дошли су", channel="in_person")
    told = queries.figures(OPEN.date())
    assert (told.offered, told.answered, told.missed) == (3, 3, 0)
    assert (told.mean_waiting, told.mean_handling) == (None, 100 * SECOND)


def test_with_an_exchange_a_sheet_without_its_call_is_not_counted_twice(operator: Actor) -> None:
    answering.take_down(operator, text="Савет")
    assert not Call.objects.exists()
