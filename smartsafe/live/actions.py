"""Raise a topic's version when something in it changes; say that one is looking at it."""

from uuid import UUID

from django.db import connection

from smartsafe import clock

from .models import Presence


def touch(*topics: str) -> None:
    """Raise the version of each topic. Called late in a transaction: the row stays locked until its end."""
    with connection.cursor() as cursor:
        for topic in sorted(set(topics)):
            cursor.execute(
                "INSERT INTO live_topic (name, version) VALUES (%s, 1) "
                "ON CONFLICT (name) DO UPDATE SET version = live_topic.version + 1",
                [topic],
            )


def see(topic: str, person_id: UUID, *, writing: bool = False) -> None:
    """The person is looking at the topic now."""
    Presence.objects.update_or_create(
        topic=topic, person_id=person_id, defaults={"seen_at": clock.now(), "writing": writing}
    )
