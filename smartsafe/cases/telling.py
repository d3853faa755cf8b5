"""Who is told that a case needs somebody."""

from smartsafe.notifications.actions import settle, tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may

from .models import Case, Task


def tell_of_danger(case: Case) -> None:
    """Everybody who may acknowledge a danger learns that one waits; nobody when it is seen already."""
    if case.danger and not case.danger_acknowledged_at:
        supervisors = [person_id for person_id, _ in people_who_may("danger.acknowledge")]
        tell(supervisors, "case.danger", "case", case.pk, case.number)


def danger_is_seen(case: Case) -> None:
    """One has acknowledged it: it awaits nobody any more."""
    settle("case.danger", case.pk)


def tell_assigned(actor: Actor, case: Case) -> None:
    if case.assignee_id and case.assignee_id != actor.id:
        tell([case.assignee_id], "case.assigned", "case", case.pk, case.number)


def tell_task(actor: Actor, task: Task) -> None:
    if task.assignee_id and task.assignee_id != actor.id:
        tell([task.assignee_id], "task.assigned", "case", task.case_id, task.case.number)


def tell_task_due(task: Task) -> None:
    """Once for each deadline: who has the task; where nobody has it, who has the case."""
    whom = task.assignee_id or task.case.assignee_id
    if whom:
        tell([whom], "task.due", "case", task.case_id, task.case.number, since=task.due_at)
