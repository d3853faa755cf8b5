"""What is to be done: mine, my teams', what is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet

from smartsafe import clock
from smartsafe.cases.models import Case, Task
from smartsafe.cases.sealed import task_place
from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.models import Team
from smartsafe.vault.sealing import CannotOpen, RecordKey

Whose = Literal["mine", "team", "late", "all"]
WHOSE: tuple[Whose, ...] = ("mine", "team", "late", "all")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. `late` and `today` compare its deadline with now, in local days."""

    id: UUID
    title: str
    case_id: UUID
    case_number: str
    assignee_id: UUID | None
    assignee: str
    due_at: datetime | None
    done_at: datetime | None
    done_by: str
    late: bool
    today: bool
    may_finish: bool


def end_of_today() -> datetime:
    local = clock.now().astimezone(ZoneInfo(profile().time_zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _row(viewer: Actor, task: Task, case: Case, key: RecordKey | None, midnight: datetime) -> TaskRow:
    try:
        title = key.open_text(task.sealed_title, task_place(task.pk)) if key else ""
    except CannotOpen:
        title = ""
    late = bool(task.due_at and not task.done_at and task.due_at < clock.now())
    return TaskRow(
        id=task.pk,
        title=title,
        case_id=case.pk,
        case_number=case.number,
        assignee_id=task.assignee_id,
        assignee=task.assignee.name if task.assignee else "",
        due_at=task.due_at,
        done_at=task.done_at,
        done_by=task.done_by.name if task.done_by else "",
        late=late,
        today=bool(task.due_at and not late and not task.done_at and task.due_at < midnight),
        may_finish=not task.done_at and (task.assignee_id == viewer.id or viewer.may("cases.handle")),
    )


def rows_of(viewer: Actor, case: Case, key: RecordKey | None) -> list[TaskRow]:
    """The tasks of a case that is open already: first those to do, by deadline."""
    found = case.tasks.select_related("assignee", "done_by")
    ordered = found.order_by(F("done_at").desc(nulls_first=True), F("due_at").asc(nulls_last=True), "created_at")
    midnight = end_of_today()
    return [_row(viewer, task, case, key, midnight) for task in ordered]


def _waiting(viewer: Actor, whose: Whose) -> "QuerySet[Task]":
    found = Task.objects.filter(done_at=None)
    if whose == "mine":
        return found.filter(assignee_id=viewer.id)
    if whose == "team":
        mates = Team.objects.filter(members=viewer.id).values("members")
        return found.filter(Q(assignee__in=mates) | Q(assignee=None))
    return found.filter(due_at__lt=clock.now()) if whose == "late" else found


def tasks(viewer: Actor, *, whose: Whose = "mine", limit: int = 100) -> list[TaskRow]:
    """Tasks to do, by deadline, those without one last. `team`: of my teams' members, and nobody's."""
    viewer.need("cases.see")
    found = _waiting(viewer, whose).select_related("case", "assignee")
    midnight = end_of_today()
    rows = []
    for task in found.order_by(F("due_at").asc(nulls_last=True), "created_at")[:limit]:
        try:
            key: RecordKey | None = viewer.open(task.case.key_for_centre)
        except CannotOpen:
            key = None
        rows.append(_row(viewer, task, task.case, key, midnight))
    return rows


def case_of_task(viewer: Actor, task_id: UUID) -> UUID:
    """The id of the case in which a task stands. Raises NotFound."""
    viewer.need("cases.see")
    found = Task.objects.filter(pk=task_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NotFound()
    return found


def task_counts(viewer: Actor) -> dict[str, int]:
    """How many tasks are mine, due by the end of today (late ones included), late. One query."""
    viewer.need("cases.see")
    now = clock.now()
    told: dict[str, int] = Task.objects.filter(done_at=None, assignee_id=viewer.id).aggregate(
        mine=Count("pk"),
        today=Count("pk", filter=Q(due_at__lt=end_of_today())),
        late=Count("pk", filter=Q(due_at__lt=now)),
    )
    return told
