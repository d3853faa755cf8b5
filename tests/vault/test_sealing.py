"""Sealed values open in their place, with their key, unaltered and whole; otherwise not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartsafe.vault.keyrings import new_key_pair
from smartsafe.vault.sealing import CHUNK, PADDING, CannotOpen, RecordKey, place

WORDS = st.text(max_size=500)
BYTES = st.binary(max_size=500)


@given(WORDS)
def test_what_is_sealed_opens(text: str) -> None:
    key, where = RecordKey.new(), place("contact", 1, "subject")
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates are not text
        return
    assert key.open_text(key.seal_text(text, where), where) == text


@given(BYTES, st.data())
def test_an_altered_value_does_not_open(plain: bytes, data: st.DataObject) -> None:
    key, where = RecordKey.new(), place("contact", 1, "subject")
    sealed = bytearray(key.seal(plain, where))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        key.open(bytes(sealed), where)


@given(BYTES, st.data())
def test_a_value_cut_short_does_not_open(plain: bytes, data: st.DataObject) -> None:
    key, where = RecordKey.new(), place("contact", 1, "subject")
    sealed = key.seal(plain, where)
    with pytest.raises(CannotOpen):
        key.open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], where)


@given(BYTES, st.tuples(st.text("abc", min_size=1), st.integers(), st.text("abc", min_size=1)))
def test_a_value_moved_to_another_place_does_not_open(plain: bytes, other: tuple[str, int, str]) -> None:
    key, where = RecordKey.new(), place("contact", 1, "subject")
    with pytest.raises(CannotOpen):
        key.open(key.seal(plain, where), place(*other))


@given(BYTES)
def test_another_key_does_not_open(plain: bytes) -> None:
    where = place("contact", 1, "subject")
    with pytest.raises(CannotOpen):
        RecordKey.new().open(RecordKey.new().seal(plain, where), where)


@given(st.integers(0, PADDING - 2), st.integers(0, PADDING - 2))
def test_lengths_do_not_tell_yes_from_no(one: int, other: int) -> None:
    key, where = RecordKey.new(), place("contact", 1, "danger")
    assert len(key.seal(b"x" * one, where)) == len(key.seal(b"y" * other, where))


@given(st.lists(st.binary(max_size=3 * CHUNK // 2), max_size=4), st.integers(1, 2 * CHUNK))
@settings(max_examples=25, deadline=None)
def test_a_stream_opens_whatever_the_pieces(chunks: list[bytes], piece: int) -> None:
    key = RecordKey.new()
    sealed = b"".join(key.seal_stream(chunks))
    pieces = (sealed[start : start + piece] for start in range(0, len(sealed), piece))
    assert b"".join(key.open_stream(pieces)) == b"".join(chunks)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])
def test_a_stream_cut_anywhere_is_found(size: int) -> None:
    key = RecordKey.new()
    pieces = list(key.seal_stream([b"x" * size]))
    for end in range(len(pieces)):
        with pytest.raises(CannotOpen):
            list(key.open_stream(pieces[:end]))
    with pytest.raises(CannotOpen):
        list(key.open_stream([b"".join(pieces)[:-1]]))


def test_a_stream_with_pieces_changed_in_order_or_appended_does_not_open() -> None:
    key = RecordKey.new()
    header, first, second, last = key.seal_stream([b"a" * CHUNK, b"b" * CHUNK, b"c" * 10])
    for wrong in ([header, second, first, last], [header, first, last], [header, first, second, last, last]):
        with pytest.raises(CannotOpen):
            list(key.open_stream(wrong))


@given(st.binary(max_size=200))
def test_a_box_for_somebody_else_or_of_rubbish_does_not_open(rubbish: bytes) -> None:
    mine, _ = new_key_pair()
    _, theirs = new_key_pair()
    for sealed in (RecordKey.new().sealed_to(theirs), rubbish):
        with pytest.raises(CannotOpen):
            RecordKey.opened_by(mine, sealed)


def test_keys_say_nothing_about_themselves() -> None:
    key = RecordKey(b"k" * 32)
    assert "kkk" not in repr(key)
    assert "6b6b" not in repr(key)
