"""Finding words in sealed texts: HMAC tokens of their stems, under a key that only an opened keyring gives (ADR 20).

A text has a running number, the newest the highest. What was written lately stands in rows (`IndexedWord`), the rest
packed by segments of texts (`word_packing`), so that a search of common words reads some kilobytes and no archive.
"""

import hashlib
import hmac
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from uuid import UUID

from .models import ForgottenText, IndexedText, IndexedWord, PackedWord, WordForm
from .sealing import CannotOpen, RecordKey, place

SEGMENT = 16_384  # texts
WINDOW = 8  # segments that one statement reads
LETTERS = 3  # by which the beginnings of words are found
MOST_FORMS = 300  # words that one beginning stands for

Words = dict[str, tuple[str, ...]]  # folded words, each with its stems


@dataclass(frozen=True, slots=True)
class SearchKey:
    """Derived from a keyring's private half and stored nowhere, like the index key (ADR 3)."""

    tokens: bytes
    forms: RecordKey

    @classmethod
    def of(cls, private_key: bytes) -> "SearchKey":
        tokens = hmac.digest(private_key, b"smartsafe word search 1", "sha256")
        return cls(tokens, RecordKey(hmac.digest(private_key, b"smartsafe word forms 1", "sha256")))

    def token(self, kind: str, word: str) -> int:
        """Eight bytes, signed, as databases count."""
        whole = hmac.digest(self.tokens, f"{kind}\n{word}".encode(), hashlib.sha256)
        return int.from_bytes(whole[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Question:
    """Each group holds tokens of which one must stand in a text. No group at all finds nothing."""

    groups: tuple[frozenset[int], ...]

    @property
    def tokens(self) -> list[int]:
        return sorted(frozenset().union(*self.groups))


def put(key: SearchKey, object_kind: str, object_id: UUID, words: Words) -> None:
    """Remember that these words stand in the object, beside those of before. Harmless when repeated."""
    if not words:
        return
    text = IndexedText.objects.filter(object_kind=object_kind, object_id=object_id).order_by("-pk").first()
    text = text or IndexedText.objects.create(object_kind=object_kind, object_id=object_id)
    tokens = {key.token("stem", stem) for stems in words.values() for stem in stems}
    rows = [IndexedWord(token=token, text=text) for token in sorted(tokens)]
    IndexedWord.objects.bulk_create(rows, ignore_conflicts=True)
    _keep_forms(key, words)


def _keep_forms(key: SearchKey, words: Words) -> None:
    forms = {key.token("form", word): word for word in words if len(word) >= LETTERS}
    known = set(WordForm.objects.filter(pk__in=forms).values_list("pk", flat=True))
    new = [
        WordForm(
            token=token, beginning=key.token("beginning", word[:LETTERS]), stem=key.token("stem", words[word][0]),
            sealed=key.forms.seal_text(word, place("word_form", token, "word")),
        )
        for token, word in sorted(forms.items())
        if token not in known
    ]  # fmt: skip
    WordForm.objects.bulk_create(new, ignore_conflicts=True)


def forget(object_kind: str, object_id: UUID) -> None:
    """Nothing finds the object from now on; the packed words lose it with the next packing. Needs no key."""
    texts = IndexedText.objects.filter(object_kind=object_kind, object_id=object_id)
    gone = [ForgottenText(id=one) for one in texts.values_list("pk", flat=True)]
    ForgottenText.objects.bulk_create(gone, ignore_conflicts=True)
    texts.delete()


def asking(key: SearchKey, words: Iterable[tuple[str, ...]], beginnings: Iterable[str]) -> Question:
    """`words`: stems of each; `beginnings`: at least LETTERS letters each, of whose words any may stand there."""
    groups = [frozenset(key.token("stem", stem) for stem in stems) for stems in words]
    groups += [frozenset(_begun(key, beginning)) for beginning in beginnings]
    return Question(tuple(groups))


def _begun(key: SearchKey, beginning: str) -> set[int]:
    """Tokens of the stems of at most MOST_FORMS words that begin so."""
    found: set[int] = set()
    forms = WordForm.objects.filter(beginning=key.token("beginning", beginning[:LETTERS]))
    for token, stem, sealed in forms.values_list("token", "stem", "sealed").iterator():
        try:
            word = key.forms.open_text(sealed, place("word_form", token, "word"))
        except CannotOpen:  # of a keyring that was changed since
            continue
        if word.startswith(beginning):
            found.add(stem)
            if len(found) == MOST_FORMS:
                break
    return found


def find(question: Question, object_kinds: Iterable[str]) -> Iterator[tuple[str, UUID]]:
    """(kind, id) of the objects in whose text every group stands, the newest text first. Take as many as are wanted."""
    if not all(question.groups) or not question.groups:
        return
    kinds = list(object_kinds)
    fresh = _fresh(question)  # before the packed ones: what is packed meanwhile is seen twice, not missed
    newest = max([0, *(number for numbers in fresh.values() for number in numbers)]) // SEGMENT
    packed = PackedWord.objects.filter(token__in=question.tokens)
    newest = max(newest, packed.order_by("-segment").values_list("segment", flat=True).first() or 0)
    seen: set[tuple[str, UUID]] = set()
    for end in range(newest, -1, -WINDOW):
        numbers = _together(question, fresh, packed.filter(segment__gt=end - WINDOW, segment__lte=end), end)
        for some in range(0, len(numbers), 500):
            texts = IndexedText.objects.filter(pk__in=numbers[some : some + 500], object_kind__in=kinds).order_by("-pk")
            for one in texts.values_list("object_kind", "object_id"):
                if one not in seen:
                    seen.add(one)
                    yield one


def _fresh(question: Question) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for token, number in IndexedWord.objects.filter(token__in=question.tokens).values_list("token", "text_id"):
        found.setdefault(token, set()).add(number)
    return found


def _together(question: Question, fresh: dict[int, set[int]], packed: "Iterable[PackedWord]", end: int) -> list[int]:
    """Numbers of the texts, in the window of segments that ends with `end`, in which every group stands."""
    low, high = (end - WINDOW + 1) * SEGMENT, (end + 1) * SEGMENT
    where = {token: {one for one in numbers if low <= one < high} for token, numbers in fresh.items()}
    for row in packed:
        begin = row.segment * SEGMENT
        where.setdefault(row.token, set()).update(begin + member for member in places_in(row.members))
    groups = [set().union(*(where.get(token, ()) for token in group)) for group in question.groups]
    return sorted(reduce(and_, groups), reverse=True)


def places_in(members: "bytes | memoryview") -> "array[int]":
    places = array("H")
    places.frombytes(bytes(members))
    return places


def as_bytes(places: Iterable[int]) -> bytes:
    return array("H", sorted(places)).tobytes()
