"""Tell people that something awaits them; note that they have seen it. No audit entry: nothing changes by it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from smartsafe import clock
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor

from . import kinds
from .models import Notice


@transaction.atomic
def tell(
    person_ids: Iterable[UUID],
    kind: str,
    object_kind: str,
    object_id: UUID,
    object_number: str = "",
    *,
    since: datetime | None = None,
) -> None:
    """One notice for each person; none for whom the same still waits unseen, or who was told it after `since`.

    KeyError for an unknown kind.
    """
    kinds.SENTENCES[kind]
    wanted = set(person_ids)
    told = Q(seen_at=None) | Q(created_at__gte=since) if since else Q(seen_at=None)
    knowing = Notice.objects.filter(told, kind=kind, object_id=object_id, person_id__in=wanted)
    wanted -= set(knowing.values_list("person_id", flat=True))
    if not wanted:
        return
    now = clock.now()
    Notice.objects.bulk_create(
        Notice(
            person_id=person_id,
            kind=kind,
            object_kind=object_kind,
            object_id=object_id,
            object_number=object_number,
            created_at=now,
        )
        for person_id in sorted(wanted)
    )
    touch(*(f"person:{person_id}" for person_id in wanted))
    if kind in kinds.URGENT and not _is_asked_for():
        transaction.on_commit(_email_now)


@transaction.atomic
def mark_seen(actor: Actor, *, notice_id: UUID | None = None, object_id: UUID | None = None) -> int:
    """The person has seen one notice, or all about one object, or all. How many were new."""
    unseen = Notice.objects.filter(person_id=actor.id, seen_at=None)
    if notice_id is not None:
        unseen = unseen.filter(pk=notice_id)
    if object_id is not None:
        unseen = unseen.filter(object_id=object_id)
    count = unseen.update(seen_at=clock.now())
    if count:
        touch(f"person:{actor.id}")
    return count


@transaction.atomic
def settle(kind: str, object_id: UUID) -> None:
    """Somebody has done it: it awaits nobody any more."""
    unseen = Notice.objects.filter(kind=kind, object_id=object_id, seen_at=None)
    waited = set(unseen.values_list("person_id", flat=True))
    if waited:
        unseen.update(seen_at=clock.now())
        touch(*(f"person:{person_id}" for person_id in waited))


def _is_asked_for() -> bool:
    """Whether this transaction will start the job anyway, once for all that happens in it."""
    return any(entry[1] is _email_now for entry in connection.run_on_commit)


def _email_now() -> None:
    from .tasks import email_what_waits

    email_what_waits.enqueue()
