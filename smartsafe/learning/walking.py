"""A walk through a lesson: the numbers of the options taken so far are all there is to know."""

from dataclasses import dataclass

from .lessons import Lesson, Option, Step


@dataclass(frozen=True)
class Taken:
    step: Step
    option: Option


@dataclass(frozen=True)
class Walk:
    """`step` is where one stands; None at the end."""

    lesson: Lesson
    picks: str
    taken: tuple[Taken, ...]
    step: Step | None

    @property
    def number(self) -> int:
        """Of the step where one stands, from 1."""
        return len(self.taken) + 1

    @property
    def right(self) -> int:
        return sum(one.option.right for one in self.taken)


def walk(lesson: Lesson, picks: str) -> Walk:
    """As far as `picks` make sense; what follows the first that does not is left out."""
    step: Step | None = lesson.steps[0]
    taken: list[Taken] = []
    for pick in picks:
        if step is None or not pick.isascii() or not pick.isdigit() or int(pick) >= len(step.options):
            break
        option = step.options[int(pick)]
        taken.append(Taken(step, option))
        step = lesson.after(step, option)
    return Walk(lesson, picks[: len(taken)], tuple(taken), step)
