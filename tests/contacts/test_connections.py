"""What came in is indexed at the next unlock, connects with what is there, and is found again."""

import pytest

from smartsafe.audit.models import Entry
from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, indexing
from smartsafe.contacts.models import Contact
from smartsafe.contacts.queries import Search
from smartsafe.errors import NotAllowed
from smartsafe.people.actors import Actor
from smartsafe.vault.models import IndexedValue
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db


def test_what_waits_is_indexed_in_small_batches(operator: Actor) -> None:
    for _ in range(3):
        a_report()
    assert indexing.index_waiting(operator, limit=2) == 2
    assert indexing.index_waiting(operator, limit=2) == 1
    entries = Entry.objects.count()
    assert indexing.index_waiting(operator) == 0
    assert Entry.objects.count() == entries
    assert not Contact.objects.filter(indexed_at=None).exists()


def test_two_who_name_the_same_are_connected(operator: Actor) -> None:
    _, first = a_report(links=[], handles=["@Nepoznati_99"], text="Прво")
    _, second = a_report(links=[], handles=[], text="Опет nepoznati_99, тј. @NEPOZNATI_99")
    _, third = a_report(links=[], handles=[], text="Нешто треће")
    indexing.index_waiting(operator)
    assert [(one.number, one.same) for one in queries.connected(operator, second.id)] == [(first.number, ("handle",))]
    assert queries.connected(operator, third.id) == []


def test_a_note_connects_at_once(operator: Actor) -> None:
    _, first = a_report(links=[], handles=[], text="Прво")
    _, second = a_report(links=[], handles=[], text="Друго")
    for one in (first, second):
        handling.add_note(operator, contact_id=one.id, text="Зове са 064 123 45 67")
    assert [one.same for one in queries.connected(operator, first.id)] == [("phone",)]


def test_the_index_shows_no_value(operator: Actor) -> None:
    a_report(handles=["nepoznati_99"])
    indexing.index_waiting(operator)
    assert all(len(bytes(row.token)) == 32 for row in IndexedValue.objects.all())


@pytest.mark.parametrize("words", ["@nepoznati_99", "https://chat.example/u/nepoznati", "chat.example"])
def test_search_by_exact_value(operator: Actor, words: str) -> None:
    _, contact = a_report()
    a_report(links=[], handles=[])
    indexing.index_waiting(operator)
    assert [row.number for row in queries.search(operator, Search(exact=words))] == [contact.number]


def test_search_by_number_and_facts(operator: Actor, administrator: Actor) -> None:
    _, first = a_report()
    _, second = a_report(municipality="novi_sad")
    tail = first.number.rsplit("-", 1)[1]
    for words in (first.number, first.number.lower(), tail, tail.lstrip("0"), first.number.split("-", 2)[2]):
        assert [row.number for row in queries.search(operator, Search(exact=words))] == [first.number], words
    found = queries.search(operator, Search(facts={"municipality": "novi_sad", "key_for_centre": "x"}))
    assert [row.number for row in found] == [second.number]
    assert queries.search(operator, Search()) == []
    assert queries.search(operator, Search(exact="\0" * 50)) == []
    with pytest.raises(NotAllowed):
        queries.search(administrator, Search(exact=tail))


def test_indexing_needs_the_right(administrator: Actor) -> None:
    a_report()
    with pytest.raises(NotAllowed):
        indexing.index_waiting(administrator)


def signs(viewer: Actor, contact: Contact) -> dict[str, tuple[tuple[str, ...], str, bool]]:
    return {one.number: (one.same, one.strength, one.merges) for one in queries.connected(viewer, contact.id)}


def test_what_a_person_is_reached_by_speaks_for_one_person_what_is_named_for_one_matter(operator: Actor) -> None:
    _, first = a_report(links=[], handles=[], text="Прво", phone="064 111 22 33")
    _, again = a_report(links=[], handles=[], text="Опет", phone="+381 64 1112233")
    _, names = a_report(links=[], handles=[], text="Зове ме 064 111 22 33")
    indexing.index_waiting(operator)
    assert signs(operator, first) == {
        again.number: (("own_phone",), "person", True),
        names.number: (("phone",), "matter", True),
    }
    assert "телефон" in queries.connected(operator, first.id)[0].signs[0].words


def test_a_site_and_what_many_name_are_weak_signs(operator: Actor) -> None:
    _, first = a_report(links=["https://chat.example/u/1"], handles=["@nepoznati"], text="Прво")
    _, site = a_report(links=["https://chat.example/u/2"], handles=[], text="Друго")
    indexing.index_waiting(operator)
    assert signs(operator, first) == {site.number: (("host",), "weak", False)}
    for _ in range(6):
        _, last = a_report(links=[], handles=["@nepoznati"], text="Још")
    indexing.index_waiting(operator)
    found = signs(operator, first)
    assert found[last.number] == (("handle",), "weak", False)
    assert "6" in queries.connected(operator, first.id)[0].signs[0].words


def test_a_conversation_is_connected_by_all_its_contacts_and_not_with_itself(operator: Actor) -> None:
    _, first = a_report(links=[], handles=[], text="Прво")
    _, second = a_report(links=[], handles=["@neko"], text="Друго")
    _, third = a_report(links=[], handles=["@neko"], text="Треће")
    indexing.index_waiting(operator)
    handling.merge(operator, contact_id=second.id, into_id=first.id)
    assert {number: same for number, (same, _s, _m) in signs(operator, first).items()} == {
        second.number: ("merged",),
        third.number: ("handle",),
    }
