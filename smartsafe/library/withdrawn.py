"""What was withdrawn: for readers who still have the address, and for editors who say what replaces it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page

from smartsafe.people.actors import Actor

from . import links, words
from .errors import NoSuchItem
from .models import AdvicePage, CampaignPage, Entry, ItemFile, LibraryItem, NewsPage, Withdrawn
from .reading import lang_of, script_for
from .translations import KINDS

EDIT, MOST = "library.edit", 300


@dataclass(frozen=True, slots=True)
class Gone:
    """`instead_address` is empty where nothing replaces it. `lang`: as of items."""

    title: str
    lang: str
    at: datetime
    moved: bool
    topics: tuple[str, ...]
    instead: str
    instead_address: str


def at(*, kind: str, slug: str, language: str) -> Gone:
    """What was at this address. Raises NoSuchItem."""
    rows = {row.language: row for row in Withdrawn.objects.filter(kind=kind, slug=slug)}
    row = rows.get(words.written_in(language)) or next(iter(rows.values()), None)
    if row is None:
        raise NoSuchItem()
    script = script_for(row.language, language)
    page = Page.objects.live().filter(pk=row.instead_id).specific().first() if row.instead_id else None
    named = script_for(page.locale.language_code, language)(page.title) if page else ""
    return Gone(
        title=script(row.title), lang=lang_of(row.language, language), at=row.at, moved=bool(row.moved and page),
        topics=tuple(row.topics), instead=named, instead_address=page.path_for(language) if page else "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """For editors."""

    id: int
    title: str
    address: str
    at: datetime
    instead_id: int | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of a published page that leads nowhere."""

    page_id: int
    title: str
    kind: str
    said: str
    address: str


def lines(viewer: Actor) -> list[Line]:
    viewer.need(EDIT)
    paths = {"item": "library", "news": "news"}
    return [
        Line(row.pk, row.title, f"/{row.language}/{paths.get(row.kind, row.kind)}/{row.slug}/", row.at, row.instead_id)
        for row in Withdrawn.objects.filter(moved=False).order_by("-at", "-pk")[:MOST]
    ]


def replacements(viewer: Actor) -> list[tuple[int, str]]:
    """What can replace something: published items and news, by title."""
    viewer.need(EDIT)
    rows = Page.objects.live().type(LibraryItem, NewsPage).order_by("title", "pk")
    return [(pk, f"{title} ({code})") for pk, title, code in rows.values_list("pk", "title", "locale__language_code")]


def broken(viewer: Actor) -> list[Broken]:
    """Links of published pages that lead to none, and files that are listed and not there."""
    viewer.need(EDIT)
    found: list[Broken] = []
    for page in _published():
        found.extend(_of(page))
        if len(found) >= MOST:
            break
    files = ItemFile.objects.filter(item__live=True, document=None).select_related("item").order_by("pk")
    found += [Broken(f.item_id, f.item.title, str(KINDS["libraryitem"]), f.label or "–", "") for f in files[:MOST]]
    return found[:MOST]


def _published() -> Iterator[Any]:
    for kind in (LibraryItem, NewsPage, AdvicePage, CampaignPage):
        yield from kind.objects.live().iterator(200)


def _of(page: Any) -> Iterator[Broken]:
    for text in links.texts_of(page.body):
        for said, number, address in links.led_to(text):
            nowhere = not Page.objects.live().filter(pk=number).exists() if number else _leads_nowhere(address)
            if nowhere:
                kind = str(KINDS.get(page._meta.model_name, ""))
                yield Broken(page.pk, page.title, kind, said, address)


def _leads_nowhere(address: str) -> bool:
    """Whether an address of our own library or news is of nothing that is published. Others are not looked at."""
    parts = urlsplit(address).path.strip("/").split("/")
    ours = address.startswith("/") and len(parts) >= 3 and parts[0] in dict(settings.LANGUAGES)
    if not ours or parts[1] not in ("library", "news"):
        return not address
    if parts[1] == "news":
        return parts[2] not in NewsPage.reserved and not NewsPage.objects.live().filter(slug=parts[2]).exists()
    return parts[2] not in LibraryItem.reserved and not Entry.objects.filter(slug=parts[2]).exists()
