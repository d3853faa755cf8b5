"""What was withdrawn says so, and leads on; editors see what leads nowhere."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from smartsafe.audit.actions import SYSTEM
from smartsafe.audit.models import Entry
from smartsafe.library import access
from smartsafe.library.actions.loading import load
from smartsafe.library.models import LibraryItem, NewsPage, Withdrawn
from smartsafe.people.actors import Actor
from tests.factories import people
from tests.factories.library import a_file, an_item, some_news
from tests.pages import complaints

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


@pytest.mark.parametrize("how", ["unpublish", "delete"])
@pytest.mark.parametrize("language", ["sr", "sr-latn"])
def test_a_withdrawn_page_says_so_and_what_is_near_it(how: str, language: str) -> None:
    item, news = an_item("Стара брошура", "old"), some_news("Стара вест", "old")
    file = a_file(item)
    an_item("Нова брошура", "new")
    for page in (item, news):
        getattr(page, how)()
    for path in ("library/old/", "library/old/pdf/", f"library/old/files/{file.pk}/"):
        answer = Client().get(f"/{language}/{path}")
        words = answer.content.decode()
        assert answer.status_code == 410, path
        assert {"sr": "Стара брошура", "sr-latn": "Stara brošura"}[language] in words
        assert {"sr": "Ово је повучено", "sr-latn": "Ovo je povučeno"}[language] in words
        assert f"/{language}/library/new/" in words
        assert complaints(words, language, tokens=False) == []
    assert Client().get(f"/{language}/news/old/").status_code == 410
    assert Client().get(f"/{language}/library/never/").status_code == 404


def test_an_editor_says_what_replaces_it_and_it_comes_back_when_it_is_published_again(
    vault: str, client_of: ClientOf
) -> None:
    old, new = an_item("Стара брошура", "old"), an_item("Нова брошура", "new")
    old.save_revision()
    old.unpublish()
    client = client_of(people.a_person("editor"))
    line = Withdrawn.objects.get()
    assert "Стара брошура" in client.get("/cms/withdrawn/").content.decode()
    assert client.post("/cms/withdrawn/", {"line": line.pk, "instead": new.pk}).status_code == 302
    assert Entry.objects.filter(action="library.replaced").count() == 1
    words = Client().get("/sr-latn/library/old/").content.decode()
    assert "Nova brošura" in words
    assert "/sr-latn/library/new/" in words
    for wrong in (
        {"line": line.pk, "instead": old.pk},
        {"line": 999, "instead": new.pk},
        {"line": "x", "instead": "²"},
    ):
        assert client.post("/cms/withdrawn/", wrong).status_code == 404
    assert client_of(people.a_person("operator")).get("/cms/withdrawn/").status_code == 403
    LibraryItem.objects.get(pk=new.pk).unpublish()
    assert "/library/new/" not in Client().get("/sr/library/old/").content.decode()
    LibraryItem.objects.get(pk=old.pk).get_latest_revision().publish()
    assert Client().get("/sr/library/old/").status_code == 200


def test_what_moved_leads_to_its_new_address(django_capture_on_commit_callbacks: Any) -> None:
    news = some_news("Вест", "old")
    news.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
    assert NewsPage.objects.get().slug == "new"
    assert Client().get("/sr-latn/news/old/")["Location"] == "/sr-latn/news/new/"


def test_editors_see_which_links_lead_nowhere(vault: str, client_of: ClientOf) -> None:
    gone, there = an_item("Отишла", "gone"), an_item("Ту је", "there")
    text = (
        f'<p><a linktype="page" id="{gone.pk}">прва</a> <a linktype="page" id="{there.pk}">друга</a> '
        '<a href="/sr/library/gone/">трећа</a> <a href="/sr/library/there/">четврта</a> '
        '<a href="/sr/news/none/">пета</a> <a href="https://example.org/sr/library/gone/">шеста</a></p>'
    )
    some_news("Вест са везама", "links", body=[("text", text)])
    a_file(there).document.delete()  # type: ignore[union-attr]
    gone.unpublish()
    shown = client_of(people.a_person("editor")).get("/cms/withdrawn/").content.decode()
    assert [word for word in ("прва", "друга", "трећа", "четврта", "пета", "шеста") if f"<td>{word}</td>" in shown] == [
        "прва", "трећа", "пета",
    ]  # fmt: skip
    assert "За штампу" in shown


def test_what_the_profile_brings_can_be_read_by_everybody() -> None:
    load(SYSTEM)
    assert {page.slug: access.problems(page) for page in LibraryItem.objects.all() if access.problems(page)} == {}
