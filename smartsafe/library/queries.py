"""What the public may see of the library: what is published, and nothing else. So no query takes a viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Sum

from . import words
from .errors import FileTakenDown, NoSuchItem
from .files import named
from .models import Downloads, Edition, Entry, ItemFile, LibraryItem
from .parts import Part, parts
from .picture import Shown, shown
from .reading import lang_of, script_for
from .searching.search import Card, Found, cards_of
from .searching.search import search as _search
from .searching.shelf import places_in, shelf

MOST_RELATED = 4


@dataclass(frozen=True, slots=True)
class File:
    id: int
    name: str
    media: str
    size: int
    there: bool  # an editor may have removed it
    language: str  # and script, as a name; empty where nobody said


@dataclass(frozen=True, slots=True)
class Item:
    """An item as a reader reads it. `lang`: empty when it is written in the language of the page."""

    id: int
    key: UUID
    slug: str
    language: str
    lang: str
    title: str
    summary: str
    cover: str
    picture: Shown | None
    format: str
    audiences: tuple[str, ...]
    age_bands: tuple[str, ...]
    topics: tuple[str, ...]
    licence: str
    author: str
    year: int | None
    pages: int | None
    minutes: int | None
    reviewed_on: date | None
    published_at: datetime | None
    changed_at: datetime | None
    parts: tuple[Part, ...]
    files: tuple[File, ...]
    slugs: dict[str, str]  # language → slug, of every published language


@dataclass(frozen=True, slots=True)
class Listed:
    """A card in the reader's script."""

    card: Card
    title: str
    summary: str
    lang: str


def search(*, language: str, text: str = "", chosen: dict[str, Sequence[str]] | None = None, page: int = 1) -> Found:
    return _search(language=language, text=text, chosen=chosen, page=page)


def listed(cards: Sequence[Card], language: str) -> list[Listed]:
    found = []
    for card in cards:
        script = script_for(card.language, language)
        found.append(Listed(card, script(card.title), script(card.summary), lang_of(card.language, language)))
    return found


def item(*, language: str, slug: str) -> Item:
    """The item at this address, in the language of the address where it exists. Raises NoSuchItem."""
    entries = {entry.language: entry for entry in Entry.objects.filter(slug=slug)}
    wanted = words.written_in(language)
    entry = entries.get(wanted) or next(iter(entries.values()), None)
    if entry is None:
        raise NoSuchItem()
    page = LibraryItem.objects.select_related("locale", "cover_picture").filter(pk=entry.item_id, live=True).first()
    if page is None:
        raise NoSuchItem()
    slugs = dict(Entry.objects.filter(key=entry.key).values_list("language", "slug"))
    return as_read(page, language, slugs)


def as_read(page: LibraryItem, language: str, slugs: dict[str, str] | None = None) -> Item:
    """The page as this reader reads it; also a draft, for its preview."""
    written = page.locale.language_code
    script = script_for(written, language)
    return Item(
        id=page.pk, key=page.translation_key, slug=page.slug, language=written, lang=lang_of(written, language),
        title=script(page.title), summary=script(page.summary), cover=page.cover,
        picture=shown(page.cover_picture, script(page.cover_alt)), format=page.format,
        audiences=tuple(page.audiences), age_bands=tuple(page.age_bands), topics=tuple(page.topics),
        licence=page.licence, author=script(page.author), year=page.year, pages=page.pages, minutes=page.minutes,
        reviewed_on=page.reviewed_on, published_at=page.first_published_at, changed_at=page.last_published_at,
        parts=tuple(parts(page.body, script, language)), files=tuple(_file(one, script) for one in page.files.all()),
        slugs=slugs or {},
    )  # fmt: skip


def _file(one: ItemFile, script: Any) -> File:
    document = one.document
    if document is None:
        return File(one.pk or 0, script(one.label), "", 0, there=False, language="")
    name = script(one.label or document.title)
    return File(one.pk or 0, name, document.media, document.file_size or 0, True, words.language_of_file(one.language))


def file_of(*, slug: str, file_id: int) -> tuple[int, str, str, Any]:
    """(item id, file name, content type, the open file). Raises NoSuchItem, FileTakenDown."""
    found = ItemFile.objects.select_related("document", "item").filter(pk=file_id, item__slug=slug).first()
    if found is None and Entry.objects.filter(slug=slug).exists():
        raise FileTakenDown()  # an editor took its line away
    if found is None or not found.item.live:
        raise NoSuchItem()
    if found.document is None:
        raise FileTakenDown()
    try:
        opened = found.document.file.open("rb")
    except OSError:
        raise FileTakenDown() from None
    name, media = named(found.item.slug, found.document.media)
    return found.item_id, name, media, opened


def related(*, item: Item, language: str) -> list[Card]:
    """What the editors connected it with, then the newest of the same topics."""
    chosen = list(LibraryItem.objects.filter(pk=item.id).values_list("related__other_id", flat=True))
    on = shelf()
    same = 0
    for topic in item.topics:
        same |= on.sets.get(("topic", topic), 0)
    same &= on.preferred.get(words.written_in(language), 0)
    mine = set(on.keys.get(item.key, ()))
    by_topic = [on.ids[place] for place, _n in zip(places_in(same), range(20), strict=False) if place not in mine]
    ids = list(dict.fromkeys([one for one in chosen if one is not None] + by_topic))
    return cards_of(ids, on)[:MOST_RELATED]


def on_topic(topic: str, *, language: str, most: int = 4) -> list[Card]:
    return search(language=language, chosen={"topic": [topic]}).cards[:most]


def on_topics(topics: Sequence[str], *, language: str, most: int) -> list[Card]:
    return search(language=language, chosen={"topic": topics}).cards[:most] if topics else []


def newest(*, language: str, most: int = 30) -> list[tuple[Card, datetime]]:
    """For the feed: items written in the reader's own language, with when each was published."""
    rows = Entry.objects.filter(language=words.written_in(language)).order_by("-published_at", "-item_id")[:most]
    times = {row.item_id: row.published_at for row in rows}
    return [(card, times[card.id]) for card in cards_of(list(times))]


def addresses() -> list[tuple[str, tuple[str, ...], datetime]]:
    """For the sitemap: (slug, languages it is written in, when it changed)."""
    changed = dict(LibraryItem.objects.live().values_list("pk", "last_published_at"))
    found: dict[str, tuple[list[str], datetime]] = {}
    for entry in Entry.objects.order_by("slug", "language"):
        languages, latest = found.setdefault(entry.slug, ([], entry.published_at))
        languages.append(entry.language)
        found[entry.slug] = (languages, max(latest, changed.get(entry.item_id) or latest))
    return [(slug, tuple(languages), latest) for slug, (languages, latest) in found.items()]


def count_downloads(since: date | None = None) -> int:
    found = Downloads.objects.filter(day__gte=since) if since else Downloads.objects.all()
    return found.aggregate(total=Sum("count"))["total"] or 0


def edition() -> UUID | None:
    """A mark that changes whenever something is published, changed or taken down."""
    return Edition.objects.values_list("mark", flat=True).first()


def last_change() -> datetime | None:
    return LibraryItem.objects.live().aggregate(last=Max("last_published_at"))["last"]
