"""The telephone in Chromium: it rings, one key answers, the sheet's clock stops when the call ends; clean for axe."""

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from smartsafe.channels.phone.models import Call
from smartsafe.contacts.models import Contact
from smartsafe.people.models import Person
from tests.browser import Browsers, axe_complaints
from tests.desk.contacts.test_in_browser import enter
from tests.factories import people, phone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
KEYS_TAKE = 30.0  # seconds in which a call of advice is over, but for the talking


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> Any:
    people.a_vault()
    phone.a_worker_key()
    monkeypatch.setenv(phone.VARIABLE, phone.SECRET)
    return people.a_person("operator")


def test_from_the_ring_to_the_end_by_keys_alone(live_server: Any, browsers: Browsers, operator: Any) -> None:
    with browsers.window(live_server.url) as page:
        enter(page, live_server.url, operator)
        page.goto("/desk/phone/")
        phone.tell("ringing", "c1", number=phone.NUMBER)
        expect(page.locator("#ringing .ring")).to_be_visible(timeout=15_000)
        assert axe_complaints(page) == []
        began = time.monotonic()
        page.keyboard.press("p")
        page.wait_for_url("**/desk/contacts/new/?call=*")
        expect(page.locator("#timer")).to_be_visible()
        page.keyboard.type("Пита за родитељску контролу")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("техничк")
        phone.tell("answered", "c1")
        phone.tell("ended", "c1")
        expect(page.locator('[data-call-state="over"]')).to_be_visible(timeout=15_000)
        assert axe_complaints(page) == []
        page.locator("#id_threat").fill("")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/desk/inbox/mine/")
        assert time.monotonic() - began < KEYS_TAKE * 2  # this machine is shared
        assert not page.complaints  # type: ignore[attr-defined]
    assert Call.objects.get().contact == Contact.objects.get(outcome="advised")


def test_silent_in_two_keystrokes_and_no_script_at_all(live_server: Any, browsers: Browsers, operator: Any) -> None:
    phone.tell("ringing", "c1", number=phone.NUMBER)
    with browsers.window(live_server.url, javascript=False) as page:
        enter(page, live_server.url, operator)
        page.goto("/desk/phone/")
        page.locator(".ringing-here button").click()
        page.wait_for_url("**/desk/contacts/new/?call=*")
    with browsers.window(live_server.url) as page:
        enter(page, live_server.url, operator)
        page.goto("/desk/inbox/mine/")
        page.keyboard.press("x")
        with page.expect_navigation():
            page.keyboard.press("s")
        expect(page.locator("main")).to_contain_text(Contact.objects.get().number)
    assert Call.objects.get().contact == Contact.objects.get(outcome="silent")


@pytest.mark.looks
@pytest.mark.parametrize("language", ["sr", "en"])
def test_no_page_scrolls_sideways_on_a_small_phone(
    live_server: Any, browsers: Browsers, operator: Any, language: str
) -> None:
    Person.objects.filter(id=operator.id).update(language=language)
    phone.tell("missed", "c1", number=phone.NUMBER)
    phone.tell("ringing", "c2", number=phone.NUMBER)
    with browsers.window(live_server.url, width="phone") as page:
        page.set_viewport_size({"width": 320, "height": 700})
        enter(page, live_server.url, operator)
        for address in ("/desk/phone/", "/desk/contacts/new/"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            assert axe_complaints(page) == []
