"""The public pages as a person meets them: leaving fast, three languages, small screens, no scripts."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from smartsafe.country.profile import profile
from tests.browser import Browsers, axe_complaints

from .test_pages import LANGUAGES, PATHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _built() -> None:
    call_command("build_static", verbosity=0)


def weather(page: Page) -> None:
    """The harmless page elsewhere, without going there."""

    def answer(route: Route) -> None:
        route.fulfill(body="<title>Weather</title><p>Sunny</p>", content_type="text/html")

    page.route(f"{profile().exit_address}**", answer)


def test_leaving_with_one_press(browsers: Browsers, live_server: LiveServer) -> None:
    with browsers.window(live_server.url, width="phone") as page:
        weather(page)
        page.goto("/en/")
        page.goto("/en/advice/sextortion/")
        page.click("[data-exit]")
        page.wait_for_url(f"{profile().exit_address}**")
        page.go_back()
        assert "sextortion" not in page.url, "Back does not return to the page that was left"
        assert page.complaints == []  # type: ignore[attr-defined]


def test_leaving_with_escape_three_times(browsers: Browsers, live_server: LiveServer) -> None:
    with browsers.window(live_server.url) as page:
        weather(page)
        page.goto("/sr/")
        for _ in range(2):
            page.keyboard.press("Escape")
        page.wait_for_timeout(1700)
        page.keyboard.press("Escape")
        assert page.url.startswith(live_server.url), "slow presses are no wish to leave"
        for _ in range(2):
            page.keyboard.press("Escape")
        page.wait_for_url(f"{profile().exit_address}**")


def test_leaving_without_scripts(browsers: Browsers, live_server: LiveServer) -> None:
    with browsers.window(live_server.url, javascript=False) as page:
        weather(page)
        page.goto("/sr-latn/")
        page.click("[data-exit]")
        page.wait_for_url(f"{profile().exit_address}**")


@pytest.mark.looks
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    browsers: Browsers, live_server: LiveServer, language: str
) -> None:
    with browsers.window(live_server.url, width="phone") as page:
        for path in PATHS:
            page.goto(f"/{language}/{path}")
            assert axe_complaints(page) == [], path
            page.set_viewport_size({"width": 320, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            page.set_viewport_size({"width": 390, "height": 844})
        assert page.complaints == []  # type: ignore[attr-defined]


def test_the_keyboard_reaches_the_content_first_and_sees_where_it_is(
    browsers: Browsers, live_server: LiveServer
) -> None:
    with browsers.window(live_server.url) as page:
        page.goto("/en/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className").startswith("door")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [320, 390])
def test_the_way_out_never_hides_what_a_page_says(browsers: Browsers, live_server: LiveServer, width: int) -> None:
    with browsers.window(live_server.url, width="phone") as page:
        page.set_viewport_size({"width": width, "height": 600})
        for path in ("", "report/", "advice/sextortion/", "return/"):
            page.goto(f"/sr/{path}")
            bar = page.locator(".exit").bounding_box()
            assert bar
            assert (bar["x"], bar["width"], round(bar["y"] + bar["height"])) == (0, width, 600), path
            assert bar["height"] <= 64, path
            page.evaluate("scrollTo(0, document.body.scrollHeight)")
            foot = page.locator(".foot").bounding_box()
            assert foot
            assert foot["y"] + foot["height"] <= bar["y"] + 1, path
        page.goto("/sr/report/")
        for _ in range(30):  # nothing that the keyboard reaches stands under the bar
            page.keyboard.press("Tab")
            at, what = page.evaluate(
                "(e => [e.matches('.exit, body') ? 0 : e.getBoundingClientRect().bottom, e.outerHTML.slice(0, 80)])"
                "(document.activeElement)"
            )
            assert at <= bar["y"] + 1, what
