"""What stands in a case's words, for the indexes of exact values and of words: so that the next search finds it."""

from collections.abc import Iterable
from uuid import UUID

from smartsafe.contacts.identifiers import Value, extract, of_search
from smartsafe.language.words import stemmed
from smartsafe.people.actors import Actor
from smartsafe.vault import blind_index, word_index
from smartsafe.vault.models import IndexedValue

from .models import Case
from .sealed import Details, note_place, summary_place, title_place

OBJECT = "case"


def _values(texts: Iterable[str], named: bool) -> set[Value]:
    find = of_search if named else extract
    return {value for text in texts if text for value in (find(text) or extract(text))}


def index_words(actor: Actor, case_id: UUID, *texts: str, named: bool = False) -> None:
    """Put the texts into the indexes. `named`: each text is itself an exact value, as typed in a search."""
    keys = actor.opened()
    blind_index.put(keys.index_key(), OBJECT, case_id, _values(texts, named))
    if not named:
        word_index.put(keys.search_key(), OBJECT, case_id, stemmed(*texts))


def index(actor: Actor, case: Case) -> None:
    """Everything that stands in the case. Raises CannotOpen when it was erased."""
    index_words(actor, case.pk, *texts_of(actor, case))
    for details in _involved(actor, case):
        index_words(actor, case.pk, *details.identifiers, named=True)


def texts_of(actor: Actor, case: Case) -> list[str]:
    """Title, summary, notes, and what is known of whom the case concerns. Raises CannotOpen when it was erased."""
    key = actor.open(case.key_for_centre)
    texts = [key.open_text(case.sealed_title, title_place(case.pk))]
    texts.append(key.open_text(case.sealed_summary, summary_place(case.pk)))
    texts += [key.open_text(note.sealed_body, note_place(note.pk)) for note in case.notes.all()]
    return texts + [text for details in _involved(actor, case) for text in (details.name, details.words)]


def _involved(actor: Actor, case: Case) -> list[Details]:
    key = actor.open(case.key_for_centre)
    return [Details.opened(key, one.pk, one.sealed_details) for one in case.involved.all()]


def move_words(actor: Actor, case: Case, into: Case) -> None:
    """What was found under a case that is being merged is found under its survivor."""
    rows = IndexedValue.objects.filter(object_kind=OBJECT, object_id=case.pk)
    IndexedValue.objects.bulk_create(
        (IndexedValue(token=row.token, kind=row.kind, object_kind=OBJECT, object_id=into.pk) for row in rows),
        ignore_conflicts=True,
    )
    word_index.put(actor.opened().search_key(), OBJECT, into.pk, stemmed(*texts_of(actor, case)))
    forget(case.pk)


def forget(case_id: UUID) -> None:
    blind_index.forget(OBJECT, case_id)
    word_index.forget(OBJECT, case_id)
