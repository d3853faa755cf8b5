"""What lessons of a profile must keep to, and how one walks through them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.country.profile import profile
from smartsafe.learning.lessons import Lesson, lessons, read_lesson
from smartsafe.learning.walking import walk

HEAD = """
kind = "{kind}"
audience = "child"
threat = "{threat}"
minutes = 3
icon = "school"
title = "T"
lead = "L"
end = "E"
"""
STEP = """
[[steps]]
code = "{code}"
text = "?"
[[steps.options]]
text = "a"
feedback = "f"
{first}
[[steps.options]]
text = "b"
feedback = "f"
{second}
"""


def written(
    folder: Path, *steps: dict[str, str], kind: str = "quiz", threat: str = "other", name: str = "one"
) -> Lesson:
    parts = [STEP.format(**{"code": f"s{n}", "first": "right = true", "second": ""} | s) for n, s in enumerate(steps)]
    path = folder / f"{name}.toml"
    path.write_text(HEAD.format(kind=kind, threat=threat) + "".join(parts), encoding="utf-8")
    return read_lesson(path)


def test_each_lesson_of_the_profile_is_whole_in_every_language_that_is_written() -> None:
    for slug, lesson in lessons().items():
        assert lesson.slug == slug
        written_in = {language.code for language in profile().languages if not language.derived_from}
        for step in lesson.steps:
            for text in (step.text, *(option.text for option in step.options), lesson.title, lesson.end):
                assert text.written >= written_in


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"threat": "no_such"}, "not one of the profile"),
        ({"name": "board"}, "address of another page"),
        ({"steps": ({}, {"second": "right = true"})}, "one right option"),
        ({"steps": ({}, {"first": ""})}, "one right option"),
        ({"steps": ({}, {"first": ""}), "kind": "scenario"}, "no option is a good one"),
        ({"steps": ({"code": "x"}, {"code": "x"})}, "the same code"),
        ({"steps": ({}, {"first": 'right = true\nto = "s0"'})}, "not a later step"),
        ({"steps": ({"first": 'right = true\nto = "nowhere"'}, {})}, "not a later step"),
        ({"steps": ({},)}, "at least 2"),
    ],
)
def test_what_is_wrong_with_a_lesson_is_said(tmp_path: Path, changes: dict, wrong: str) -> None:
    steps = changes.pop("steps", ({}, {}))
    with pytest.raises(ValueError, match=wrong):
        written(tmp_path, *steps, **changes)


def test_a_choice_may_jump_over_steps(tmp_path: Path) -> None:
    lesson = written(tmp_path, {"second": 'to = "s2"'}, {}, {}, kind="scenario")
    assert walk(lesson, "1").step == lesson.steps[2]
    assert walk(lesson, "0").step == lesson.steps[1]
    assert walk(lesson, "00").number == 3
    assert walk(lesson, "10").step is None


@given(st.sampled_from(sorted(lessons())), st.text(max_size=60))
def test_any_address_leads_somewhere_and_every_walk_ends(slug: str, picks: str) -> None:
    lesson = lessons()[slug]
    here = walk(lesson, picks)
    assert picks.startswith(here.picks)
    assert len(here.taken) <= len(lesson.steps)
    while here.step is not None:
        here = walk(lesson, here.picks + "0")
    assert 0 <= here.right <= len(here.taken) <= len(lesson.steps)
