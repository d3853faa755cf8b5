"""Keeping what a channel hands in, before its sender is answered. Runs in web processes; opens nothing."""

from datetime import timedelta

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, Who, record
from smartsafe.vault.worker_public import event_key, seal_to_worker

from ..models import InboundEvent, RefusedMinute

# So many refused requests of one channel leave an entry each in one minute
REFUSALS_A_MINUTE = 10


def keep_events(channel: str, events: list[tuple[str, bytes]]) -> int:
    """Keep (event id, payload) pairs for the worker, each once; how many were new. Raises NoWorkerKey."""
    now = clock.now()
    keys = {event_key(channel, event_id): payload for event_id, payload in events}
    known = InboundEvent.objects.filter(channel=channel, event_key__in=list(keys)).values_list("event_key", flat=True)
    for key in known:
        keys.pop(bytes(key), None)
    InboundEvent.objects.bulk_create(
        [
            InboundEvent(
                channel=channel,
                event_key=key,
                sealed_payload=seal_to_worker(payload),
                received_at=now,
                next_attempt_at=now,
            )
            for key, payload in keys.items()
        ],
        ignore_conflicts=True,  # told twice at the same moment
    )
    return len(keys)


@transaction.atomic
def note_refusal(actor: Who = SYSTEM, *, channel: str, why: str, status: int) -> None:
    """A request was not taken in: that it happened is kept, and nothing of what it said.

    In a flood only the first ones of each minute leave entries of their own; the rest is counted (`sum_up_refusals`).
    """
    minute = clock.now().replace(second=0, microsecond=0)
    RefusedMinute.objects.get_or_create(channel=channel, minute=minute)
    row = RefusedMinute.objects.select_for_update().get(channel=channel, minute=minute)
    row.count += 1
    row.save(update_fields=["count"])
    if row.count <= REFUSALS_A_MINUTE:
        record(actor, "channel.refused", "channel", channel, why=why, status=status)


@transaction.atomic
def sum_up_refusals(actor: Who = SYSTEM) -> bool:
    """One entry for the refusals of the oldest minute that have none of their own; whether there was a minute."""
    past = clock.now().replace(second=0, microsecond=0) - timedelta(minutes=1)
    rows = RefusedMinute.objects.select_for_update(skip_locked=True).filter(minute__lt=past)
    row = rows.order_by("minute", "id").first()
    if row is None:
        return False
    row.delete()
    if (beyond := row.count - REFUSALS_A_MINUTE) > 0:
        minute = row.minute.isoformat(timespec="minutes")
        record(actor, "channel.refused_many", "channel", row.channel, count=beyond, minute=minute)
    return True
