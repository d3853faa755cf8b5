"""What keeps some people from reading a page: told while it is edited, refused when it is published."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO_ALT: Promise = _("Write in words what the picture shows, for those who do not see it.")
ALT_IS_A_NAME: Promise = _("“{text}” is the name of a file. Write what the picture shows.")
LINK_SAYS_NOTHING: Promise = _("The link “{text}” does not say where it leads. Link the words that do.")
ALL_BOLD: Promise = _("“{text}” looks like a heading. Use a heading, so that everybody hears that it is one.")
NOTHING_BELOW: Promise = _("There is nothing below the heading “{text}”.")
NO_HEADING: Promise = _("A heading is empty.")

# Links whose words mean nothing when they are read out alone
EMPTY_WORDS = (
    "овде", "ovde", "овдје", "кликни", "klikni", "кликни овде", "klikni ovde", "кликните овде", "kliknite ovde",
    "линк", "link", "више", "više", "опширније", "opširnije", "сазнај више", "saznaj više", "прочитај више",
    "pročitaj više", "here", "click", "click here", "more", "read more", "learn more", "this link",
)  # fmt: skip
# The same for axe-core, which knows no “whatever the case”
NOTHING_SAID = "/^\\s*({})\\s*$/".format("|".join(said for word in EMPTY_WORDS for said in (word, word.capitalize())))
_NAME_OF_A_FILE = re.compile(r"\.(avif|gif|jpe?g|png|svg|webp)$|^(img|dsc|image|screenshot)[ _-]?\d", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_PICTURE = re.compile(r"<(?:img\b|embed\b[^>]*embedtype=\"image\")[^>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt=\"([^\"]*)\"", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL | re.IGNORECASE)
_BOLD = re.compile(r"<(?:b|strong)>(?:(?!</?(?:b|strong)>).)*</(?:b|strong)>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def problems(page: Any) -> list[str]:
    """A sentence for each thing to mend, without repetition."""
    return list(dict.fromkeys([*_cover(page), *_headings(page.body), *_blocks(page.body)]))


def _cover(page: Any) -> Iterator[str]:
    if getattr(page, "cover_picture_id", None):
        yield from _alt(page.cover_alt)


def _alt(text: str) -> Iterator[str]:
    if not text.strip():
        yield str(NO_ALT)
    elif _NAME_OF_A_FILE.search(text.strip()):
        yield str(ALT_IS_A_NAME).format(text=text.strip())


def _blocks(body: Any) -> Iterator[str]:
    for block in body:
        if block.block_type == "text":
            yield from _rich(block.value.source)
        elif block.block_type in ("drawing", "picture"):
            yield from _alt(block.value["alt"] or "")


def _rich(html: str) -> Iterator[str]:
    for link in _LINK.findall(html):
        said = _said(link)
        if said.casefold().strip(" .…:»«→>") in EMPTY_WORDS or not said or said.startswith(("http://", "https://")):
            yield str(LINK_SAYS_NOTHING).format(text=said)
    for picture in _PICTURE.findall(html):
        alt = _ALT.search(picture)
        yield from _alt(unescape(alt[1]) if alt else "")
    for paragraph in _PARAGRAPH.findall(html):
        said = _said(paragraph)
        if said and not _said(_BOLD.sub("", paragraph)) and len(said) < 80 and not said.endswith((".", "!", "?", "…")):
            yield str(ALL_BOLD).format(text=said)


def _headings(body: Any) -> Iterator[str]:
    kinds = [(block.block_type, block.value) for block in body]
    for place, (kind, value) in enumerate(kinds):
        if kind == "heading" and not str(value).strip():
            yield str(NO_HEADING)
        elif kind == "heading" and (place + 1 == len(kinds) or kinds[place + 1][0] == "heading"):
            yield str(NOTHING_BELOW).format(text=value)


def _said(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
