"""Answers are suggested by threat, audience, language and words, and filled in as the reader reads."""

import pytest

from smartsafe.answers import queries
from smartsafe.country.profile import profile
from smartsafe.language.overlap import overlap, stems
from smartsafe.people.actors import Actor
from tests.factories.answers import an_answer

pytestmark = pytest.mark.django_db


def _titles(viewer: Actor, **asked: object) -> list[str]:
    told = {"threats": [], "audience": "any", "language": "sr", "words": "", **asked}
    return [one.title for one in queries.suggest(viewer, **told)]  # type: ignore[arg-type]


@pytest.fixture
def library(operator: Actor, supervisor: Actor) -> Actor:
    def make(**changes: object) -> None:
        an_answer(operator, supervisor, **changes)

    make(title="Уцена, детету")
    make(title="Уцена, родитељу", audience="parent")
    make(title="Преузет налог", audience="any", threats=["e_crime"], text="Промени лозинку и врати налог.")
    make(title="Хвала на поруци", audience="any", threats=[], text="Хвала.")
    make(title="Blackmail", language="en", text="Send nothing. {phone}")
    return operator


def test_the_threat_and_the_audience_come_first(library: Actor) -> None:
    assert _titles(library, threats=["sextortion"], audience="child") == ["Уцена, детету"]
    assert _titles(library, threats=["sextortion"], audience="parent")[0] == "Уцена, родитељу"
    assert "Преузет налог" in _titles(library, threats=["privacy", "e_crime"], audience="child")


def test_words_suggest_too_in_either_script_and_any_ending(library: Actor) -> None:
    assert _titles(library, words="Neko mi je preuzeo nalog i promenio lozinku")[0] == "Преузет налог"
    assert _titles(library, words="Неко ми је преузео налог и променио лозинку")[0] == "Преузет налог"
    assert _titles(library, words="\0🙂 ‮ " + "x" * 1_000_000) == []


def test_only_answers_in_the_readers_language(library: Actor) -> None:
    assert _titles(library, threats=["sextortion"], audience="child", language="en") == ["Blackmail"]
    assert _titles(library, threats=["sextortion"], audience="child", language="hu")[0] == "Уцена, детету"


def test_serbian_in_the_script_of_whoever_reads(library: Actor) -> None:
    def text(language: str) -> str:
        asked = queries.suggest(library, threats=["sextortion"], audience="child", language=language, words="")
        return asked[0].text

    assert text("sr").startswith("Добро је што пишеш.")
    assert text("sr-latn").startswith("Dobro je što pišeš.")
    assert profile().centre.phone in text("sr-latn")
    assert library.name in text("sr")


def test_everything_can_be_filled_in(operator: Actor, supervisor: Actor) -> None:
    words = "{phone} | {hours} | {email} | {emergency} | {code_address} | {form_address} | {threat} | {centre}"
    answer = an_answer(operator, supervisor, language="en", text=words)
    told = queries.filled(operator, answer.id, language="en", threat="sextortion").split(" | ")
    assert told[1] == "Monday–Friday 07:30–15:30"
    assert told[4].endswith("/en/return/")
    assert told[6] == profile().threat("sextortion").label.in_language("en")
    assert "…" in queries.filled(operator, answer.id, language="en")
    latin = an_answer(operator, supervisor, text="{hours}")
    assert queries.filled(operator, latin.id, language="sr-latn") == "ponedeljak–petak 07:30–15:30"
    assert queries.filled(operator, latin.id, language="sr") == "понедељак–петак 07:30–15:30"


def test_values_are_not_filled_in_again(operator: Actor, supervisor: Actor) -> None:
    from dataclasses import replace

    sly = replace(operator, name="{phone}")
    answer = an_answer(operator, supervisor, text="{name_of_operator}")
    assert queries.filled(sly, answer.id, language="sr") == "{phone}"


def test_overlap_is_between_nothing_and_all() -> None:
    assert overlap(stems(""), stems("нешто")) == 0
    assert overlap(stems("Лажни профил"), stems("lažnog profila")) == 1
    assert stems("који су како the that would") == frozenset()
    assert 0 < overlap(stems("лажни профил школа"), stems("пријавите профил")) < 1
