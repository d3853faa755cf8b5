"""What the exchange tells of calls, in whatever order. Runs in the worker, inside the event's transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.country.hours import line_state
from smartsafe.live.actions import touch
from smartsafe.vault.worker_keys import outside_key

from .. import rules
from ..callers import caller_key, seal_number
from ..models import Call
from .call_backs import after_call, settle

COLUMN = {
    rules.RINGING: "rang_at",
    rules.ANSWERED: "answered_at",
    rules.ENDED: "ended_at",
    rules.MISSED: "missed_at",
    rules.VOICEMAIL: "voicemail_at",
}


@transaction.atomic
def tell_of_call(
    actor: Who, *, call: str, what: str, at: datetime, number: str = "", contact_id: UUID | None = None
) -> None:
    """`what` of rules.EVENTS happened to the call that the exchange names so. Times are the exchange's own.

    Told late or twice it does no harm. Raises NoKeyring, NoPrivateKey.
    """
    key = outside_key("call", rules.CODE, call)
    row, new = Call.objects.get_or_create(call_key=key, defaults={"at": at, "in_hours": line_state(at).open})
    row = Call.objects.select_for_update().get(pk=row.pk)
    odd = _odd(row, what, new=new)
    _take_time(row, what, at)
    if number and row.caller_key is None:
        row.caller_key = caller_key(number)
        seal_number(row, number)
    row.contact_id = row.contact_id or contact_id
    before, row.outcome = row.outcome, outcome_of(row)
    row.save()
    if row.outcome != before or contact_id:
        after_call(row)
    if what == rules.ANSWERED and row.caller_key:
        settle(bytes(row.caller_key), outcome=rules.CALLED_AGAIN)
    touch(rules.TOPIC)
    if odd:
        record(actor, "call.odd", "call", row.id, what=what, odd=odd)
    else:
        record(actor, "call.told", "call", row.id, what=what)


def _odd(row: Call, what: str, *, new: bool) -> str:
    """What is strange about it: something is still missing (unknown_call) or came too late (out_of_order)."""
    if what in (rules.RINGING, rules.ANSWERED) and row.outcome:
        return "out_of_order"
    if what == rules.RINGING and row.answered_at:
        return "out_of_order"
    if new and what != rules.RINGING:
        return "unknown_call"
    return ""


def _take_time(row: Call, what: str, at: datetime) -> None:
    """An event told with two times: a call is answered at the first, it has ended at the last."""
    column = COLUMN[what]
    known = getattr(row, column)
    later = what in (rules.ENDED, rules.VOICEMAIL)
    setattr(row, column, at if known is None else max(known, at) if later else min(known, at))
    if at < row.at:
        row.at, row.in_hours = at, line_state(at).open


def outcome_of(call: Call) -> str:
    """How the call ended, from its times alone, so that the order in which they were told does not matter."""
    if call.voicemail_at:
        return rules.VOICEMAIL
    if call.answered_at or (call.claimed_at and not call.missed_at):
        return rules.ANSWERED if call.ended_at else ""
    return rules.MISSED if call.missed_at or call.ended_at else ""


@transaction.atomic
def forget_silence(actor: Who, *, call_id: UUID) -> None:
    """The exchange never said how the call ended. A talk counts as answered with no known end, ringing as missed."""
    row = Call.objects.select_for_update().filter(pk=call_id, outcome="").first()
    if row is None:
        return
    row.outcome = rules.ANSWERED if row.answered_at or row.claimed_at else rules.MISSED
    row.save(update_fields=["outcome"])
    after_call(row)
    touch(rules.TOPIC)
    record(actor, "call.odd", "call", row.id, what=rules.ENDED, odd="never_told")


@transaction.atomic
def forget_numbers(actor: Who, *, limit: int = 1000) -> int:
    """Numbers of calls that are long over are destroyed, and what tells the caller again. How many."""
    old = Call.objects.filter(at__lt=clock.now() - rules.NUMBER_KEPT).exclude(sealed_number=b"")
    ids = list(old.values_list("pk", flat=True)[:limit])
    if not ids:
        return 0
    Call.objects.filter(pk__in=ids).update(sealed_number=b"", key_for_centre=b"", caller_key=None)
    record(actor, "calls.forgotten", "calls", "old", count=len(ids))
    return len(ids)
