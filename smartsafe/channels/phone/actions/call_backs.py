"""Calling back: planned by itself after a missed call, or by an operator; done, tried in vain, or no more needed."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.contacts.queries import contact_for
from smartsafe.country.hours import add_working_hours
from smartsafe.errors import Invalid, NotFound
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor

from .. import rules
from ..errors import CalledBackAlready
from ..models import Call, CallBack

JUST_NOW = timedelta(minutes=1)


def after_call(call: Call) -> None:
    """Plan a call-back for who reached nobody, once for one caller; withdraw it when the call was answered after all.

    Inside the caller's transaction, which leaves the entry.
    """
    waiting = CallBack.objects.filter(done_at=None, call=call, planned_by=None)
    if call.outcome == rules.ANSWERED:
        _close(waiting, rules.NOT_NEEDED)
        return
    if call.outcome not in (rules.MISSED, rules.VOICEMAIL):
        return
    if call.contact_id:
        waiting.update(contact_id=call.contact_id)
    if call.caller_key is None:  # a hidden number: nobody could call it
        return
    mine = Q(caller_key=call.caller_key) | Q(call=call)
    known = CallBack.objects.filter(mine, done_at=None)
    if known.exists():
        if call.contact_id:
            known.filter(contact=None).update(contact_id=call.contact_id)
        return
    if _answered_since(call):
        return
    CallBack.objects.create(
        call=call,
        contact_id=call.contact_id,
        caller_key=call.caller_key,
        planned_at=clock.now(),
        due_at=add_working_hours(call.at, rules.CALL_BACK_WITHIN),
    )


def _answered_since(call: Call) -> bool:
    """Whether the same caller reached somebody after this call; it may have been told before this one."""
    return Call.objects.filter(caller_key=call.caller_key, answered_at__gt=call.at).exclude(pk=call.pk).exists()


def settle(caller_key: bytes, *, outcome: str) -> None:
    """The person has reached us themselves: what was planned by itself is done."""
    _close(CallBack.objects.filter(done_at=None, caller_key=caller_key, planned_by=None), outcome)


def _close(waiting: "QuerySet[CallBack]", outcome: str) -> None:
    waiting.update(done_at=clock.now(), outcome=outcome)


@transaction.atomic
def look_through(actor: Actor, *, count: int) -> None:
    """The list was shown, with numbers in it. An empty one leaves no entry."""
    if count:
        record(actor, "call_backs.looked", "call_backs", "waiting", count=count)


@transaction.atomic
def plan_call_back(actor: Actor, *, contact_id: UUID, working_hours: float) -> CallBack:
    """The operator has promised to call. Raises NotFound, Invalid at `call_back`."""
    actor.need(rules.HANDLE)
    if working_hours not in rules.PLANNED:
        raise Invalid("call_back")
    contact_for(actor, contact_id)
    now = clock.now()
    call = Call.objects.filter(contact_id=contact_id).order_by("-at").first()
    planned, _new = CallBack.objects.update_or_create(
        contact_id=contact_id,
        done_at=None,
        defaults={
            "call": call,
            "caller_key": call.caller_key if call else None,
            "planned_at": now,
            "planned_by_id": actor.id,
            "due_at": add_working_hours(now, working_hours),
        },
    )
    touch(rules.TOPIC)
    record(actor, "call_back.planned", "contact", contact_id)
    return planned


@transaction.atomic
def finish_call_back(actor: Actor, *, call_back_id: UUID, outcome: str = rules.REACHED) -> None:
    """Reached, given up, or not needed. Raises NotFound, CalledBackAlready, Invalid at `outcome`."""
    actor.need(rules.HANDLE)
    if outcome not in (rules.REACHED, rules.GIVEN_UP, rules.NOT_NEEDED):
        raise Invalid("outcome")
    one = _waiting(call_back_id)
    one.done_at, one.done_by_id, one.outcome = clock.now(), actor.id, outcome
    if outcome == rules.REACHED:
        one.attempts, one.tried_at = one.attempts + 1, one.done_at
    one.save(update_fields=["done_at", "done_by", "outcome", "attempts", "tried_at"])
    touch(rules.TOPIC)
    record(actor, "call_back.done", "call_back", one.id, outcome=outcome)


@transaction.atomic
def try_call_back_again(actor: Actor, *, call_back_id: UUID) -> None:
    """Nobody answered: again later, each time after a longer while. Pressed twice it counts once.

    Raises NotFound, CalledBackAlready.
    """
    actor.need(rules.HANDLE)
    one = _waiting(call_back_id)
    now = clock.now()
    if one.tried_at and now - one.tried_at < JUST_NOW:
        return
    wait = rules.AGAIN_AFTER[min(one.attempts, len(rules.AGAIN_AFTER) - 1)]
    one.attempts, one.tried_at, one.due_at = one.attempts + 1, now, add_working_hours(now, wait)
    one.save(update_fields=["attempts", "tried_at", "due_at"])
    touch(rules.TOPIC)
    record(actor, "call_back.again", "call_back", one.id, attempts=one.attempts)


def _waiting(call_back_id: UUID) -> CallBack:
    one = CallBack.objects.select_for_update().filter(pk=call_back_id).first()
    if one is None:
        raise NotFound()
    if one.done_at:
        raise CalledBackAlready()
    return one
