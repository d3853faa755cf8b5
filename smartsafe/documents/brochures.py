"""Items of the library on paper: one after another in one PDF, each beginning on a page of its own."""

from typing import Any

from .typesetting import typeset


def brochures(items: list[dict[str, Any]], *, lang: str, foot: str, words: dict[str, str]) -> bytes:
    """`items`: title, kind, summary, cover (SVG), about, lang and parts, as `typst/brochure.typ` sets them."""
    return typeset("brochure.typ", {"items": items, "lang": lang, "foot": foot, "words": words})
