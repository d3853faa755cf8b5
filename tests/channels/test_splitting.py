"""A long reply goes out in parts: in order, none too long, nothing lost but the space at a cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from smartsafe.channels.splitting import in_bytes, parts, size

FAMILY = "👩\u200d👩\u200d👧\u200d👦"


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="аљ ж.\n!😀\u0301\u200d", max_size=300), most=st.integers(12, 60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, most: int) -> None:
    made = parts(text, most)
    assert all(0 < size(part) <= most for part in made)
    assert "".join("".join(made).split()) == "".join(text.split())


def test_it_is_cut_where_a_reader_would_breathe() -> None:
    assert parts("Прва реченица. Друга реченица.", 20) == ["Прва реченица.", "Друга реченица."]
    assert parts("један пасус\n\nдруги пасус је дужи", 24) == ["један пасус", "други пасус је дужи"]
    assert parts("кратко", 20) == ["кратко"]
    assert parts("  \n ", 20) == []
    assert parts("реч " * 10, 19) == ["реч реч реч реч реч", "реч реч реч реч реч"]


def test_neither_an_accent_nor_a_family_is_torn_apart() -> None:
    assert parts("е\u0301" * 20, 11) == ["е\u0301" * 5] * 4
    assert parts(FAMILY * 4, 15) == [FAMILY] * 4


def test_a_provider_that_counts_bytes_gets_half_as_many_letters() -> None:
    assert parts("реч " * 6, 14, in_bytes) == ["реч реч", "реч реч", "реч реч"]
