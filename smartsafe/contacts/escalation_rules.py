"""Who is told that something is late, and how long after it became so."""

from datetime import timedelta
from uuid import UUID

# Step by step, each after the next stretch of working time (the profile's `deadlines.escalation`)
ASSIGNEE, TEAM, SUPERVISORS = 1, 2, 3
STEPS = (ASSIGNEE, TEAM, SUPERVISORS)


def step_due(late_for: timedelta, between: timedelta) -> int:
    """The furthest step that has come, `late_for` working time after the deadline; 0 before it."""
    if late_for < timedelta():
        return 0
    return min(ASSIGNEE + late_for // between, SUPERVISORS)


def to_tell(
    step: int,
    *,
    assignee: UUID | None,
    team: list[UUID],
    on_shift: list[UUID],
    supervisors: list[UUID],
) -> tuple[int, list[UUID]]:
    """(step, who learns it). Where nobody stands on a step, the next on which somebody does, never nobody while there
    is a supervisor; that step is then done."""
    ladder: list[list[UUID]] = [[assignee] if assignee else [], team or on_shift, supervisors]
    return next(((number, people) for number, people in enumerate(ladder[step - 1 :], step) if people), (0, []))
