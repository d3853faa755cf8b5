"""A text as people write it in a file, and the blocks that it becomes.

Blocks stand apart by empty lines. `## ` begins a heading, `1. ` steps, `- ` tips, `[ ] ` a checklist, `> ` a quotation
(` — ` before who said it), `![what it shows](name)` a drawing, `@ 10 Title` a part of a lesson of ten minutes with `- `
points, `? ` a question with `* ` choices and `= ` the answer. Anything else is a paragraph; `**bold**` is bold.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.html import escape

Block = tuple[str, Any]
_STEP, _DRAWING = re.compile(r"\d+\. "), re.compile(r"!\[(.+)\]\(([a-z0-9-]+)\)")
_STAGE, _BOLD = re.compile(r"@ (\d+) (.+)"), re.compile(r"\*\*(.+?)\*\*")


def blocks_of(text: str) -> Iterator[Block]:
    """Raises ValueError with the line that is not understood."""
    for piece in re.split(r"\n\s*\n", text.strip()):
        yield _block([line.strip() for line in piece.splitlines() if line.strip()])


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("## "):
        return "heading", first[3:]
    if _STEP.match(first):
        return "steps", [_STEP.sub("", line, count=1) for line in lines]
    if first.startswith("- "):
        return "tips", _after("- ", lines)
    if first.startswith("[ ] "):
        return "checklist", _after("[ ] ", lines)
    if first.startswith("> "):
        said, _dash, who = " ".join(_after("> ", lines)).partition(" — ")
        return "quote", {"text": said, "who": who}
    if drawing := _DRAWING.fullmatch(first):
        return "drawing", {"alt": drawing[1], "name": drawing[2]}
    if stage := _STAGE.fullmatch(first):
        return "stage", {"minutes": int(stage[1]), "title": stage[2], "points": _after("- ", lines[1:])}
    if first.startswith("? "):
        options = [line[2:] for line in lines[1:] if line.startswith("* ")]
        answer = [line[2:] for line in lines[1:] if line.startswith("= ")]
        if not options or not answer:
            raise ValueError(first)
        return "question", {"question": first[2:], "options": options, "answer": " ".join(answer)}
    bold = _BOLD.sub(r"<b>\1</b>", escape(" ".join(lines)))
    return "text", f"<p>{bold}</p>"


def _after(mark: str, lines: list[str]) -> list[str]:
    for line in lines:
        if not line.startswith(mark):
            raise ValueError(line)
    return [line[len(mark) :] for line in lines]
