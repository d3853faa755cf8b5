"""A minor applies without JavaScript, a guardian agrees by the letter's link, the centre admits, the minor leaves."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Browsers, axe_complaints, sign_in

from .test_talk_at_a_school import mailed, words_of

pytestmark = pytest.mark.browser
NAME = "Петрија"


def test_a_minor_joins_with_a_guardians_consent_and_withdraws(
    browsers: Browsers, demo_centre: str, demo_folder: Path
) -> None:
    with browsers.window(demo_centre, width="phone", javascript=False) as young:
        young.goto("/sr/activities/")
        young.locator('main a[href$="/youth/"]').click()
        young.locator('a[href$="/youth/apply/"]').first.click()
        for field, typed in (
            ("name", NAME), ("age", "петнаест"), ("municipality", "Ваљево"), ("contact", "petrija@mladi.example"),
            ("guardian", "otac@kuca.example"),
        ):  # fmt: skip
            young.locator(f"input[name={field}]").fill(typed)
        young.locator("main button.is-act").click()
        expect(young.locator(".error-summary")).to_contain_text("целим бројем")
        young.locator("input[name=age]").fill("15")
        young.locator("main button.is-act").click()
        code = young.locator(".code-shown").inner_text()

        link = re.search(r"/sr/youth/consent/\S+/", words_of(mailed(demo_folder, NAME)))
        assert link
        with browsers.window(demo_centre, width="phone") as guardian:
            guardian.goto(link[0])
            expect(guardian.locator("main")).not_to_contain_text(NAME)
            assert not axe_complaints(guardian)
            guardian.locator("input[name=who]").fill("Отац")
            guardian.locator("input[name=declared]").check()
            guardian.locator("button[name=answer][value=yes]").click()
            expect(guardian.get_by_role("heading", level=1)).to_have_text("Ваша сагласност важи")

        with browsers.window(demo_centre) as educator:
            sign_in(educator, "educator@demo.example")
            educator.goto("/desk/youth/")
            educator.get_by_role("row").filter(has_text="За одлуку").last.get_by_role("link").click()
            educator.get_by_role("button", name="Отвори").click()
            expect(educator.locator("main")).to_contain_text(NAME)
            educator.get_by_role("button", name="Прими у групу").click()

        young.goto("/sr/youth/mine/")
        young.locator("input[name=code]").fill(code)
        young.locator("main button.is-act").click()
        expect(young.locator("main")).to_contain_text("Видимо се у суботу")
        young.locator('a[href="?withdraw=1"]').click()
        young.locator("button[name=go][value=withdraw]").click()
        expect(young.locator("main")).to_contain_text("Пријава је повучена")
        expect(young.locator("main")).not_to_contain_text(NAME)
