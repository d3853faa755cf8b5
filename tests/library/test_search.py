"""Search finds in either script, with or without diacritics, also in documents; filters combine and count."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from smartsafe.library import queries
from smartsafe.library.models import LibraryItem
from smartsafe.library.reading_files import read_waiting
from smartsafe.library.tasks import publish_scheduled
from tests.factories.library import PDF_SAYS, a_file, an_item

pytestmark = pytest.mark.django_db


def titles(text: str = "", language: str = "sr", only: str = "", **chosen: list[str]) -> list[str]:
    chosen |= {"language": [only]} if only else {}
    return [card.title for card in queries.search(language=language, text=text, chosen=chosen).cards]


@pytest.mark.parametrize(
    "text", ["лозинке", "lozinke", "LOZINKU", "лозин", "Лозинке  које", "recenica", "Дуга рЕченицА"]
)
def test_words_are_found_however_they_are_written(text: str) -> None:
    an_item()
    assert titles(text) == ["Лозинке које издрже"]
    assert titles(text, "sr-latn") == ["Лозинке које издрже"]


@pytest.mark.parametrize("text", ["ћерка", "cerka", "đak", "djak", "ђак"])
def test_diacritics_may_be_left_out(text: str) -> None:
    an_item(summary="Ћерка и ђак")
    assert titles(text)


@pytest.mark.parametrize(
    "text", ['"', "* OR title", "NEAR(a b)", "a:b", "' OR 1=1 --", "()", "&|!", "\x00x", "😀", "x" * 5000]
)
def test_no_typing_breaks_the_search(text: str) -> None:
    an_item()
    assert titles(text) == []


def test_title_comes_before_text_and_the_newest_first() -> None:
    early, late = (timezone.now() - timedelta(days=days) for days in (9, 1))
    an_item("Родитељи и екран", "a", first_published_at=early)
    an_item("Игре", "b", summary="За родитеље", first_published_at=late)
    an_item("Мреже", "c", summary="За родитеље", first_published_at=early)
    assert titles("родитељи") == ["Родитељи и екран", "Игре", "Мреже"]


def test_filters_combine_and_count_what_the_others_leave() -> None:
    an_item("Један", "a", audiences=["parents"], topics=["e_crime"], format="brochure")
    an_item("Два", "b", audiences=["parents", "teachers"], topics=["grooming"], format="quiz")
    an_item("Три", "c", audiences=["teachers"], topics=["grooming"], format="quiz")
    found = queries.search(language="sr", chosen={"audience": ["parents"], "topic": ["grooming"]})
    assert [card.title for card in found.cards] == ["Два"]
    assert (found.counts["audience"]["parents"], found.counts["audience"]["teachers"]) == (1, 2)
    assert (found.counts["topic"]["e_crime"], found.counts["topic"]["grooming"]) == (1, 1)
    assert titles(audience=["parents", "teachers"]) == ["Три", "Два", "Један"]


def test_each_item_once_in_the_readers_language_where_there_is_one() -> None:
    serbian = an_item("Екран", "screen")
    an_item("Screen", "screen", language="en", translation_key=serbian.translation_key)
    an_item("Само овде", "only")
    assert titles() == ["Само овде", "Екран"]
    assert titles(language="en") == ["Само овде", "Screen"]
    assert titles(language="sr", only="en") == ["Screen"]
    assert queries.search(language="sr").counts["language"] == {"sr": 2, "en": 1}


def test_what_is_not_published_is_nowhere(client: Client) -> None:
    draft = an_item("Нацрт", "draft", live=False)
    assert titles("нацрт") == []
    assert titles() == []
    assert client.get("/sr/library/draft/").status_code == 404
    assert client.get("/sr/library/draft/pdf/").status_code == 404
    assert "draft" not in client.get("/sitemap.xml").content.decode()
    draft.save_revision().publish()
    assert titles("нацрт") == ["Нацрт"]
    LibraryItem.objects.get(pk=draft.pk).unpublish()
    assert titles("нацрт") == []


def test_what_is_scheduled_appears_at_its_time_and_goes_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    item = an_item("Сутра", "later", live=False, expire_at=now + timedelta(hours=5))
    item.go_live_at = now + timedelta(hours=1)
    item.save_revision().publish()
    seen = []
    for hours in (0, 2, 6):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: now + timedelta(hours=hours))
        publish_scheduled.call()
        seen.append(titles("сутра"))
    assert seen == [[], ["Сутра"], []]


def test_the_text_of_a_document_is_found_once_the_worker_has_read_it() -> None:
    file = a_file(an_item())
    a_file(an_item("Друго", "other"), b"%PDF-1.7 broken", "los.pdf")
    assert titles("шаховница") == []
    assert read_waiting() == 2
    assert titles("sahovnica") == ["Лозинке које издрже"]
    file.document.refresh_from_db()  # type: ignore[union-attr]
    assert PDF_SAYS.split()[0] in file.document.text  # type: ignore[union-attr]
    assert read_waiting() == 0


def test_a_deleted_item_is_forgotten() -> None:
    an_item().delete()
    assert titles() == []
    assert titles("лозинке") == []
