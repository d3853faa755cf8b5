"""The channels as an administrator sees them: on or off, what waits, what is stuck. Nothing here opens anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from smartsafe.contacts.outgoing_counts import outgoing_counts
from smartsafe.people.actors import Actor

from .contract import Channel, Fetches, Greets
from .models import InboundEvent, Strand
from .registry import channels

SEE = "channels.see"


@dataclass(frozen=True, slots=True)
class ChannelState:
    code: str
    label: str
    missing: list[str]  # environment variables; empty when the channel is on
    takes_webhooks: bool
    waiting: int  # events that will be taken in by themselves
    stuck: int  # events that were given up: the payload is kept
    last_at: datetime | None  # when something last came in
    sending: int  # replies on their way
    failed: int  # replies that could not be delivered

    @property
    def on(self) -> bool:
        return not self.missing


def states(viewer: Actor) -> list[ChannelState]:
    """Every channel of the house. Two statements. Raises NotAllowed."""
    viewer.need(SEE)
    rows = InboundEvent.objects.order_by().values("channel").annotate(
        waiting=Count("id", filter=Q(taken_at=None, next_attempt_at__isnull=False)),
        stuck=Count("id", filter=Q(taken_at=None, next_attempt_at=None)),
        last_at=Max("received_at"),
    )  # fmt: skip
    events: dict[str, Mapping[str, Any]] = {row["channel"]: row for row in rows}
    replies = outgoing_counts()
    return [_state(channel, events.get(channel.code, {}), replies.get(channel.code, {})) for channel in channels()]


def _state(channel: Channel, events: Mapping[str, Any], replies: Mapping[str, int]) -> ChannelState:
    return ChannelState(
        code=channel.code,
        label=str(channel.label),
        missing=channel.missing(),
        takes_webhooks=isinstance(channel, Greets) or (channel.max_bytes > 0 and not isinstance(channel, Fetches)),
        waiting=events.get("waiting", 0),
        stuck=events.get("stuck", 0),
        last_at=events.get("last_at"),
        sending=replies.get("sending", 0),
        failed=replies.get("failed", 0),
    )


def sharing_threads(viewer: Actor, contact_id: UUID) -> set[UUID]:
    """Contacts that came out of the same conversations outside. Opens nothing. Raises NotAllowed."""
    viewer.need("contacts.see")
    mine = Strand.objects.filter(contact_id=contact_id).values("thread")
    others = Strand.objects.filter(thread__in=mine).exclude(contact_id=contact_id)
    return set(others.values_list("contact_id", flat=True))
