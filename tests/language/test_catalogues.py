"""Sentences are found, catalogues compiled, Serbian Latin derived, gaps told."""

import gettext
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from smartsafe.language import catalogues, extraction, merging
from smartsafe.language.extraction import Sentence


def test_sentences_in_templates() -> None:
    found = set(
        extraction.in_template(
            """{% load i18n %}{% translate "One" %} {% translate 'Open' context "a code" %} {% translate "100 %" %}
            <c-field label="{% translate 'In an attribute' %}" other="{{ _('In a variable') }}" />
            {% blocktranslate trimmed with n=x|length %}
              Two lines,
              one sentence {{ n }} 5%
            {% endblocktranslate %}
            {% blocktranslate count n=3 %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
            {# translate "Not this" #}"""
        )
    )
    assert found == {
        Sentence("One"),
        Sentence("Open", context="a code"),
        Sentence("100 %%"),
        Sentence("In an attribute"),
        Sentence("In a variable"),
        Sentence("Two lines, one sentence %(n)s 5%%"),
        Sentence("%(n)s day", "%(n)s days"),
    }


def test_sentences_in_python(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text(
        'a = _("One")\nb = ngettext_lazy("%(n)d day", "%(n)d days", "n")\nc = pgettext("month", "May")\n'
        'd = _("Two " "halves")\n# _("Not this")\n'
    )
    assert set(extraction.in_python(source)) == {
        Sentence("One"),
        Sentence("%(n)d day", "%(n)d days"),
        Sentence("May", context="month"),
        Sentence("Two halves"),
    }


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one app with one sentence."""
    package = tmp_path / "house"
    (package / "app").mkdir(parents=True)
    (package / "app" / "views.py").write_text('x = _("Love %(name)s at <b>{place}</b>")\n')
    for module in (catalogues, extraction, merging):
        monkeypatch.setattr(module, "PACKAGE", package)
    return package


def catalogue(house: Path) -> Path:
    return house / "app" / "locale" / "sr" / "LC_MESSAGES" / "django.po"


def translate(path: Path, words: str) -> None:
    entries = polib.pofile(str(path))
    entries[0].msgstr = words
    path.write_text(str(entries))


def test_a_new_sentence_waits_for_its_translator(house: Path) -> None:
    assert merging.update() == [catalogue(house)]
    assert merging.update() == [], "nothing changed, nothing written"
    assert ["not translated" in line for line in merging.complaints()] == [True]
    with pytest.raises(CommandError, match="not translated"):
        call_command("messages", "--check")


def test_latin_is_derived_and_placeholders_stay(house: Path) -> None:
    merging.update()
    translate(catalogue(house), "Љубав %(name)s у <b>{place}</b>, ЉУБАВ")
    assert not list(merging.complaints())
    assert len(catalogues.build()) == 2
    assert catalogues.build() == []
    latin = house / "app" / "locale" / "sr_Latn" / "LC_MESSAGES" / "django.mo"
    with latin.open("rb") as file:
        words = gettext.GNUTranslations(file).gettext("Love %(name)s at <b>{place}</b>")
    assert words == "Ljubav %(name)s u <b>{place}</b>, LJUBAV"


def test_a_sentence_that_is_gone_is_told_and_retired(house: Path) -> None:
    merging.update()
    translate(catalogue(house), "Љубав")
    (house / "app" / "views.py").write_text('x = _("Other")\n')
    assert any("nothing says this any more" in line for line in merging.complaints())
    merging.update()
    kept = polib.pofile(str(catalogue(house)))
    assert [entry.msgid for entry in kept.obsolete_entries()] == ["Love %(name)s at <b>{place}</b>"]
    assert [entry.msgid for entry in kept if not entry.obsolete] == ["Other"]


def test_two_translations_of_one_sentence_are_told(house: Path) -> None:
    (house / "other").mkdir()
    (house / "other" / "views.py").write_text((house / "app" / "views.py").read_text())
    merging.update()
    translate(catalogue(house), "Љубав")
    translate(house / "other" / "locale" / "sr" / "LC_MESSAGES" / "django.po", "Друго")
    assert any("add a context" in line for line in merging.complaints())


def test_only_the_apps_asked_for_are_touched(house: Path) -> None:
    assert merging.update(["elsewhere"]) == []
    assert merging.update(["app"]) == [catalogue(house)]
