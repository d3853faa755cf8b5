"""News, and what editors say on the pages of advice and campaigns: what is published, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from . import words
from .errors import NoSuchItem
from .models import AdvicePage, CampaignPage, NewsPage
from .parts import Part, parts
from .picture import Shown, shown
from .reading import lang_of, script_for

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Words:
    """A page of editors as a reader reads it. `lang`: empty when it is written in the language of the page."""

    id: int
    slug: str
    language: str
    lang: str
    title: str
    summary: str
    cover: str
    picture: Shown | None
    published_at: datetime | None
    changed_at: datetime | None
    parts: tuple[Part, ...]
    instead: bool = False
    slugs: tuple[tuple[str, str], ...] = ()  # (language, slug) of every published language


@dataclass(frozen=True, slots=True)
class NewsList:
    items: Sequence[Words]
    page: int
    last_page: int


def as_read(page: Any, language: str, *, whole: bool = True, slugs: dict[str, str] | None = None) -> Words:
    """The page as this reader reads it; also a draft, for its preview."""
    written = page.locale.language_code
    script = script_for(written, language)
    picture = shown(page.cover_picture, script(page.cover_alt)) if hasattr(page, "cover_picture") else None
    return Words(
        id=page.pk, slug=page.slug, language=written, lang=lang_of(written, language), title=script(page.title),
        summary=script(page.summary), cover=getattr(page, "cover", ""), picture=picture,
        published_at=page.first_published_at, changed_at=page.last_published_at,
        parts=tuple(parts(page.body, script, language)) if whole else (), instead=getattr(page, "instead", False),
        slugs=tuple((slugs or {}).items()),
    )  # fmt: skip


def _news(language: str) -> Any:
    """In the reader's own language, the newest first."""
    found = NewsPage.objects.live().filter(locale__language_code=words.written_in(language))
    return found.select_related("locale", "cover_picture").order_by("-first_published_at", "-pk")


def news(*, language: str, page: int = 1) -> NewsList:
    found = _news(language)
    last = max(1, -(-found.count() // PER_PAGE))
    page = min(max(page, 1), last)
    rows = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return NewsList([as_read(row, language, whole=False) for row in rows], page, last)


def newest(*, language: str, most: int) -> list[Words]:
    return [as_read(row, language, whole=False) for row in _news(language)[:most]]


def news_item(*, language: str, slug: str) -> Words:
    """In the language of the address where there is one, else in another. Raises NoSuchItem."""
    live = NewsPage.objects.live().select_related("locale", "cover_picture")
    found = {row.locale.language_code: row for row in live.filter(slug=slug)}
    row = found.get(words.written_in(language)) or next(iter(found.values()), None)
    if row is None:
        raise NoSuchItem()
    same = NewsPage.objects.live().filter(translation_key=row.translation_key)
    return as_read(row, language, slugs=dict(same.values_list("locale__language_code", "slug")))


def advice_on(threat: str, *, language: str) -> Words | None:
    """What editors say about this threat in the reader's language; None where they say nothing."""
    return _one(AdvicePage.objects.filter(threat=threat), language)


def about_campaign(campaign_id: UUID, *, language: str) -> Words | None:
    return _one(CampaignPage.objects.filter(campaign=str(campaign_id)), language)


def _one(found: Any, language: str) -> Words | None:
    live = found.live().filter(locale__language_code=words.written_in(language)).select_related("locale")
    row = live.order_by("-first_published_at", "-pk").first()
    return as_read(row, language) if row is not None else None


def addresses() -> list[tuple[str, datetime | None]]:
    """For the sitemap: (slug of a piece of news, when it changed)."""
    found: dict[str, datetime | None] = {}
    for slug, changed in NewsPage.objects.live().order_by("slug").values_list("slug", "last_published_at"):
        found[slug] = max(filter(None, (found.get(slug), changed)), default=None)
    return list(found.items())
