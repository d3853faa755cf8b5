"""The door in Chromium: a passkey as second factor, the keyboard alone, no JavaScript, no sideways scrolling."""

from typing import Any

import pytest
from playwright.sync_api import Page

from smartsafe.people.actors import Actor
from tests.browser import Browsers, axe_complaints, sign_in
from tests.factories.people import PASSWORD, a_person, person_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


def with_virtual_key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_the_second_factor(address: str, browsers: Browsers, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    operator = a_person("operator")
    with browsers.window(address) as page:
        with_virtual_key(page)
        sign_in(page, person_of(operator).email, PASSWORD)
        page.goto("/desk/me/")
        assert page.url.endswith("/desk/second-factor/")
        page.goto("/desk/second-factor/webauthn/add/")
        page.click("#add-passkey")
        page.wait_for_url("**/recovery-codes/")
        assert axe_complaints(page) == []
        page.context.clear_cookies()
        sign_in(page, person_of(operator).email, PASSWORD)
        assert page.url.endswith("/desk/second-factor/authenticate/")
        assert axe_complaints(page) == []
        page.goto("/desk/me/")
        assert "sign-in" in page.url
        sign_in(page, person_of(operator).email, PASSWORD)
        page.click("#use-passkey")
        page.wait_for_url(lambda url: "second-factor" not in url)
        page.goto("/desk/me/")
        assert page.url.endswith("/desk/me/")
        assert not page.complaints  # type: ignore[attr-defined]


def test_signing_in_needs_no_javascript_and_no_mouse(address: str, browsers: Browsers) -> None:
    operator = a_person("operator")
    with browsers.window(address, javascript=False) as page:
        page.goto("/desk/sign-in/")
        page.locator("[name=login]:focus").wait_for()
        page.keyboard.type(person_of(operator).email)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        with page.expect_navigation(timeout=20_000):
            page.keyboard.press("Enter")
        page.goto("/desk/me/")
        assert page.url.endswith("/desk/me/")


@pytest.mark.looks
def test_nothing_scrolls_sideways_at_320(address: str, browsers: Browsers) -> None:
    boss: Actor = a_person("supervisor", "administrator")
    with browsers.window(address) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        sign_in(page, person_of(boss).email, PASSWORD)
        pages = [
            "people/",
            f"people/{boss.id}/",
            "people/invite/",
            "people/teams/",
            "people/admissions/",
            "audit/",
            "me/",
        ]
        for path in [*pages, "second-factor/"]:
            page.goto(f"/desk/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            assert axe_complaints(page) == [], path
