"""What can be asked about an item, by whoever holds its key."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count

from smartsafe import clock
from smartsafe.errors import NotFound
from smartsafe.vault.sealing import RecordKey, place

from . import kinds, rules, store
from .errors import Purged
from .models import Item, Look


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a file. `sha256` is over the plain bytes, 64 hexadecimal digits; `size` in bytes."""

    name: str
    content_type: str
    sha256: str
    size: int
    media: str
    claimed: str = ""  # what the browser said it was

    @property
    def disagreement(self) -> str:
        """What the name claims (“jpg”) when the content is of another kind; empty when they agree."""
        return kinds.disagreement(self.name, self.content_type)

    @property
    def may_show(self) -> bool:
        return rules.may_show(self.content_type)


def item(item_id: UUID) -> Item:
    """Raises NotFound."""
    found = Item.objects.filter(pk=item_id).first()
    if found is None:
        raise NotFound()
    return found


def facts(item: Item, key: RecordKey) -> Facts:
    """Raises Purged, and CannotOpen when the key is another item's."""
    if item.purged_at:
        raise Purged()
    said = key.open_json(item.sealed_facts, place("evidence.Item", item.id, "facts"))
    return Facts(
        name=said["name"],
        content_type=said["content_type"],
        sha256=said["sha256"],
        size=item.size,
        media=item.media,
        claimed=said.get("claimed", ""),
    )


def content(item: Item, key: RecordKey) -> Iterator[bytes]:
    """The plain bytes, a piece at a time. Raises Purged or CannotOpen, also while streaming when bytes were altered."""
    if item.purged_at:
        raise Purged()
    return key.open_stream(store.pieces(item.stored_name))


def looks_today(person_id: UUID) -> int:
    """How many looks the person has taken since midnight, local time."""
    local = clock.now().astimezone(ZoneInfo(settings.TIME_ZONE))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return Look.objects.filter(person_id=person_id, at__gte=midnight, at__lt=midnight + timedelta(days=2)).count()


def looks_today_of(people: Iterable[UUID]) -> dict[UUID, int]:
    """How many looks each has taken since midnight; whoever took none is left out. One statement."""
    local = clock.now().astimezone(ZoneInfo(settings.TIME_ZONE))
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    found = Look.objects.filter(person_id__in=list(people), at__gte=midnight, at__lt=midnight + timedelta(days=2))
    return dict(found.order_by().values_list("person_id").annotate(count=Count("pk")))


def looks_at(item_id: UUID) -> list[tuple[UUID, str, str]]:
    """Custody of an item: who looked, when (ISO 8601), why (code), oldest first."""
    rows = Look.objects.filter(item_id=item_id).order_by("at", "id").values_list("person_id", "at", "reason")
    return [(person, at.isoformat(), reason) for person, at, reason in rows]


def missing_files() -> int:
    """How many items that are kept have no file: after a restore there must be none."""
    names = Item.objects.filter(purged_at=None).values_list("stored_name", flat=True)
    return sum(not store.exists(name) for name in names.iterator())
