"""What is still to be done in a case, by whom and until when."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases import rules
from smartsafe.cases.errors import AlreadyDone, NotAChoice
from smartsafe.cases.models import Task
from smartsafe.cases.sealed import task_place
from smartsafe.cases.staff import worker
from smartsafe.cases.telling import tell_task
from smartsafe.cases.writing import put_back, take, words
from smartsafe.country.hours import add_working_hours
from smartsafe.errors import NotFound
from smartsafe.identifiers import new_id
from smartsafe.live.actions import touch
from smartsafe.people.actors import Actor


@transaction.atomic
def add_task(
    actor: Actor,
    *,
    case_id: UUID,
    title: str,
    assignee_id: UUID | None = None,
    working_hours: float | None = None,
    due_at: datetime | None = None,
) -> Task:
    """Something to do. Due after so many hours of working time, or at a moment (aware), or whenever.

    Raises Missing, TooLong at `title`, NobodyThere at `assignee`, NotAChoice at `working_hours`.
    """
    actor.need("cases.handle")
    case = take(case_id)
    title = words(title, "title", most=rules.MAX_TITLE)
    if working_hours is not None:
        if not 0 < working_hours <= rules.MAX_HOURS:
            raise NotAChoice("working_hours")
        due_at = add_working_hours(clock.now(), working_hours)
    assignee, task_id = worker(assignee_id, "assignee"), new_id()
    task = Task.objects.create(
        id=task_id,
        case=case,
        assignee=assignee,
        due_at=due_at,
        created_at=clock.now(),
        sealed_title=actor.open(case.key_for_centre).seal_text(title, task_place(task_id)),
    )
    put_back(case)
    if assignee:
        touch(f"person:{assignee.pk}")
    tell_task(actor, task)
    record(actor, "case.task_added", "case", case.pk, task=str(task.pk), to=str(assignee_id or ""))
    return task


@transaction.atomic
def finish_task(actor: Actor, *, task_id: UUID) -> Task:
    """Done. By whoever works on cases, or by the one it was given to. Raises NotFound, AlreadyDone."""
    actor.need("cases.see")
    task = Task.objects.filter(pk=task_id).first()
    if task is None:
        raise NotFound()
    case = take(task.case_id)
    task.refresh_from_db()
    if task.assignee_id != actor.id:
        actor.need("cases.handle")
    if task.done_at:
        raise AlreadyDone()
    task.done_at, task.done_by_id = clock.now(), actor.id
    task.save(update_fields=["done_at", "done_by"])
    put_back(case)
    touch(f"person:{actor.id}")
    record(actor, "case.task_finished", "case", case.pk, task=str(task.pk))
    return task
