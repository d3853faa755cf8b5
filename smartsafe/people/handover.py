"""What one shift leaves to the next, and talks that colleagues ask for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from smartsafe import clock
from smartsafe.vault.sealing import place

from .actors import Actor
from .models import Debrief, HandoverNote, HandoverRead
from .queries import names
from .shift_rules import NOTE_LASTS

SEE, DEBRIEFS = "contacts.see", "debriefs.see"


@dataclass(frozen=True, slots=True)
class NoteView:
    """A hand-over note, opened. `read_by`: names of those who have read it."""

    id: UUID
    author_id: UUID
    author: str
    at: datetime
    text: str
    mine: bool
    unread: bool
    read_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DebriefView:
    id: UUID
    person_id: UUID
    person: str
    asked_at: datetime
    text: str
    taken_by: str
    taken_at: datetime | None


def note_place(note_id: UUID) -> bytes:
    return place("handover", note_id, "body")


def debrief_place(debrief_id: UUID) -> bytes:
    return place("debrief", debrief_id, "body")


def _unread(viewer: Actor) -> "QuerySet[HandoverNote]":
    read = HandoverRead.objects.filter(note=OuterRef("pk"), person_id=viewer.id)
    fresh = HandoverNote.objects.filter(at__gt=clock.now() - NOTE_LASTS).exclude(author_id=viewer.id)
    return fresh.filter(~Exists(read)).order_by("-at", "-id")


def waiting(viewer: Actor) -> list[tuple[UUID, str, datetime]]:
    """Notes that the person has not read: (id, who wrote it, when), newest first. One statement, opens nothing."""
    if not viewer.may(SEE):
        return []
    return list(_unread(viewer).values_list("id", "author__name", "at")[:5])


def notes(viewer: Actor, *, limit: int = 20) -> list[NoteView]:
    """The newest notes, opened. Raises NotAllowed, Locked, NotAMember."""
    viewer.need(SEE)
    rows = list(HandoverNote.objects.order_by("-at", "-id").prefetch_related("reads")[:limit])
    called = names([row.author_id for row in rows] + [read.person_id for row in rows for read in row.reads.all()])
    fresh = clock.now() - NOTE_LASTS
    views = []
    for row in rows:
        readers = {read.person_id for read in row.reads.all()}
        views.append(
            NoteView(
                id=row.id, author_id=row.author_id, author=called.get(row.author_id, ""), at=row.at,
                text=viewer.open(row.key_for_centre).open_text(row.sealed_body, note_place(row.id)),
                mine=row.author_id == viewer.id,
                unread=row.author_id != viewer.id and viewer.id not in readers and row.at > fresh,
                read_by=tuple(sorted(called.get(reader, "") for reader in readers)),
            )
        )  # fmt: skip
    return views


def debriefs(viewer: Actor, *, limit: int = 50) -> list[DebriefView]:
    """What colleagues asked, those that wait first. Only for supervisors. Raises NotAllowed, Locked, NotAMember."""
    viewer.need(DEBRIEFS)
    rows = list(Debrief.objects.filter(taken_at=None).order_by("asked_at")[:limit])
    rows += Debrief.objects.filter(taken_at__isnull=False).order_by("-taken_at")[:limit]
    called = names([row.person_id for row in rows] + [row.taken_by_id for row in rows])
    return [
        DebriefView(
            id=row.id, person_id=row.person_id, person=called.get(row.person_id, ""), asked_at=row.asked_at,
            text=viewer.open(row.key_for_centre).open_text(row.sealed_body, debrief_place(row.id)),
            taken_by=called.get(row.taken_by_id, "") if row.taken_by_id else "", taken_at=row.taken_at,
        )
        for row in rows
    ]  # fmt: skip


def debriefs_waiting(viewer: Actor) -> int:
    """How many talks wait for a supervisor; 0 for everybody else, who may not even know."""
    return Debrief.objects.filter(taken_at=None).count() if viewer.may(DEBRIEFS) else 0
