"""What awaits a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe.people.actors import Actor

from .kinds import SENTENCES, URGENT
from .models import Notice


@dataclass(frozen=True, slots=True)
class NoticeView:
    """`sentence` is translated; `object_number` is the number of the contact, case or referral it is about."""

    id: UUID
    kind: str
    sentence: str
    object_kind: str
    object_id: UUID
    object_number: str
    created_at: datetime
    seen: bool

    @property
    def urgent(self) -> bool:
        return self.kind in URGENT


def waiting(viewer: Actor, *, limit: int = 30, seen_too: bool = False) -> list[NoticeView]:
    """The person's notices, newest first; by default only those not seen yet."""
    rows = Notice.objects.filter(person_id=viewer.id).order_by("-created_at", "-id")
    if not seen_too:
        rows = rows.filter(seen_at=None)
    return [_view(row) for row in rows[:limit]]


def notice(viewer: Actor, notice_id: UUID) -> NoticeView | None:
    """One of the person's own notices, or None."""
    row = Notice.objects.filter(person_id=viewer.id, pk=notice_id).first()
    return _view(row) if row else None


def _view(row: Notice) -> NoticeView:
    return NoticeView(
        id=row.id,
        kind=row.kind,
        sentence=str(SENTENCES.get(row.kind, row.kind)),
        object_kind=row.object_kind,
        object_id=row.object_id,
        object_number=row.object_number,
        created_at=row.created_at,
        seen=row.seen_at is not None,
    )


def count_waiting(viewer: Actor) -> int:
    """The number beside the bell."""
    return Notice.objects.filter(person_id=viewer.id, seen_at=None).count()
