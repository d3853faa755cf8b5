"""Packs what was indexed, and takes out what was forgotten. Needs no key: only numbers move."""

from collections.abc import Iterable

from django.db import connection, transaction

from .models import ForgottenText, IndexedWord, PackedWord
from .word_index import SEGMENT, as_bytes, places_in

PACK_FROM = 20_000  # rows that wait
AT_ONCE = 50_000  # rows that one transaction moves


def pack(*, least: int = PACK_FROM) -> int:
    """Move rows of words into their segments when at least so many wait; how many were moved."""
    moved = 0
    while IndexedWord.objects.order_by()[:least].count() >= max(least, 1):
        moved += _pack_some()
    return moved


@transaction.atomic
def _pack_some() -> int:
    _one_at_a_time()
    rows = list(IndexedWord.objects.order_by("pk").values_list("pk", "token", "text_id")[:AT_ONCE])
    places: dict[tuple[int, int], set[int]] = {}
    for _pk, token, number in rows:
        places.setdefault((number // SEGMENT, token), set()).add(number % SEGMENT)
    for segment in {segment for segment, _token in places}:
        _add(segment, {token: found for (where, token), found in places.items() if where == segment})
    _delete(IndexedWord, [pk for pk, _token, _number in rows])
    return len(rows)


def _add(segment: int, places: dict[int, set[int]]) -> None:
    tokens = sorted(places)
    for begin in range(0, len(tokens), 500):
        some = tokens[begin : begin + 500]
        for token, members in PackedWord.objects.filter(segment=segment, token__in=some).values_list(
            "token", "members"
        ):
            places[token].update(places_in(members))
        rows = [PackedWord(token=token, segment=segment, members=as_bytes(places[token])) for token in some]
        PackedWord.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["token", "segment"], update_fields=["members"]
        )


def clean() -> int:
    """Take forgotten texts out of their segments, then words that stand nowhere any more; how many texts."""
    gone = list(ForgottenText.objects.values_list("pk", flat=True)[:10_000])
    for segment in {number // SEGMENT for number in gone}:
        _clean_segment(segment, {number for number in gone if number // SEGMENT == segment})
    if gone:
        _drop_forms()
    return len(gone)


@transaction.atomic
def _clean_segment(segment: int, numbers: set[int]) -> None:
    _one_at_a_time()
    places = {number % SEGMENT for number in numbers}
    changed: list[PackedWord] = []
    empty: list[PackedWord] = []
    for row in PackedWord.objects.filter(segment=segment).iterator():
        before = places_in(row.members)
        if places.isdisjoint(before):
            continue
        row.members = as_bytes(set(before) - places)
        (changed if row.members else empty).append(row)
    PackedWord.objects.bulk_update(changed, ["members"], batch_size=500)
    _delete(PackedWord, [row.pk for row in empty])
    _delete(ForgottenText, numbers)


def _delete(model: "type[IndexedWord | PackedWord | ForgottenText]", keys: Iterable[int]) -> None:
    keys = list(keys)
    for begin in range(0, len(keys), 500):
        model.objects.filter(pk__in=keys[begin : begin + 500]).delete()


def _drop_forms() -> None:
    """What people wrote in erased texts alone is not kept as a word either, not even sealed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM vault_wordform WHERE NOT EXISTS (SELECT 1 FROM vault_indexedword w WHERE w.token = stem)"
            " AND NOT EXISTS (SELECT 1 FROM vault_packedword p WHERE p.token = stem)"
        )


def _one_at_a_time() -> None:
    """Two workers that pack at once would lose one another's places. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE vault_packedword IN SHARE ROW EXCLUSIVE MODE")
