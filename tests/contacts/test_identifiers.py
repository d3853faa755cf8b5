"""Exact values: what people type differently and mean alike is found together, and nothing they type breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.contacts import identifiers as ids


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("http://Example.COM/Path", "https://example.com/Path"),
        ("https://www.example.com:443/", "https://example.com"),
        ("example.com/a?utm_source=x&b=1&fbclid=zz", "https://example.com/a?b=1"),
        ("https://example.com/%7Euser/#top", "https://example.com/~user"),
        ("https://example.com:8080/a", "https://example.com:8080/a"),
        ("HTTPS://пример.срб/слика", "https://xn--e1afmkfd.xn--90a3ac/%D1%81%D0%BB%D0%B8%D0%BA%D0%B0"),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("https://exa mple.com", ""),
        ("https://example.com:99999/", ""),
        ("https://[::1", ""),
        ("x" * 5000, ""),
    ],
)
def test_an_address_has_one_form(typed: str, normal: str) -> None:
    assert ids.url(typed) == normal


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("064 123-4567", "+381641234567"),
        ("+381 64 123 4567", "+381641234567"),
        ("00381641234567", "+381641234567"),
        ("+381 (0)64 1234567", "+381641234567"),
        ("64/123-4567", "+381641234567"),
        ("+1 202 555 0100", "+12025550100"),
        ("19833", "19833"),
        ("١٩٨٣٣", "19833"),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_number_has_one_form(typed: str, normal: str) -> None:
    assert ids.phone(typed) == normal


def test_handles_and_addresses() -> None:
    assert ids.handle(" @Nepoznati_99 ") == ids.handle("nepoznati_99") == "nepoznati_99"
    assert ids.handle("＠Ｎick") == "nick"
    assert ids.email(" Mila@Example.COM ") == "mila@example.com"
    assert ids.email("no at all") == ids.email("a@b") == ids.email("a@@b.com") == ""


def test_values_are_found_in_words() -> None:
    text = (
        "Пише ми @nepoznati.99 са https://chat.example/u/nepoznati?utm_source=a, онда primer.rs/slika. "
        "Мејл Neko@Example.com, тел. 064/123-45-67!"
    )
    assert ids.extract(text) == {
        ("handle", "nepoznati.99"),
        ("url", "https://chat.example/u/nepoznati"),
        ("host", "chat.example"),
        ("url", "https://primer.rs/slika"),
        ("host", "primer.rs"),
        ("email", "neko@example.com"),
        ("phone", "+381641234567"),
    }


def test_a_big_platform_connects_nobody_by_its_host() -> None:
    assert ids.extract("https://instagram.com/nepoznati") == {("url", "https://instagram.com/nepoznati")}
    assert ids.extract("https://www.instagram.com/") == set()


def test_dates_and_ages_are_no_numbers_to_call() -> None:
    assert ids.extract("Има 13 година, од 23. 11. 2026.") == set()


def test_fields_are_read_by_their_kind() -> None:
    found = ids.of_fields(
        links=["chat.example/u/1", "ne znam adresu"],
        handles=["Nick", "https://chat.example/u/2"],
        phones=["0641234567"],
        emails=[""],
    )  # fmt: skip
    assert found == {
        ("url", "https://chat.example/u/1"),
        ("url", "https://chat.example/u/2"),
        ("host", "chat.example"),
        ("handle", "nick"),
        ("phone", "+381641234567"),
    }


def test_a_search_finds_what_was_indexed() -> None:
    assert ("url", "https://chat.example/u/1") in ids.of_search("http://www.chat.example/u/1/")
    assert ("host", "chat.example") in ids.of_search("chat.example")
    assert ("handle", "nick") in ids.of_search("@Nick")
    assert ("phone", "+381641234567") in ids.of_search("064 123 4567")
    assert ("email", "a@example.com") in ids.of_search("A@example.com")
    assert ids.of_search("") == ids.of_search("x" * 3000) == set()


@given(st.text(max_size=300))
def test_no_words_break_it_and_every_form_is_final(text: str) -> None:
    for kind, value in ids.extract(text) | ids.of_search(text) | ids.of_fields(links=[text], handles=[text]):
        assert value
        again = {"url": ids.url, "host": ids.host, "handle": ids.handle, "email": ids.email, "phone": ids.phone}[kind]
        assert again(value) == value


LABEL = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True).filter(lambda label: label != "www")


@given(LABEL, st.from_regex(r"(/[A-Za-z0-9._~-]{1,8}){1,3}", fullmatch=True).filter(lambda path: "." not in path))
def test_the_ways_to_type_an_address_meet(label: str, path: str) -> None:
    host = f"{label}.example"
    forms = [f"http://{host}{path}", f"HTTPS://WWW.{host.upper()}:443{path}/", f"{host}{path}#x"]
    assert {ids.url(form) for form in forms} == {f"https://{host}{path}"}


@given(st.integers(min_value=10_000_00, max_value=99_999_999))
def test_the_ways_to_type_a_number_meet(rest: int) -> None:
    digits = f"6{rest}"
    forms = [f"0{digits}", f"+381{digits}", f"00381 {digits}", f"+381 (0) {digits}", f"0{digits[:2]}/{digits[2:]}"]
    assert {ids.phone(form) for form in forms} == {f"+381{digits}"}
