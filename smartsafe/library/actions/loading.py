"""Take in the items that the country profile brings along, through Wagtail's own pages, published at once."""

from datetime import UTC, datetime, time
from typing import Any

from django.db import transaction

from smartsafe.audit.actions import Who, record

from ..models import LibraryIndex, LibraryItem, Relation
from ..plain_text import blocks_of
from ..source import Source, Written, sources
from . import setting_up


@transaction.atomic
def load(actor: Who) -> int:
    """Items that are here already, also changed or taken down, stay as editors left them. How many are new.

    Raises ContentWrong.
    """
    found = sources()
    if not found:
        return 0
    setting_up.set_up(actor)
    made: dict[tuple[str, str], LibraryItem] = {}
    for source in found:
        key = None
        for language, written in source.in_.items():
            index = setting_up.index_of(language)
            if not LibraryItem.objects.child_of(index).filter(slug=source.slug).exists():
                item = made[source.slug, language] = _make(index, source, language, written, key)
                key = item.translation_key
    for source in found:
        for language in source.in_:
            _relate(made, source, language)
    if made:
        record(actor, "library.loaded", "library", "", count=len(made))
    return len(made)


def _make(index: LibraryIndex, source: Source, language: str, written: Written, key: Any) -> LibraryItem:
    published = datetime.combine(source.reviewed_on, time(9), tzinfo=UTC)
    item = LibraryItem(
        title=written.title, slug=source.slug, locale=index.locale, summary=written.summary, format=source.format,
        cover=source.cover, audiences=source.audiences, age_bands=source.ages, topics=source.topics,
        minutes=source.minutes, pages=source.pages, licence=source.licence, reviewed_on=source.reviewed_on,
        author=source.author[language], year=source.reviewed_on.year, body=list(blocks_of(written.text)),
        search_description=written.summary, first_published_at=published, last_published_at=published,
    )  # fmt: skip
    if key is not None:
        item.translation_key = key
    index.add_child(instance=item)
    revision = item.save_revision(clean=False, changed=False)
    LibraryItem.objects.filter(pk=item.pk).update(live_revision=revision)
    return item


def _relate(made: dict[tuple[str, str], LibraryItem], source: Source, language: str) -> None:
    item = made.get((source.slug, language))
    others = [made.get((slug, language)) for slug in source.related]
    if item is not None:
        Relation.objects.bulk_create(
            Relation(item=item, other=other, sort_order=place)
            for place, other in enumerate(others) if other is not None
        )  # fmt: skip
