"""What operators do with a call: answer it, take it down, say that there was nobody to help."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.channels.registry import is_on
from smartsafe.contacts.actions import handling
from smartsafe.country.hours import line_state
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor

from .. import rules
from ..errors import AnsweredAlready
from ..models import Call
from .call_backs import after_call, plan_call_back
from .telling import outcome_of


@dataclass(frozen=True, slots=True)
class TakenDown:
    """The contact that a call has become; `outcome` is empty while it is open."""

    id: UUID
    number: str
    outcome: str


@transaction.atomic
def answer(actor: Actor, *, call_id: UUID) -> None:
    """The operator takes the call that rings. Harmless when it is theirs already. Raises NotFound, AnsweredAlready."""
    actor.need(rules.HANDLE)
    call = _locked(call_id)
    if call.operator_id == actor.id:
        return
    if call.operator_id is not None:
        raise AnsweredAlready()
    call.operator_id, call.claimed_at = actor.id, clock.now()
    call.outcome = outcome_of(call)
    call.save(update_fields=["operator", "claimed_at", "outcome"])
    after_call(call)
    touch(rules.TOPIC)
    record(actor, "call.taken", "call", call.id)


@transaction.atomic
def take_down(
    actor: Actor,
    *,
    call_id: UUID | None = None,
    began_at: datetime | None = None,
    call_back: float | None = None,
    channel: str = rules.CODE,
    **told: Any,
) -> TakenDown:
    """Take down a call (`told` as contacts' take_call wants it) and keep its record, with or without an exchange.

    `began_at`: when the sheet was opened. `call_back`: promised in so many working hours. Twice with one `submission`
    is once. Raises NotFound, AnsweredAlready, and what take_call and plan_call_back raise.
    """
    contact = handling.take_call(actor, channel=channel, **told)
    if channel == rules.CODE:
        _keep(actor, contact.id, call_id, began_at)
    if call_back is not None:
        plan_call_back(actor, contact_id=contact.id, working_hours=call_back)
    return TakenDown(contact.id, contact.number, contact.outcome)


@transaction.atomic
def nobody_there(
    actor: Actor, *, kind: str, call_id: UUID | None = None, began_at: datetime | None = None
) -> TakenDown:
    """A call with nobody to help: silent, prank, wrong_number, test. Raises UnknownChoice, NotFound, …"""
    contact = handling.record_silent_call(actor, kind=kind)
    _keep(actor, contact.id, call_id, began_at)
    return TakenDown(contact.id, contact.number, contact.outcome)


def _keep(actor: Actor, contact_id: UUID, call_id: UUID | None, began_at: datetime | None) -> None:
    """Join the contact to the call that the exchange told of; without an exchange, make the record by hand."""
    if Call.objects.filter(contact_id=contact_id).exists():  # the same sheet, sent twice
        return
    now = clock.now()
    if call_id is not None:
        _join(actor, contact_id, call_id)
    elif not is_on(rules.CODE):
        began = began_at if began_at and now - rules.TALKS_AT_MOST < began_at <= now else None
        Call.objects.create(
            at=began or now,
            in_hours=line_state(began or now).open,
            answered_at=began,
            ended_at=now,
            outcome=rules.ANSWERED,
            operator_id=actor.id,
            contact_id=contact_id,
        )
    touch(rules.TOPIC)


def _join(actor: Actor, contact_id: UUID, call_id: UUID) -> None:
    call = _locked(call_id)
    if call.operator_id not in (None, actor.id) or (call.contact_id and call.outcome != rules.VOICEMAIL):
        raise AnsweredAlready()
    if call.operator_id is None:
        call.operator_id, call.claimed_at = actor.id, clock.now()
    call.contact_id = contact_id
    call.outcome = outcome_of(call)
    call.save(update_fields=["operator", "claimed_at", "contact", "outcome"])
    after_call(call)
    record(actor, "call.linked", "call", call.id)


def _locked(call_id: UUID) -> Call:
    call = Call.objects.select_for_update().filter(pk=call_id).first()
    if call is None:
        raise NotFound()
    return call
