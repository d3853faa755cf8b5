"""The search: exact values by POST, plain facts by GET, nothing of anybody in an address."""

import hashlib
from collections.abc import Callable

import pytest
from django.test import Client

from smartsafe.audit.models import Entry
from smartsafe.cases import actions, indexing
from smartsafe.cases.models import Case
from smartsafe.contacts import identifiers
from smartsafe.contacts import queries as contacts
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case, a_contact
from tests.factories.evidence import a_picture

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.fixture
def desk(analyst: Actor, client_of: ClientOf) -> Client:
    return client_of(analyst)


def found(desk: Client, typed: str) -> str:
    answer = desk.post("/desk/search/", {"q": typed})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    ["@nepoznati_99", "NEPOZNATI_99", "https://chat.example/u/nepoznati", "http://www.chat.example/u/nepoznati/"],
)
def test_an_exact_value_finds_contacts_and_cases(desk: Client, analyst: Actor, typed: str) -> None:
    contact = a_contact()
    case = a_case(analyst)
    page = found(desk, typed)
    assert contact.number in page
    assert case.number in page


def test_the_identifier_of_a_suspect_finds_the_case(desk: Client, analyst: Actor) -> None:
    case = a_case(analyst, links=[], handles=[], summary="")
    actions.add_involved(analyst, case_id=case.pk, role="suspect", identifiers=["064 555 66 77", "zlo@primer.rs"])
    for typed in ("+381645556677", "ZLO@primer.rs", "0645556677"):
        assert case.number in found(desk, typed)


def test_the_fingerprint_of_a_file_finds_what_it_came_with(desk: Client, analyst: Actor) -> None:
    contact = a_contact(files=1)
    page = found(desk, hashlib.sha256(a_picture()).hexdigest().upper())
    assert contact.number in page


def test_numbers_of_every_family(desk: Client, analyst: Actor) -> None:
    contact = a_contact()
    case = a_case(analyst, contact_ids=[contact.pk])
    for typed in (case.number, case.number.lower(), "-".join(case.number.split("-")[-2:]), case.number.split("-")[-1]):
        assert case.number in found(desk, typed)
    assert contact.number in found(desk, contact.number)


def test_plain_facts_combine_in_an_address(desk: Client, analyst: Actor) -> None:
    wanted = a_case(analyst, threats=["grooming"], municipality="novi_sad")
    other = a_case(analyst, threats=["grooming"], municipality="cacak")
    page = desk.get("/desk/search/?threat=grooming&municipality=novi_sad&status=case.open").content.decode()
    assert wanted.number in page
    assert other.number not in page
    both = desk.get("/desk/search/?threat=grooming").content.decode()
    assert both.count("case-row-title") == 4  # two contacts, two cases
    channel = desk.get("/desk/search/?channel=form").content.decode()
    assert wanted.number not in channel


@pytest.mark.parametrize(
    "address",
    [
        "status=nonsense",
        "threat=%00",
        "since=yesterday",
        "since=2026-02-30",
        "since=0001-01-01",
        "until=9999-12-31",
        "since=2026-02-02&until=2026-01-01",
        "municipality=" + "x" * 3000,
    ],
)
def test_filters_written_by_hand_are_refused_kindly(desk: Client, address: str) -> None:
    assert desk.get(f"/desk/search/?{address}").status_code == 422


@pytest.mark.parametrize("address", ["", "status=", "q=%40somebody", "since=2020-01-01", "until=2099-12-31"])
def test_addresses_that_ask_nothing_or_little(desk: Client, address: str) -> None:
    assert desk.get(f"/desk/search/?{address}").status_code == 200


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "x" * 3000])
def test_what_cannot_be_searched_is_refused_kindly(desk: Client, typed: str) -> None:
    assert desk.post("/desk/search/", {"q": typed}).status_code == 422


@pytest.mark.parametrize(
    "typed", ["nothing.like.this", "😀", "\u202eabc", "%", "' OR 1=1 --", "[::1", "http://[", "١٢٣"]
)
def test_strange_words_find_nothing(desk: Client, analyst: Actor, typed: str) -> None:
    a_contact()
    page = found(desk, typed)
    assert "case-row-title" not in page


def test_who_may_not_search(administrator: Actor, officer: Actor, client_of: ClientOf) -> None:
    for stranger in (administrator, officer):
        assert client_of(stranger).get("/desk/search/").status_code == 403
        assert client_of(stranger).post("/desk/search/", {"q": "@x"}).status_code == 403
    assert Client().get("/desk/search/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "common"),
    [
        ("instagram.com", True),
        ("https://www.instagram.com/", True),
        ("Instagram.com", True),
        ("instagram.com/somebody", False),
        ("chat.example", False),
        ("nobody", False),
        ("", False),
    ],
)
def test_a_large_service_alone_is_told_to_be_too_common(typed: str, common: bool) -> None:
    assert identifiers.is_common_host(typed) is common


def test_the_page_says_why_a_large_service_finds_nothing(operator: Actor, client_of: Callable[[Actor], Client]) -> None:
    page = client_of(operator).post("/desk/search/", {"q": "instagram.com"}).content.decode()
    assert "Одатле стиже половина пријава" in page


@pytest.mark.parametrize("spelling", ["{number}", "{running}", "{year}-{running}", "o {year} {running}"])
def test_a_contact_is_found_by_its_number_in_whatever_spelling(operator: Actor, spelling: str) -> None:
    contact = a_contact()
    year, running = contact.number.split("-")[-2:]
    typed = spelling.format(number=contact.number.lower(), year=year, running=int(running))
    assert [row.id for row in contacts.search(operator, contacts.Search(exact=typed))] == [contact.id]


def test_what_a_search_shows_is_an_entry(desk: Client, analyst: Actor) -> None:
    a_contact()
    a_case(analyst)
    looks = Entry.objects.filter(action="inbox.looked", object_id="search")
    found(desk, "@nobody_at_all")
    desk.get("/desk/search/")
    assert not looks.exists()
    found(desk, "@nepoznati_99")
    desk.get("/desk/search/", {"urgency": "normal"})
    entry = looks.order_by("sequence").first()
    assert entry is not None
    assert (entry.actor_id, entry.details["count"] >= 2) == (analyst.id, True)
    assert "nepoznati" not in str(entry.details)


def test_words_find_contacts_and_cases_in_either_script(desk: Client, analyst: Actor) -> None:
    contact = a_contact(text="Тражи ми шифру за налог моје млађе сестре.", links=[], handles=[])
    case = a_case(analyst, title="Крађа налога", summary="Шифра је тражена преко порука.", links=[], handles=[])
    actions.add_note(analyst, case_id=case.pk, text="Разговор са разредном обављен.")
    actions.add_involved(analyst, case_id=case.pk, role="other", name="Персида Пример", text="комшиница")
    page = found(desk, "sifra nalog*")
    assert contact.number in page
    assert case.number in page
    for typed in ("razrednom", "персида", '"razgovor sa razrednom"'):
        assert case.number in found(desk, typed), typed
    assert "bicikl" in found(desk, "bicikl")
    assert case.number not in found(desk, "bicikl")


def test_words_go_with_a_case_that_is_merged(desk: Client, analyst: Actor) -> None:
    case, into = (a_case(analyst, title=title, links=[], handles=[]) for title in ("Папагај", "Кућа"))
    actions.merge(analyst, case_id=case.pk, into_id=into.pk)
    page = found(desk, "papagaj kuca")
    assert into.number in page


def test_a_case_that_waits_is_indexed_at_the_next_search(desk: Client, analyst: Actor) -> None:
    case = a_case(analyst, title="Папагај", links=[], handles=[])
    indexing.forget(case.pk)
    assert case.number not in found(desk, "papagaj")
    Case.objects.filter(pk=case.pk).update(indexed_at=None)
    assert case.number in found(desk, "papagaj")
    assert Case.objects.get(pk=case.pk).indexed_at


def test_the_palette_answers_while_somebody_types(desk: Client, analyst: Actor) -> None:
    contact = a_contact(text="Тражи ми шифру за налог.", links=[], handles=[])
    before = Entry.objects.filter(action="inbox.looked").count()
    page = desk.post("/desk/search/palette/", {"q": "tražiti šif"}).content.decode()
    assert f"/desk/contacts/{contact.pk}/" in page
    assert Entry.objects.filter(action="inbox.looked").count() == before + 1
    assert "<html" not in page
    for typed in ("", "\0", "x" * 3000, "xyzxyz"):
        answer = desk.post("/desk/search/palette/", {"q": typed})
        assert answer.status_code == 200
        assert contact.number not in answer.content.decode()
