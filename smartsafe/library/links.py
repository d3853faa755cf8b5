"""Links within a text: to published pages alone, in the reader's own language and script."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from wagtail.models import Page

from . import words

_LINK = re.compile(r"<a\b(?P<told>[^>]*)>(?P<said>.*?)</a>", re.DOTALL | re.IGNORECASE)
_ID = re.compile(r"\bid=\"(\d{1,9})\"")
_HREF = re.compile(r"\bhref=\"([^\"]*)\"")


def texts_of(body: Any) -> list[str]:
    """Every rich text of a body, as it is kept."""
    return [block.value.source for block in body if block.block_type == "text"]


def addresses(texts: Iterable[str], reader: str) -> dict[int, str]:
    """Page number → address for this reader, of those published pages to which the texts lead."""
    wanted = {number for text in texts for number in _pages_in(text)}
    if not wanted:
        return {}
    return {page.pk: page.path_for(reader) for page in Page.objects.live().filter(pk__in=wanted).specific()}


def for_reader(html: str, reader: str, found: dict[int, str]) -> str:
    """What leads to no published page is read as plain words; an address of ours is read in the reader's script."""

    def one(link: re.Match[str]) -> str:
        told, said = link["told"], link["said"]
        if "linktype=" in told:
            number = _ID.search(told)
            address = found.get(int(number[1])) if number and 'linktype="page"' in told else None
            return f'<a href="{escape(address)}">{said}</a>' if address else said
        return _HREF.sub(lambda href: f'href="{_in_script(href[1], reader)}"', link[0], count=1)

    return _LINK.sub(one, html)


def _in_script(address: str, reader: str) -> str:
    """“/sr/library/” for a reader of Latin: “/sr-latn/library/”."""
    start, _slash, rest = address.removeprefix("/").partition("/")
    ours = address.startswith("/") and not address.startswith("//")
    return f"/{reader}/{rest}" if ours and start == words.written_in(reader) else address


def _pages_in(text: str) -> Iterator[int]:
    for link in _LINK.finditer(text):
        number = _ID.search(link["told"])
        if number and 'linktype="page"' in link["told"]:
            yield int(number[1])


def led_to(text: str) -> Iterator[tuple[str, int | None, str]]:
    """(words, page number or None, address or “”) of each link."""
    for link in _LINK.finditer(text):
        number, href = _ID.search(link["told"]), _HREF.search(link["told"])
        to_page = int(number[1]) if number and 'linktype="page"' in link["told"] else None
        yield re.sub(r"<[^<>]*>", "", link["said"]).strip(), to_page, href[1] if href else ""
