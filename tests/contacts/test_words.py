"""Words in sealed texts are found by whoever has unlocked, in either script, and by nobody else."""

from uuid import uuid4

import pytest

from smartsafe.contacts import queries
from smartsafe.contacts.actions import erasing, handling, indexing
from smartsafe.contacts.models import Contact
from smartsafe.contacts.queries import Search
from smartsafe.errors import NotAllowed
from smartsafe.language.words import asked
from smartsafe.people.actors import Actor
from smartsafe.vault import word_packing
from smartsafe.vault.models import ForgottenText, IndexedText, IndexedWord, PackedWord, WordForm
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
TEXT = "Неко ми прети да ће објавити моје слике на школској групи."


def found(viewer: Actor, typed: str) -> list[str]:
    return [row.number for row in queries.search(viewer, Search(words=asked(typed)))]


@pytest.fixture
def report(operator: Actor) -> Contact:
    a_report(text="Нешто сасвим друго: не могу да се пријавим.", threats=["technical"], links=[], handles=[])
    _, contact = a_report(text=TEXT, links=[], handles=[])
    indexing.index_waiting(operator)
    return contact


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("typed", ["слика", "slikama", "SKOLSKOJ grupi", "објав*", "objavi*", '"moje slike na"'])
def test_words_find_the_report(operator: Actor, report: Contact, typed: str, packed: bool) -> None:
    if packed:
        assert word_packing.pack(least=1)
        assert not IndexedWord.objects.exists()
    assert found(operator, typed) == [report.number]


@pytest.mark.parametrize("typed", ["bicikl", "slike bicikl", '"slike moje"', "obj", "xyz*", "и да ли", ""])
def test_other_words_do_not(operator: Actor, report: Contact, typed: str) -> None:
    assert found(operator, typed) == []


def test_what_staff_write_is_found_at_once(operator: Actor, report: Contact) -> None:
    handling.reply(operator, contact_id=report.pk, text="Причај са психологом у школи.")
    handling.add_note(operator, contact_id=report.pk, text="Звао је деда.")
    handling.triage(operator, contact_id=report.pk, subject="Уцена преко Телеграма")
    call = handling.take_call(
        operator, text="Звала је учитељица због насиља.", threat="cyberbullying", outcome="advised"
    )
    for typed in ("psiholog", "deda", "ucena telegram*", "deda slike"):
        assert found(operator, typed) == [report.number], typed
    assert found(operator, "uciteljica nasilje") == [call.number]


def test_the_newest_comes_first_and_no_more_than_asked(operator: Actor) -> None:
    numbers = [a_report(text=f"Уцењују ме, пут {n}.", links=[], handles=[])[1].number for n in range(4)]
    indexing.index_waiting(operator)
    assert found(operator, "ucenjuju") == numbers[::-1]
    assert len(queries.search(operator, Search(words=asked("ucenjuju")), limit=2)) == 2


@pytest.mark.parametrize("packed", [False, True])
def test_what_was_erased_leaves_no_word(operator: Actor, report: Contact, packed: bool) -> None:
    if packed:
        word_packing.pack(least=1)
    handling.close(operator, contact_id=report.pk, outcome="redirected")
    before = WordForm.objects.count()
    erasing.erase(operator, contact_id=report.pk)
    assert found(operator, "slike") == []
    assert word_packing.clean() == 1
    assert not ForgottenText.objects.exists()
    assert 0 < WordForm.objects.count() < before
    assert IndexedText.objects.count() == 1
    kept = IndexedWord.objects.values("token").union(PackedWord.objects.values("token"))
    assert {row["token"] for row in kept} >= set(WordForm.objects.values_list("stem", flat=True))


def test_the_index_shows_no_word(operator: Actor, report: Contact) -> None:
    rows = [repr(row) for model in (IndexedWord, WordForm, IndexedText) for row in model.objects.values()]
    stored = " ".join(rows) + " ".join(bytes(form.sealed).hex() for form in WordForm.objects.all())
    for word in ("slik", "objav", "skolsk"):
        assert word not in stored
        assert word.encode().hex() not in stored


def test_another_keyring_finds_nothing(operator: Actor, report: Contact) -> None:
    from smartsafe.vault import word_index

    other = word_index.SearchKey.of(uuid4().bytes * 2)
    question = word_index.asking(other, [("slik",)], ["sli"])
    assert list(word_index.find(question, ["contact"])) == []


def test_who_may_not_search_finds_nothing(administrator: Actor, report: Contact) -> None:
    with pytest.raises(NotAllowed):
        found(administrator, "slike")
