"""What polling asks."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from smartsafe import clock

from .models import Presence, Topic

STALE_AFTER = timedelta(seconds=20)


def versions(topics: Iterable[str]) -> dict[str, int]:
    """The version of each topic; 0 for one that nothing has touched."""
    topics = list(topics)
    found = dict(Topic.objects.filter(name__in=topics).values_list("name", "version"))
    return {topic: found.get(topic, 0) for topic in topics}


def present(topic: str, *, besides: UUID) -> list[tuple[UUID, bool]]:
    """Who else is looking at the topic: (person id, whether writing)."""
    seen = Presence.objects.filter(topic=topic, seen_at__gte=clock.now() - STALE_AFTER).exclude(person_id=besides)
    return list(seen.order_by("person_id").values_list("person_id", "writing"))


def anybody(topic: str, *, within: timedelta) -> bool:
    """Whether somebody has been looking at the topic within that time."""
    return Presence.objects.filter(topic=topic, seen_at__gte=clock.now() - within).exists()
