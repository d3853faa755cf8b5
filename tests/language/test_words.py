"""Words of a search: either script, with or without diacritics, in either language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartsafe.language.scripts import to_latin
from smartsafe.language.words import MOST_ASKED, asked, stands_in, stemmed, stems, telling


@pytest.mark.parametrize(
    ("one", "other"),
    [("ћерка", "cerke"), ("слике", "slikama"), ("претња", "pretnje"), ("threats", "threat"), ("Pictures", "picture")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    first, second = ({stem for kept in stemmed(word).values() for stem in kept} for word in (one, other))
    assert first & second


def test_what_says_nothing_is_not_kept() -> None:
    assert telling("И онда је рекао: „не шаљи то“, и то је то. I") == {"rekao", "salji"}


@given(st.text(alphabet="абвгдђежзијклмнљњопрстћуфхцчџш АЉЊЏ.,", max_size=60))
def test_both_scripts_are_one(text: str) -> None:
    assert stemmed(text) == stemmed(to_latin(text))


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    for word, kept in stemmed(text).items():
        assert kept
        assert kept == stems(word)
    question = asked(text, unfinished=True)
    assert len(question.words) <= MOST_ASKED
    assert len(question.beginnings) <= MOST_ASKED


def test_what_may_be_typed() -> None:
    question = asked('Слике "не шаљи никоме" уцен* у')
    assert question.words == ("salji", "nikome", "slike")
    assert question.beginnings == ("ucen",)
    assert question.phrases == (("ne", "salji", "nikome"),)
    assert asked("sli", unfinished=True).beginnings == ("sli",)
    assert asked("sl*").words == ("sl",)
    assert not asked("и да ли је то")


def test_a_phrase_stands_word_for_word() -> None:
    phrase = ("ne", "salji", "nikome")
    assert stands_in(phrase, "Рекао је: НЕ, шаљи никоме!")
    assert not stands_in(phrase, "ne salji to nikome")
