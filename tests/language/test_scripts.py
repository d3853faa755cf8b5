"""Serbian in both scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.language.folding import fold
from smartsafe.language.scripts import in_script, to_latin

SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Паметно и безбедно", "Pametno i bezbedno"),
        ("ЉУБАВ", "LJUBAV"),
        ("Љубав", "Ljubav"),
        ("КОЊ", "KONJ"),
        ("Њ", "Nj"),
        ("Љ. Њ.", "Lj. Nj."),
        ("Џеп, ЏЕП, џеп", "Džep, DŽEP, džep"),
        ("ђак, Ћерка, шака, жаба, чика", "đak, Ćerka, šaka, žaba, čika"),
        ("%(name)s и {count}", "%(name)s i {count}"),
        ('<a href="/sr/report/">Пријави</a>', '<a href="/sr/report/">Prijavi</a>'),
        ("види https://пример.срб/њуз и www.пример.срб", "vidi https://пример.срб/њуз i www.пример.срб"),
        ("пиши на дете@пример.срб одмах", "piši na дете@пример.срб odmah"),
        ("NKC-2026-000123", "NKC-2026-000123"),
    ],
)
def test_to_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_latin_stays_as_it_is(text: str) -> None:
    assert to_latin(text) == text


@given(st.text(SERBIAN + " .,-0123456789"))
def test_nothing_cyrillic_is_left(text: str) -> None:
    assert not any(letter in SERBIAN for letter in to_latin(text))


@given(st.text())
def test_to_latin_is_done_once(text: str) -> None:
    assert to_latin(to_latin(text)) == to_latin(text)


@given(st.text(SERBIAN + "abcčćžšđ "))
def test_folding_does_not_see_the_script(text: str) -> None:
    assert fold(text) == fold(to_latin(text)) == fold(text.upper())


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_by_example() -> None:
    assert fold("Ћерка") == fold("ćerka") == fold("CERKA") == "cerka"
    assert fold("Ђорђе") == fold("Đorđe") == "djordje"


def test_script_of_the_reader() -> None:
    assert in_script("Чачак", "sr") == "Чачак"
    assert in_script("Чачак", "sr-latn") == in_script("Чачак", "en") == "Čačak"
