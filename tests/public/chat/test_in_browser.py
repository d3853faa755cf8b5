"""A child and an operator in two windows: words and typing go both ways by themselves; and a child without scripts."""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from smartsafe.channels.chat import rules
from smartsafe.channels.chat.pulse import sightings
from smartsafe.faces.public.chat import flood
from tests.browser import Browsers, axe_complaints, screenshot, sign_in
from tests.factories.people import PASSWORD, a_person, person_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = Path("build/shots/chat")
QUESTION = "Неко ми прети у порукама. Шта да радим?"


@pytest.fixture(autouse=True)
def _open_and_built(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("build_static", verbosity=0)
    call_command("build_language", verbosity=0)
    monkeypatch.setattr(rules, "is_open", lambda: True)
    flood.forget_all()
    sightings.forget_all()


@pytest.fixture
def operator_email(vault: str) -> str:
    actor = a_person("operator", "supervisor")
    return person_of(actor).email


def begin(page: Page, language: str = "sr") -> None:
    page.goto(f"/{language}/chat/")
    page.fill("[name=text]", QUESTION)
    page.click("button[value=begin]")
    page.wait_for_url("**/chat/talk/**")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_two_windows_talk(browsers: Browsers, live_server: LiveServer, operator_email: str) -> None:
    with browsers.window(live_server.url, width="phone") as child, browsers.window(live_server.url) as desk:
        begin(child)
        expect(child.locator("#chat-state")).to_contain_text("Следећи ред је твој")
        sign_in(desk, operator_email, PASSWORD)
        desk.goto("/desk/chats/")
        desk.keyboard.press("m")
        expect(desk.locator("#chat-messages")).to_contain_text(QUESTION)
        expect(child.locator("#chat-state")).to_contain_text("ту с тобом", timeout=4_000)
        desk.fill("#say textarea", "Добар дан, ту сам.")
        expect(child.locator(".chat-typing")).to_contain_text("пише", timeout=6_000)
        desk.press("#say textarea", "Enter")
        expect(child.locator("#messages")).to_contain_text("Добар дан, ту сам.", timeout=4_000)
        expect(desk.locator("#say textarea")).to_have_value("")
        child.type("#write textarea", "Хвала")
        expect(desk.locator(".presence")).to_contain_text("пише", timeout=6_000)
        child.click("#write button[value=say]")
        expect(desk.locator("#chat-messages")).to_contain_text("Хвала", timeout=4_000)
        child.reload()
        expect(child.locator("#messages")).to_contain_text("Добар дан, ту сам.")
        child.click(".chat-code summary")
        expect(child.locator(".chat-code .code-shown")).to_be_visible()
        assert fits(child)
        child.click(".chat-end summary")
        child.click("button[value=end]")
        expect(child.locator("#code")).to_be_visible()
        expect(desk.locator("#chat-head")).to_contain_text("Завршено", timeout=6_000)
        for page in (child, desk):
            assert page.complaints == []  # type: ignore[attr-defined]


def test_a_refused_message_stays_typed(browsers: Browsers, live_server: LiveServer, vault: str) -> None:
    with browsers.window(live_server.url, width="phone") as child:
        begin(child)
        child.fill("#write textarea", "д" * 4_100)
        child.click("#write button[value=say]")
        expect(child.locator("#said")).to_be_visible()
        assert len(child.input_value("#write textarea")) == 4_100


def test_without_scripts_the_child_talks_too(browsers: Browsers, live_server: LiveServer, operator_email: str) -> None:
    with (
        browsers.window(live_server.url, width="phone", javascript=False) as child,
        browsers.window(live_server.url) as desk,
    ):
        begin(child)
        expect(child.locator("meta[http-equiv=refresh]")).to_have_count(1)
        expect(child.locator("#write")).to_be_hidden()
        sign_in(desk, operator_email, PASSWORD)
        desk.goto("/desk/chats/")
        desk.click(".chat-next button")
        desk.fill("#say textarea", "Пиши слободно.")
        desk.press("#say textarea", "Enter")
        expect(desk.locator("#chat-messages")).to_contain_text("Пиши слободно.")
        child.goto("/sr/chat/talk/")
        expect(child.locator("#messages")).to_contain_text("Пиши слободно.")
        child.click(".plain-write a")
        expect(child.locator("meta[http-equiv=refresh]")).to_have_count(0)
        child.fill("#write textarea", "Без скрипта")
        child.click("#write button[value=say]")
        expect(child.locator("#messages")).to_contain_text("Без скрипта")
        expect(desk.locator("#chat-messages")).to_contain_text("Без скрипта", timeout=6_000)
        child.click(".chat-danger summary")
        child.click("button[value=danger]")
        expect(child.locator("#chat-state")).to_contain_text("192")


@pytest.mark.looks
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browsers: Browsers, live_server: LiveServer, operator_email: str, language: str
) -> None:
    from smartsafe.people.models import Person

    Person.objects.update(language=language)
    with browsers.window(live_server.url) as child, browsers.window(live_server.url) as desk:
        child.goto(f"/{language}/chat/")
        look(child, f"{language}-door")
        begin(child, language)
        look(child, f"{language}-waiting")
        sign_in(desk, operator_email, PASSWORD)
        desk.goto("/desk/chats/")
        look(desk, f"{language}-desk-list")
        desk.click(".chat-next button")
        desk.fill("#say textarea", "Добар дан. Ту сам, испричај ми шта се дешава.")
        desk.press("#say textarea", "Enter")
        expect(child.locator("#messages .is-theirs")).to_have_count(1)
        child.fill("#write textarea", "Хвала што одговарате!")
        child.click("#write button[value=say]")
        expect(desk.locator("#chat-messages")).to_contain_text("Хвала што")
        look(child, f"{language}-talking")
        look(desk, f"{language}-desk-open")
        child.click(".chat-end summary")
        child.click("button[value=end]")
        expect(child.locator("#code")).to_be_visible()
        look(child, f"{language}-ended")
        desk.wait_for_timeout(3_000)
        look(desk, f"{language}-desk-ended")


def look(page: Page, name: str) -> None:
    for width, size in (("1440", {"width": 1440, "height": 900}), ("390", {"width": 390, "height": 844})):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        screenshot(page, SHOTS / f"{name}-{width}.png")
        assert axe_complaints(page) == [], name
    page.set_viewport_size({"width": 320, "height": 700})
    assert fits(page), f"{name} scrolls sideways at 320 px"
    page.set_viewport_size({"width": 1440, "height": 900})
