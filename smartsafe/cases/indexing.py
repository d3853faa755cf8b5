"""The exact values that stand in a case's words, for the blind index: so that the next report about them finds it."""

from collections.abc import Iterable
from uuid import UUID

from smartsafe.contacts.identifiers import Value, extract, of_search
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index
from smartsafe.vault.models import IndexedValue

OBJECT = "case"


def _values(texts: Iterable[str], named: bool) -> set[Value]:
    find = of_search if named else extract
    return {value for text in texts if text for value in (find(text) or extract(text))}


def index_words(actor: Actor, case_id: UUID, *texts: str, named: bool = False) -> None:
    """Put every exact value of the texts into the index. `named`: each text is itself a value, as typed in a search."""
    blind_index.put(actor.opened().index_key(), OBJECT, case_id, _values(texts, named))


def move_words(case_id: UUID, into_id: UUID) -> None:
    """What was found under a merged case is found under its survivor. Needs no key: tokens stay the same."""
    rows = IndexedValue.objects.filter(object_kind=OBJECT, object_id=case_id)
    IndexedValue.objects.bulk_create(
        (IndexedValue(token=row.token, kind=row.kind, object_kind=OBJECT, object_id=into_id) for row in rows),
        ignore_conflicts=True,
    )
    blind_index.forget(OBJECT, case_id)
