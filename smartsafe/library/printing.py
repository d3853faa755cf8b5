"""The brochure: an item typeset from its own text, in the reader's script. Nobody has to keep PDFs up to date."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartsafe.country.profile import profile
from smartsafe.documents.brochures import brochures

from . import words
from .drawings import drawing
from .parts import Part
from .queries import Item

_PARAGRAPH, _BOLD = re.compile(r"</p>|</li>|<br ?/?>"), re.compile(r"<(?:b|strong)>(.*?)</(?:b|strong)>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def pdf(items: Iterable[Item], language: str) -> bytes:
    """One PDF/A of these items, in this order."""
    centre = profile().centre
    called = _("Call {phone} or write: {site}. It is free, and you need not say who you are.")
    return brochures(
        [_item(item) for item in items],
        lang="en" if language == "en" else "sr",
        foot=f"{centre.platform} · {centre.site}",
        words={"answers": _("Answers"), "help": called.format(phone=centre.phone, site=centre.site)},
    )


def _item(item: Item) -> dict[str, Any]:
    kind = str(words.FORMATS.get(item.format, ""))
    about = [item.author, str(words.LICENCES.get(item.licence, ""))]
    if item.reviewed_on:
        about.append(_("checked on {date}").format(date=date_format(item.reviewed_on, "DATE_FORMAT")))
    return {
        "title": item.title,
        "kind": f"{kind} · {_minutes(item.minutes)}" if item.minutes else kind,
        "summary": item.summary,
        "cover": drawing(item.cover),
        "about": " · ".join(part for part in about if part),
        "lang": "en" if item.language == "en" else "sr",
        "parts": [_part(part) for part in item.parts if _on_paper(part, item)],
    }


def _on_paper(part: Part, item: Item) -> bool:
    """Not the cover's drawing once more; pictures that editors added are read on the screen."""
    return part.kind != "picture" and (part.kind != "drawing" or part.drawing != item.cover)


def _minutes(count: int) -> str:
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", count) % {"minutes": count}


def _part(part: Part) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": part.kind, "title": part.title, "entries": list(part.entries), "text": part.text,
        "drawing": drawing(part.drawing), "time": _minutes(part.minutes) if part.minutes else "",
    }  # fmt: skip
    if part.kind == "text":
        told["paragraphs"] = [runs for piece in _PARAGRAPH.split(part.text) if (runs := _runs(piece))]
    return told


def _runs(html: str) -> list[dict[str, Any]]:
    """A paragraph as stretches of text, bold or not."""
    found = []
    for place, piece in enumerate(_BOLD.split(html)):
        words_in = unescape(_TAG.sub("", piece))
        if words_in.strip():
            found.append({"text": words_in, "bold": bool(place % 2)})
    return found
