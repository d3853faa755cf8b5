"""News, advice and pages of campaigns: written by editors, read in every language and script, drafts by nobody."""

from collections.abc import Callable
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client

from smartsafe.library import links
from smartsafe.library.models import AdvicePage, CampaignPage, LibraryItem, NewsPage
from smartsafe.people.actors import Actor
from tests.factories import people
from tests.factories.library import an_editorial_page, an_item, some_news
from tests.factories.outreach import a_campaign
from tests.pages import complaints

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Actor], Client]


def page(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    assert not answer.cookies
    return answer.content.decode()


def test_news_are_listed_read_and_fed_in_each_script() -> None:
    serbian = some_news("Нова радионица", "new-workshop")
    some_news("A new workshop", "new-workshop", language="en", translation_key=serbian.translation_key)
    some_news("Нацрт", "draft", live=False)
    for language, title in (("sr", "Нова радионица"), ("sr-latn", "Nova radionica"), ("en", "A new workshop")):
        listed, one = page(f"/{language}/news/"), page(f"/{language}/news/new-workshop/")
        feed = ElementTree.fromstring(page(f"/{language}/news/feed/"))
        assert title in listed
        assert title in one
        assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in feed.iter(
            "{http://www.w3.org/2005/Atom}entry")] == [title]  # fmt: skip
        assert complaints(listed, language, tokens=False) == []
        assert complaints(one, language, tokens=False) == []
        assert f"/{language}/news/new-workshop/" in page("/sitemap.xml")
    assert "draft" not in page("/sitemap.xml") + page("/sr/news/")
    page("/sr/news/draft/", 404)


def test_what_is_written_in_one_language_alone_is_read_in_the_other_and_says_so() -> None:
    some_news("Само српски", "only")
    assert "Samo srpski" in page("/en/news/only/")
    assert 'lang="sr-Latn-RS"' in page("/en/news/only/")
    assert "Samo srpski" not in page("/en/news/")


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=²", "page=99999999", "page=2"])
def test_no_page_number_breaks_the_list(query: str) -> None:
    for number in range(13):
        some_news(f"Вест {number}", f"news-{number}")
    assert "<h1" in page(f"/sr/news/?{query}")


def test_advice_of_editors_stands_below_the_standing_one_or_in_its_place() -> None:
    standing = "Шта сада да радиш"
    before = page("/sr/advice/sextortion/")
    said = an_editorial_page(AdvicePage, "Нова уцена кроз игре", threat="sextortion", summary="Дишите полако.")
    with_words = page("/sr/advice/sextortion/")
    assert standing in before
    assert standing in with_words
    assert "Нова уцена кроз игре" in with_words
    assert "Дишите полако." in with_words
    assert "Nova ucena kroz igre" in page("/sr-latn/advice/sextortion/")
    assert "ucena" not in page("/en/advice/sextortion/")
    said.instead = True
    said.save()
    instead = page("/sr/advice/sextortion/")
    assert standing not in instead
    assert "<h1>Нова уцена кроз игре</h1>" in instead
    assert complaints(instead, "sr", tokens=False) == []
    said.unpublish()
    assert "Нова уцена" not in page("/sr/advice/sextortion/")


def test_a_campaign_has_the_words_of_editors_once_they_are_published(vault: str) -> None:
    campaign = a_campaign(people.a_person("educator"))
    address = f"/{{}}/activities/campaigns/{campaign.id}/"
    draft = an_editorial_page(CampaignPage, "Зашто ово радимо", campaign=str(campaign.id), live=False)
    an_editorial_page(CampaignPage, "Друга кампања", campaign=str(uuid4()))
    assert "Зашто" not in page(address.format("sr"))
    draft.save_revision().publish()
    assert "Зашто ово радимо" in page(address.format("sr"))
    assert "Zašto ovo radimo" in page(address.format("sr-latn"))
    assert "Зашто" not in page(address.format("en"))
    assert "Друга кампања" not in page(address.format("sr"))


@pytest.mark.parametrize("language", ["sr", "sr-latn"])
def test_an_editor_sees_a_draft_in_both_scripts_and_nobody_else_does(
    language: str, vault: str, client_of: ClientOf
) -> None:
    client = client_of(people.a_person("editor"))
    words = {"sr": "Дишите полако", "sr-latn": "Dišite polako"}[language]
    for kind, facts in ((NewsPage, {}), (AdvicePage, {"threat": "sextortion"}), (CampaignPage, {"campaign": "x"})):
        draft = an_editorial_page(kind, "Нацрт", live=False, summary="Дишите полако", **facts)
        draft.save_revision()
        answer = client.get(f"/cms/pages/{draft.pk}/view_draft/?mode={language}")
        assert words in answer.content.decode(), kind
        assert "wagtail-userbar" in answer.content.decode()
        assert "link-text-says-nothing" in answer.content.decode()
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert client_of(people.a_person("operator")).get(f"/cms/pages/{draft.pk}/view_draft/").status_code == 403


def test_the_frame_beside_the_form_shows_what_is_typed(vault: str, client_of: ClientOf) -> None:
    client = client_of(people.a_person("editor"))
    news = some_news()
    news.save_revision()
    typed = {"title": "Тек откуцано", "slug": "new-workshop", "summary": "К", "body-count": "0"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    address = f"/cms/pages/{news.pk}/edit/preview/"
    assert client.post(address, typed | comments).json()["is_valid"]
    shown = client.get(address, {"mode": "sr-latn", "in_preview_panel": "true"})
    assert "Tek otkucano" in shown.content.decode()
    assert "wagtail-userbar" in shown.content.decode()
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "Тек откуцано" not in page("/sr/news/new-workshop/")


def test_one_page_for_each_threat_and_language(vault: str) -> None:
    an_editorial_page(AdvicePage, "Прва", threat="sextortion")
    with pytest.raises(Exception, match="Прва"):
        an_editorial_page(AdvicePage, "Друга", threat="sextortion")


def test_words_of_addresses_are_refused_in_a_sentence(vault: str) -> None:
    for slug in ("print", "feed", "pictures"):
        with pytest.raises(Exception, match=f"„{slug}”"):
            an_item("Т", slug)
    with pytest.raises(Exception, match="„feed”"):
        some_news("Т", "feed")
    assert some_news("Ћерка и ђак", "").slug == "cerka-i-djak"


def test_links_lead_to_the_readers_script_and_never_to_drafts() -> None:
    live, draft = an_item("Жив", "live"), an_item("Нацрт", "draft", live=False)
    advice = an_editorial_page(AdvicePage, "Савет", threat="sextortion")
    text = "".join(
        f'<p><a linktype="page" id="{number}">{said}</a></p>'
        for number, said in ((live.pk, "жив"), (draft.pk, "нацрт"), (advice.pk, "савет"), (999999, "нигде"))
    ) + '<p><a href="/sr/library/live/">адреса</a> <a href="https://example.org/sr/">споља</a> ' \
        '<a linktype="document" id="1">папир</a></p>'  # fmt: skip
    some_news("Вест", "news", body=[("text", text)])
    for language in ("sr", "sr-latn"):
        shown = page(f"/{language}/news/news/")
        assert shown.count(f'href="/{language}/library/live/"') == 2
        assert f'href="/{language}/advice/sextortion/"' in shown
        assert 'href="https://example.org/sr/"' in shown
        assert "/library/draft/" not in shown
        assert {"sr": "нацрт", "sr-latn": "nacrt"}[language] in shown
        assert "linktype" not in shown
    LibraryItem.objects.get(pk=live.pk).unpublish()
    assert links.addresses([text], "sr").keys() == {advice.pk}
