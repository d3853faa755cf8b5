"""Queues of cases, newest change first, a page at a time by key: a page costs the same however long the archive is."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from smartsafe.cases import rules
from smartsafe.cases.models import Case
from smartsafe.cases.sealed import title_place
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import CannotOpen

BURNING = Q(danger=True, danger_acknowledged_at=None)
# Merged cases are found through the case that they went into.
STANDING = Q(merged_into=None)
QUEUES: dict[str, tuple[str, ...]] = {
    "mine": (),
    "open": (),
    "awaiting_approval": (rules.REFERRAL_PREPARED,),
    "with_institution": (rules.REFERRED, rules.WITH_INSTITUTION),
    "outcome_known": (rules.OUTCOME_KNOWN,),
    "closed": (rules.CLOSED,),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a list shows it. `title` is empty where its key was destroyed."""

    id: UUID
    number: str
    title: str
    status: str
    kind: str
    urgency: str
    danger: bool
    burning: bool
    threat: str
    municipality: str
    child_age_band: str
    assignee: str
    opened_at: datetime
    changed_at: datetime
    erased_at: datetime | None

    @property
    def status_label(self) -> str:
        return str(rules.STATUSES[self.status])

    @property
    def kind_label(self) -> str:
        return str(rules.KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next ones begin ("" at the end). `burning` come before all others, on the first page."""

    rows: list[CaseRow]
    next_cursor: str = ""
    burning: tuple[CaseRow, ...] = ()


def row(viewer: Actor, case: Case) -> CaseRow:
    """Expects the assignee to be selected with the case."""
    try:
        title = viewer.open(case.key_for_centre).open_text(case.sealed_title, title_place(case.pk))
    except CannotOpen:
        title = ""
    return CaseRow(
        id=case.pk,
        number=case.number,
        title=title,
        status=case.status,
        kind=case.kind,
        urgency=case.urgency,
        danger=case.danger,
        burning=case.danger and case.danger_acknowledged_at is None and case.status != rules.CLOSED,
        threat=case.threat,
        municipality=case.municipality,
        child_age_band=case.child_age_band,
        assignee=case.assignee.name if case.assignee else "",
        opened_at=case.opened_at,
        changed_at=case.changed_at,
        erased_at=case.erased_at,
    )


def rows(viewer: Actor, found: Iterable[Case]) -> list[CaseRow]:
    return [row(viewer, case) for case in found]


def cursor_after(case: Case, moment: datetime) -> str:
    return urlsafe_b64encode(f"{moment.isoformat()}|{case.pk}".encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    """Where a page begins; None for the beginning, and for a cursor that somebody wrote by hand."""
    try:
        moment, case_id = urlsafe_b64decode(f"{cursor or ''}===").decode().split("|")
        begun = datetime.fromisoformat(moment)
        return (begun, UUID(case_id)) if begun.tzinfo else None
    except ValueError:
        return None


def _in_queue(viewer: Actor, queue: str) -> "QuerySet[Case]":
    found = Case.objects.filter(STANDING).select_related("assignee")
    if queue in ("mine", "open"):
        found = found.filter(~Q(status=rules.CLOSED))
        return found.filter(assignee_id=viewer.id) if queue == "mine" else found
    statuses = QUEUES[queue]
    return found.filter(status=statuses[0]) if len(statuses) == 1 else found.filter(status__in=statuses)


def cases(viewer: Actor, *, queue: str = "open", cursor: str | None = None, limit: int = 30) -> Page:
    """A page of a queue of `QUEUES` (an unknown one is a mistake in the code: KeyError)."""
    viewer.need("cases.see")
    statuses = QUEUES[queue]
    found = _in_queue(viewer, queue).order_by("-changed_at", "-id")
    burning: list[Case] = []
    if rules.CLOSED not in statuses:
        if not read_cursor(cursor):
            burning = list(found.filter(BURNING)[:50])
        found = found.exclude(BURNING)
    if begun := read_cursor(cursor):
        moment, case_id = begun
        found = found.filter(changed_at__lte=moment).filter(Q(changed_at__lt=moment) | Q(id__lt=case_id))
    page = list(found[: limit + 1])
    more = cursor_after(page[limit - 1], page[limit - 1].changed_at) if len(page) > limit else ""
    return Page(rows=rows(viewer, page[:limit]), next_cursor=more, burning=tuple(rows(viewer, burning)))


def queue_counts(viewer: Actor) -> dict[str, int]:
    """How many cases stand in each queue but the closed ones, whose number nobody waits for. One query."""
    viewer.need("cases.see")
    counts = {f"n_{name}": Count("pk", filter=Q(status__in=codes)) for name, codes in QUEUES.items() if codes}
    del counts["n_closed"]
    told = Case.objects.filter(~Q(status=rules.CLOSED)).aggregate(
        n_open=Count("pk"), n_mine=Count("pk", filter=Q(assignee_id=viewer.id)), **counts
    )
    return {name.removeprefix("n_"): count for name, count in told.items()}
