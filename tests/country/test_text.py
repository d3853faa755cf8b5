"""A text prints itself in the language that is active when it is shown."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from smartsafe.country.profile import Text, profile
from smartsafe.country.profile.languages import Languages, languages_of

from .folders import ARCADIA, RS, copied

LANGUAGES = Languages(profile().languages)


def text(**words: str) -> Text:
    return Text({code.replace("_", "-"): said for code, said in words.items()}, LANGUAGES)


@pytest.mark.parametrize(
    ("words", "language", "shown"),
    [
        ({"sr": "Љубав", "en": "Love"}, "sr", "Љубав"),
        ({"sr": "Љубав", "en": "Love"}, "sr-latn", "Ljubav"),
        ({"sr": "Љубав", "en": "Love"}, "en", "Love"),
        ({"sr": "Љубав"}, "en", "Ljubav"),  # an English reader reads Latin
        ({"sr": "Инђија", "sr_latn": "Inđija!"}, "sr-latn", "Inđija!"),  # an exception of its own
        ({"sr": "Љубав"}, "hu", "Љубав"),
        ({"sr": "Пиши на centar@primer.example"}, "sr-latn", "Piši na centar@primer.example"),
    ],
)
def test_in_each_language(words: dict[str, str], language: str, shown: str) -> None:
    with override(language):
        assert str(text(**words)) == shown
        assert f"{text(**words)}" == shown


def test_a_template_prints_and_escapes_it() -> None:
    page = Template("{{ label }} {% if label %}yes{% endif %} {{ label|length }}")
    with override("sr-latn"):
        assert page.render(Context({"label": str(text(sr="<б>"))})).startswith("&lt;b&gt; yes")
    with override("en"):
        assert Template("{{ label }}").render(Context({"label": text(sr="а", en="<script>")})) == "&lt;script&gt;"


def test_a_text_does_not_keep_the_language_in_which_it_was_first_shown() -> None:
    label = profile().threat("sextortion").label
    with override("en"):
        english = str(label)
    with override("sr"):
        assert str(label) != english


def test_without_an_active_language_the_first_is_shown() -> None:
    with override(None):
        assert str(text(sr="Љубав", en="Love")) == "Љубав"


def test_filling_in_each_language() -> None:
    filled = text(sr="Дом — {place}", en="Home — {place}").filled(place=text(sr="Чачак"))
    assert filled.in_language("sr") == "Дом — Чачак"
    assert filled.in_language("sr-latn") == "Dom — Čačak"
    assert filled.in_language("en") == "Home — Čačak"


def test_equal_texts_are_equal_and_a_profile_gives_the_same_object() -> None:
    assert text(sr="а") == text(sr="а")
    assert hash(text(sr="а")) == hash(text(sr="а"))
    assert text(sr="а") != text(sr="б")
    assert profile() is profile()
    assert "Љубав" in repr(text(sr="Љубав"))


def test_languages_are_readable_before_any_app(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert languages_of(RS) == [("sr", "Ћирилица"), ("sr-latn", "Latinica"), ("en", "English")]
    assert languages_of(ARCADIA) == [("en", "English")]
    assert languages_of(tmp_path) == [("en", "English")]
    broken = copied(ARCADIA, tmp_path)
    for content in ("", "x", "languages = 3", "languages = []", "[[languages]]\nname = 1"):
        (broken / "profile.toml").write_text(content)
        assert languages_of(broken) == [("en", "English")]
