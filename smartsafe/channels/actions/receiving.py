"""Keeping what a channel hands in, before its sender is answered. Runs in web processes; opens nothing."""

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM, Who, record
from smartsafe.vault.worker_public import event_key, seal_to_worker

from ..models import InboundEvent


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
    """A request was not taken in: that it happened is kept, and nothing of what it said."""
    record(actor, "channel.refused", "channel", channel, why=why, status=status)
