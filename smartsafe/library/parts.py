"""The text of an item as parts to show, in the reader's script."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import nh3

from . import links
from .drawings import drawing
from .picture import Shown, shown

_TAGS = {"p", "b", "strong", "i", "em", "a", "ul", "ol", "li", "br"}
Script = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """`kind` says which of the others are filled (see `body.BODY`)."""

    kind: str
    text: str = ""  # HTML, made harmless, for `text`; plain words for the others
    entries: tuple[str, ...] = ()
    title: str = ""
    minutes: int = 0
    drawing: str = ""
    picture: Shown | None = None


def parts(body: Any, script: Script, reader: str) -> Iterator[Part]:
    """For a reader of this language or script."""
    found = links.addresses(links.texts_of(body), reader)
    for block in body:
        if block.block_type == "text":
            yield Part("text", text=script(harmless(links.for_reader(block.value.source, reader, found))))
        else:
            yield _part(block.block_type, block.value, script)


def harmless(html: str) -> str:
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto", "tel"})


def _part(kind: str, value: Any, script: Script) -> Part:
    if kind in ("steps", "tips", "checklist"):
        return Part(kind, entries=tuple(script(entry) for entry in value))
    if kind == "quote":
        return Part(kind, text=script(value["text"]), title=script(value["who"]))
    if kind == "drawing":
        name = value["name"] if drawing(value["name"]) else ""
        return Part(kind, drawing=name, title=script(value["alt"]))
    if kind == "picture":
        return Part(kind, picture=shown(value["picture"], script(value["alt"])))
    if kind == "stage":
        points = tuple(script(entry) for entry in value["points"])
        return Part(kind, title=script(value["title"]), minutes=value["minutes"], entries=points)
    if kind == "question":
        options = tuple(script(entry) for entry in value["options"])
        return Part(kind, title=script(value["question"]), entries=options, text=script(value["answer"]))
    return Part("heading", title=script(str(value)))
