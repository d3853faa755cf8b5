"""A family finds in Latin script what was written in Cyrillic; an editor publishes in two languages."""

import re

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser import Browsers, axe_complaints, sign_in

pytestmark = pytest.mark.browser


def test_a_family_finds_in_latin_script_a_brochure_written_in_cyrillic(browsers: Browsers, demo_centre: str) -> None:
    with browsers.window(demo_centre, width="phone", javascript=False) as page:
        page.goto("/sr-latn/")
        page.get_by_role("link", name="Nauči i spreči").click()
        page.get_by_label("Šta tražiš?").fill("ucenjivanje, preti slikom")
        page.get_by_role("button", name="Traži").click()
        expect(page.get_by_text("Ništa nije nađeno")).to_be_visible()
        page.get_by_label("Šta tražiš?").fill("preti slika")
        page.get_by_role("button", name="Traži").click()
        page.get_by_label("Deca").check()
        page.get_by_role("button", name="Prikaži", exact=True).click()
        page.get_by_role("link", name="Neko preti da će objaviti moju sliku").click()
        expect(page.get_by_role("heading", name="Odmah sada")).to_be_visible()
        assert not re.search("[\u0400-\u04ff]", page.inner_text("article"))
        made = page.request.get(page.get_by_role("link", name="Štampaj ili sačuvaj PDF").get_attribute("href") or "")
        text = pypdfium2.PdfDocument(made.body())[0].get_textpage().get_text_bounded()
        assert "Neko preti da će objaviti moju sliku" in " ".join(text.split())
        assert page.context.cookies() == []


def test_an_editor_publishes_in_two_languages(browsers: Browsers, demo_centre: str) -> None:
    with browsers.window(demo_centre) as page:
        page.goto("/cms/")
        expect(page).to_have_url(re.compile("/desk/sign-in/"))
        sign_in(page, "editor@demo.example")
        page.goto("/cms/pages/")
        page.get_by_role("link", name="Library (sr)", exact=True).click()
        page.goto(f"/cms/pages/add/library/libraryitem/{_number(page)}/")
        _fill_and_publish(page, "Дељење локације", "Кад и с ким делити где сам.", "sharing-a-location")
        page.get_by_role("link", name="Дељење локације", exact=True).click()
        page.goto(f"/cms/translation/submit/page/{_number(page)}/")
        page.get_by_label("English").check()
        page.get_by_role("button", name="Submit").click()
        expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
        _fill_and_publish(page, "Sharing a location", "When and with whom to share where I am.", "sharing-a-location")
        assert page.complaints == []  # type: ignore[attr-defined]
        for address, words in (
            ("/sr/library/?q=дељење", "Дељење локације"),
            ("/sr-latn/library/?q=дељење", "Deljenje lokacije"),
            ("/en/library/?q=sharing", "Sharing a location"),
        ):
            page.goto(address)
            expect(page.get_by_role("link", name=words)).to_be_visible()
        page.get_by_role("link", name="Sharing a location").click()
        assert axe_complaints(page) == []


def _number(page: Page) -> str:
    """Of the page that is open for editing."""
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
    return str(re.findall(r"/pages/(\d+)/edit/", page.url)[0])


def _fill_and_publish(page: Page, title: str, summary: str, slug: str) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill(summary)
    page.locator("[name=format]").select_option("brochure")
    page.get_by_role("tab", name="Promote").click()
    page.locator("[name=slug]").fill(slug)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("published").first).to_be_visible()
