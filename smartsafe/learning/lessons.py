"""What lessons say: one file each in the country profile, read once and checked."""

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from pydantic import Field, ValidationError

from smartsafe.country.profile import Text, profile
from smartsafe.country.profile.languages import Languages
from smartsafe.country.profile.shape import Icon, Shape, ShortCode

FOLDER = "learning"
MOST_STEPS = 30
TAKEN_WORDS = ("board", "class", "results")  # addresses beside those of lessons
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class Option(Shape):
    """One thing to choose. `to`: the step that follows it, else the next in order."""

    text: Text
    feedback: Text
    right: bool = False
    to: ShortCode = ""


class Step(Shape):
    """A question, or a moment of a story in which one decides."""

    code: ShortCode
    text: Text
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)


class Lesson(Shape):
    """`quiz`: each step has one right option; `scenario`: choices lead on, some better than others."""

    kind: Literal["quiz", "scenario"]
    audience: Literal["child", "parent", "teacher"]
    threat: str  # whose advice it leads to
    minutes: int = Field(ge=1, le=60)
    icon: Icon
    title: Text
    lead: Text
    end: Text  # what to take along
    steps: tuple[Step, ...] = Field(min_length=2, max_length=MOST_STEPS)
    slug: Slug = ""

    def after(self, step: Step, option: Option) -> Step | None:
        """The step that follows; None at the end."""
        if option.to:
            return next(one for one in self.steps if one.code == option.to)
        place = self.steps.index(step) + 1
        return None if place == len(self.steps) else self.steps[place]


def lessons() -> dict[str, Lesson]:
    """By slug, in the order of their files. A broken one stops the process with one clear line."""
    return _read(Path(settings.PROFILE_DIR) / FOLDER)


@cache
def _read(folder: Path) -> dict[str, Lesson]:
    found: dict[str, Lesson] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = read_lesson(path)
        except (ValidationError, tomllib.TOMLDecodeError, ValueError) as error:
            sys.exit(f"smartsafe: {FOLDER}/{path.name}: {error}")
    return found


def read_lesson(path: Path) -> Lesson:
    """Raises ValueError (pydantic's and tomllib's errors are such too) with what is wrong."""
    content = tomllib.loads(path.read_text(encoding="utf-8")) | {"slug": path.stem}
    lesson = Lesson.model_validate(content, context={"languages": Languages(profile().languages)})
    for wrong in _faults(lesson):
        raise ValueError(wrong)
    return lesson


def _faults(lesson: Lesson) -> Iterator[str]:
    codes = [step.code for step in lesson.steps]
    if lesson.slug in TAKEN_WORDS:
        yield f"“{lesson.slug}” is the address of another page"
    if lesson.threat not in profile().threats_by_code:
        yield f"threat “{lesson.threat}” is not one of the profile"
    if len(set(codes)) < len(codes):
        yield "two steps have the same code"
    for step in lesson.steps:
        if lesson.kind == "quiz" and sum(option.right for option in step.options) != 1:
            yield f"step “{step.code}”: a quiz has one right option"
        if lesson.kind == "scenario" and not any(option.right for option in step.options):
            yield f"step “{step.code}”: no option is a good one"
        for option in step.options:
            if option.to and option.to not in codes[codes.index(step.code) + 1 :]:  # onwards only: no walk in circles
                yield f"step “{step.code}”: “{option.to}” is not a later step"
