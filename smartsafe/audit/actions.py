"""Append to the chain. Called by the action that made the change, inside its transaction, as its last step."""

import json
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from smartsafe import clock

from .chain import hash_of
from .models import Entry, Head


class Who(Protocol):
    """Whoever acts: a signed-in person, a reporter without a name, or the system itself."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Nameless:
    """An actor without an account."""

    kind: str
    id: None = None


REPORTER = Nameless("reporter")
SYSTEM = Nameless("system")


@transaction.atomic(savepoint=False)  # an entry that fails takes the whole action with it
def record(actor: Who, action: str, object_kind: str, object_id: object, **details: Any) -> Entry:
    """Append one entry. `details` are codes and numbers only (JSON values), never words from people.

    The head of the chain is locked until the transaction ends, so appends are serial: call this last.
    """
    head = Head.objects.select_for_update().filter(pk=1).first() or Head.objects.create(pk=1)
    entry = Entry(
        sequence=head.sequence + 1,
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        action=action,
        object_kind=object_kind,
        object_id=str(object_id),
        details=json.loads(json.dumps(details)),  # as the database will give it back, so that the hash is the same
        previous_hash=bytes(head.hash),
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    return entry
