"""Finding exact values without opening anything: HMAC tokens under a key that only an opened keyring gives."""

import hashlib
import hmac
from collections.abc import Iterable
from uuid import UUID

from .models import IndexedValue

MOST_SHARED = 200


def index_key(private_key: bytes) -> bytes:
    """The index key (32 bytes) of a keyring, derived from its private half and stored nowhere (ADR 3)."""
    return hmac.digest(private_key, b"smartsafe blind index 1", "sha256")


def token(key: bytes, kind: str, value: str) -> bytes:
    """The token (32 bytes) of a normalised value of one kind."""
    return hmac.digest(key, f"{kind}\n{value}".encode(), hashlib.sha256)


def put(key: bytes, object_kind: str, object_id: UUID, values: Iterable[tuple[str, str]]) -> None:
    """Remember that these (kind, normalised value) pairs stand in the object. Harmless when repeated."""
    rows = [
        IndexedValue(token=token(key, kind, value), kind=kind, object_kind=object_kind, object_id=object_id)
        for kind, value in sorted(set(values))
    ]
    IndexedValue.objects.bulk_create(rows, ignore_conflicts=True)


def forget(object_kind: str, object_id: UUID) -> None:
    IndexedValue.objects.filter(object_kind=object_kind, object_id=object_id).delete()


def find(key: bytes, values: Iterable[tuple[str, str]]) -> list[tuple[str, UUID, str]]:
    """Where any of the (kind, normalised value) pairs stand: (object kind, object id, kind of value)."""
    tokens = [token(key, kind, value) for kind, value in values]
    found = IndexedValue.objects.filter(token__in=tokens)
    return list(found.values_list("object_kind", "object_id", "kind").distinct())


def shared(object_kind: str, object_ids: Iterable[UUID], *, common: str) -> list[tuple[bytes, str, str, UUID]]:
    """(token, kind, object kind, object id) of other objects in which a value of these stands too. Needs no key.

    Values of the kind `common` stand in many objects: they are asked for apart, so that they crowd out no others.
    """
    ids = list(object_ids)
    mine = IndexedValue.objects.filter(object_kind=object_kind, object_id__in=ids).values("token")
    others = IndexedValue.objects.filter(token__in=mine).exclude(object_kind=object_kind, object_id__in=ids)
    columns = ("token", "kind", "object_kind", "object_id")
    rare = others.exclude(kind=common).values_list(*columns)[:MOST_SHARED]
    many = others.filter(kind=common).values_list(*columns)[:MOST_SHARED]
    return [(bytes(row[0]), *row[1:]) for row in (*rare, *many)]
