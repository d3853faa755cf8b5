"""What search keeps of an item follows the item: written when it is published, gone when it is not."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from smartsafe import clock

from ..models import Edition, Entry, LibraryItem
from . import full_text
from .folded import words_of

WHOLE_TEXT = 400_000  # characters of one item that can be searched


def keep(item: LibraryItem) -> None:
    """Bring the entry up to date with the item as it is published. Runs in the transaction that saves the item."""
    if not item.live:
        forget(item)
        return
    Entry.objects.update_or_create(
        item_id=item.pk,
        defaults={
            "key": item.translation_key,
            "language": item.locale.language_code,
            "slug": item.slug,
            "published_at": item.first_published_at or clock.now(),
            "facets": {
                "audience": item.audiences, "age": item.age_bands, "topic": item.topics, "format": [item.format],
            },
            "card": {
                "title": item.title, "summary": item.summary, "cover": item.cover,
                "picture": str(item.cover_picture.key) if item.cover_picture else "", "format": item.format,
                "minutes": item.minutes, "pages": item.pages, "year": item.year,
            },
        },
    )  # fmt: skip
    title = words_of(item.title)
    full_text.write(item.pk, title, words_of(" ".join(_texts(item)))[:WHOLE_TEXT])
    new_edition()


def follow(item_id: int) -> None:
    """Keep what the database holds of the item now, whatever a draft at hand says."""
    item = LibraryItem.objects.select_related("locale").filter(pk=item_id).first()
    if item is not None:
        keep(item)


def forget(item: LibraryItem) -> None:
    """The item is no longer published."""
    gone, _rows = Entry.objects.filter(item_id=item.pk).delete()
    full_text.forget(item.pk)
    if gone:
        new_edition()


def settle() -> int:
    """What was published or taken down past `LibraryItem.save` (by the schedule, or with a parent). How many."""
    gone = Entry.objects.exclude(item__live=True)
    missing = LibraryItem.objects.filter(live=True, entry=None)
    changed = 0
    for item in LibraryItem.objects.filter(pk__in=gone.values("item_id")):
        forget(item)
        changed += 1
    for item in missing:
        keep(item)
        changed += 1
    if full_text.forget_orphans():
        new_edition()
        changed += 1
    return changed


def new_edition() -> None:
    Edition.objects.update_or_create(pk=1, defaults={"mark": uuid4()})


def _texts(item: LibraryItem) -> Iterator[str]:
    yield item.title
    yield item.summary
    yield item.author
    for block in item.body.raw_data:
        yield from _strings(block.get("value"))
    for file in item.files.all():
        if file.document is not None:
            yield file.label or file.document.title
            yield file.document.text


def _strings(value: Any) -> Iterator[str]:
    """Every text in a block, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("type", "id"):
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
