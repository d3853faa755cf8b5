"""Chromium for journeys, screenshots and accessibility checks."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}


class Browsers:
    """Opens windows: each has cookies of its own, so each is another person."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    @contextmanager
    def window(self, address: str, *, width: str = "desk", javascript: bool = True, **more: Any) -> Iterator[Page]:
        context = self.browser.new_context(
            base_url=address, viewport=WIDTHS[width], java_script_enabled=javascript, reduced_motion="reduce", **more
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.complaints = complaints  # type: ignore[attr-defined]
        try:
            yield page
        finally:
            context.close()


@contextmanager
def chromium() -> Iterator[Browsers]:
    program = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    expect.set_options(timeout=15_000)  # a busy machine is not a fault
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        try:
            yield Browsers(browser)
        finally:
            browser.close()


def axe_complaints(page: Page) -> list[str]:
    """What axe-core finds on the page: rule, impact and the first places. Empty when all is well."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']} ({rule['impact']}): {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found]


def sign_in(page: Page, email: str, password: str = "demo-demo-demo") -> None:
    page.goto("/desk/sign-in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    with page.expect_navigation(timeout=20_000):
        page.press("input[name=password]", "Enter")


def screenshot(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)
