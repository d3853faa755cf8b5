"""What the chain tells: entries for a page, the history of one object, and whether the chain is whole."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from smartsafe import clock

from .chain import hash_of
from .models import Entry, Head, Verification
from .presenters import sentences

CHUNK = 2_000
AT_MOST = 200  # problems told in one report


class Viewer(Protocol):
    def need(self, capability: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as people read it. `actor_id` is named by whoever shows it."""

    sequence: int
    at: datetime
    actor_kind: str
    actor_id: UUID | None
    action: str
    sentence: str
    object_kind: str
    object_id: str
    details: dict[str, Any]


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _line(entry: Entry) -> Line:
    said = str(sentences().get(entry.action, entry.action)).format_map(_Blank(entry.details))
    return Line(
        entry.sequence, entry.at, entry.actor_kind, entry.actor_id, entry.action, said, entry.object_kind,
        entry.object_id, entry.details,
    )  # fmt: skip


def entries(
    viewer: Viewer,
    *,
    actor_id: UUID | None = None,
    object_kind: str = "",
    object_id: str = "",
    action: str = "",
    before: int | None = None,
    limit: int = 50,
) -> tuple[list[Line], int | None]:
    """Newest first: (lines, the sequence to go on `before`, or None at the end). `action` is a code or “contact.”."""
    viewer.need("audit.see")
    found = Entry.objects.order_by("-sequence")
    if actor_id:
        found = found.filter(actor_id=actor_id)
    if object_kind:
        found = found.filter(object_kind=object_kind)
    if object_id:
        found = found.filter(object_id=object_id)
    if action:
        found = found.filter(action__startswith=action) if action.endswith(".") else found.filter(action=action)
    if before:
        found = found.filter(sequence__lt=before)
    rows = list(found[: limit + 1])
    lines = [_line(entry) for entry in rows[:limit]]
    return lines, lines[-1].sequence if len(rows) > limit else None


def history(objects: Iterable[tuple[str, object]], *, limit: int = 200) -> list[Line]:
    """What happened to these (kind, id) objects, newest first. The caller has checked that they may be seen."""
    wanted = Q(pk__in=[])
    for kind, object_id in objects:
        wanted |= Q(object_kind=kind, object_id=str(object_id))
    return [_line(entry) for entry in Entry.objects.filter(wanted).order_by("-sequence")[:limit]]


def did_lately(actor_id: UUID, action: str, object_kind: str, *object_ids: object, within: timedelta) -> bool:
    """Whether the person did this to each of the objects within that time."""
    ids = {str(one) for one in object_ids}
    found = Entry.objects.filter(object_kind=object_kind, object_id__in=ids, actor_id=actor_id, action=action)
    lately = found.filter(at__gt=clock.now() - within).aggregate(objects=Count("object_id", distinct=True))
    return bool(lately["objects"] == len(ids))


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind`: altered, missing, reordered, cut (the end is gone), head (the end was replaced), anchor."""

    sequence: int
    kind: str

    def __str__(self) -> str:
        return {
            "altered": _("Entry %(n)d was altered."),
            "missing": _("Entry %(n)d is missing."),
            "reordered": _("Entry %(n)d does not stand where it was written."),
            "cut": _("The end of the chain was cut off after entry %(n)d."),
            "head": _("The head of the chain was altered; the last entry is %(n)d."),
            "anchor": _("Entry %(n)d is not the one whose hash was noted down."),
        }[self.kind] % {"n": self.sequence}


@dataclass(slots=True)
class Verdict:
    """How many entries were read, what is wrong, and the head to note down elsewhere (“sequence:hash”)."""

    entries: int = 0
    problems: list[Problem] = field(default_factory=list)
    head: str = ""

    @property
    def whole(self) -> bool:
        return not self.problems


def verify(*, anchor: tuple[int, str] | None = None) -> Verdict:
    """Read the whole chain. `anchor` is a (sequence, hash in hex) noted down at an earlier time."""
    verdict = Verdict()
    sequence, previous = 0, bytes(32)
    broken: list[Entry] = []
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        verdict.entries += 1
        gap = range(sequence + 1, min(entry.sequence, sequence + 1 + AT_MOST))
        verdict.problems += [Problem(missing, "missing") for missing in gap]
        if hash_of(entry) != bytes(entry.hash):
            broken.append(entry)
        elif not gap and bytes(entry.previous_hash) != previous and (not broken or broken[-1].sequence != sequence):
            verdict.problems.append(Problem(entry.sequence, "reordered"))
        sequence, previous = entry.sequence, bytes(entry.hash)
    verdict.problems += _what_happened_to(broken[:AT_MOST])
    verdict.problems += _at_the_end(sequence, previous)
    if anchor and not Entry.objects.filter(sequence=anchor[0], hash=bytes.fromhex(anchor[1])).exists():
        verdict.problems.append(Problem(anchor[0], "anchor"))
    verdict.problems = sorted(set(verdict.problems), key=lambda problem: (problem.sequence, problem.kind))[:AT_MOST]
    verdict.head = f"{sequence}:{previous.hex()}"
    return verdict


def _what_happened_to(broken: list[Entry]) -> list[Problem]:
    """Entries whose hash does not fit: right under the number of another one means reordered, else altered."""
    places = [entry.sequence for entry in broken]
    problems = []
    for entry in broken:
        elsewhere = copy(entry)
        kind = "altered"
        for place in places:
            elsewhere.sequence = place
            if hash_of(elsewhere) == bytes(entry.hash):
                kind = "reordered"
        problems.append(Problem(entry.sequence, kind))
    return problems


def _at_the_end(sequence: int, last_hash: bytes) -> list[Problem]:
    head = Head.objects.filter(pk=1).first()
    if head is None:
        return [Problem(sequence, "head")] if sequence else []
    if head.sequence > sequence:
        return [Problem(sequence, "cut")]
    if head.sequence < sequence or bytes(head.hash) != last_hash:
        return [Problem(sequence, "head")]
    return []


def verified(viewer: Viewer) -> Verification | None:
    """What the last reading of the whole chain found; None before the first."""
    viewer.need("audit.see")
    return Verification.objects.order_by("-at").first()
