"""Receipt codes and the blind index."""

import threading
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.identifiers import new_id
from smartsafe.vault import blind_index, receipts
from smartsafe.vault.models import IndexedValue
from smartsafe.vault.receipts import DIGITS, digits_of, in_groups, new_code, receipt_key
from smartsafe.vault.sealing import RecordKey


@given(st.text("0123456789", min_size=DIGITS, max_size=DIGITS), st.text(" -./\n", max_size=3))
def test_a_code_is_read_however_it_is_typed(code: str, between: str) -> None:
    assert digits_of(in_groups(code)) == code
    assert digits_of(between.join(code)) == code


def test_digits_of_other_scripts_count() -> None:
    assert digits_of("١٢٣４５") == "12345"


@given(st.text(max_size=100))
def test_whatever_is_typed_gives_digits_or_nothing(typed: str) -> None:
    assert digits_of(typed).isascii()
    assert digits_of(typed).isdecimal() or not digits_of(typed)


def test_codes_are_sixteen_digits_and_differ() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == DIGITS and code.isdecimal() for code in codes)


@pytest.mark.django_db
def test_a_code_opens_what_was_sealed_to_it_and_no_other(vault: str) -> None:
    code = new_code()
    key = receipt_key(code)
    sealed = RecordKey(b"r" * 32).sealed_to(key.public)
    again = receipt_key(code)
    assert again.lookup == key.lookup
    assert RecordKey.opened_by(again.private, sealed)
    assert receipt_key(new_code()).lookup != key.lookup
    assert key.lookup not in (key.private, key.public)
    assert str(key) == "ReceiptKey(…)"


@pytest.mark.django_db
def test_the_index_finds_exact_values_and_connections() -> None:
    key, one, other, third = b"k" * 32, new_id(), new_id(), new_id()
    blind_index.put(key, "contact", one, [("url", "https://a.example/x"), ("handle", "tester")])
    blind_index.put(key, "contact", one, [("handle", "tester")])
    blind_index.put(key, "case", other, [("handle", "tester")])
    blind_index.put(key, "contact", third, [("url", "tester")])
    assert set(blind_index.find(key, [("handle", "tester")])) == {("contact", one, "handle"), ("case", other, "handle")}
    assert blind_index.find(b"other key" + bytes(23), [("handle", "tester")]) == []
    [(_token, *shared)] = blind_index.shared("contact", [one], common="host")
    assert shared == ["handle", "case", other]
    blind_index.forget("case", other)
    assert blind_index.shared("contact", [one], common="host") == []


@pytest.mark.django_db
def test_a_stolen_index_does_not_tell_its_values() -> None:
    blind_index.put(b"k" * 32, "contact", new_id(), [("email", "tester@x.example")])
    assert b"tester" not in bytes(IndexedValue.objects.get().token)


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_different_values_have_different_tokens(one: tuple[str, str], other: tuple[str, str]) -> None:
    pairs = [pair for pair in (one, other) if "\n" not in pair[0]]
    try:
        tokens = {blind_index.token(b"k" * 32, *pair) for pair in pairs}
    except UnicodeEncodeError:
        return
    assert len(tokens) == len(set(pairs))


def test_a_flood_of_codes_waits_its_turn(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(receipts, "_AT_ONCE", threading.BoundedSemaphore(1))
    with receipts._AT_ONCE, pytest.raises(receipts.TooBusy):
        receipt_key(new_code())
    assert receipt_key(new_code())  # a place is given back


def test_a_failure_gives_its_place_back(vault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "LONGEST_WAIT", 0.01)
    with mock.patch.object(receipts, "hash_secret_raw", side_effect=MemoryError):
        for _time in range(4):
            with pytest.raises(MemoryError):
                receipt_key(new_code())
    assert receipt_key(new_code())
