"""Tell people that something awaits them; note that they have seen it. No audit entry: nothing changes by it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from smartsafe import clock
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor

from . import kinds
from .models import Notice


@transaction.atomic
def tell(person_ids: Iterable[UUID], kind: str, object_kind: str, object_id: UUID, object_number: str = "") -> None:
    """One notice for each person; none for whom the same still waits unseen. KeyError for an unknown kind."""
    kinds.SENTENCES[kind]
    wanted = set(person_ids)
    waiting = Notice.objects.filter(kind=kind, object_id=object_id, seen_at=None, person_id__in=wanted)
    wanted -= set(waiting.values_list("person_id", flat=True))
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


def _is_asked_for() -> bool:
    """Whether this transaction will start the job anyway, once for all that happens in it."""
    return any(deed is _email_now for _points, deed, *_robust in connection.run_on_commit)


def _email_now() -> None:
    from .tasks import email_what_waits

    email_what_waits.enqueue()
