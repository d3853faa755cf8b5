"""A school books a talk and gets a calendar file; the educator closes it from a phone; a pupil evaluates it."""

import re
import time
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from smartsafe.outreach.activities.times import today
from tests.browser import Browsers, axe_complaints, sign_in

pytestmark = pytest.mark.browser


def mailed(folder: Path, number: str, *, within: float = 40) -> Message:
    """The newest e-mail about a request. The demo puts e-mails into a folder."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        for path in sorted((folder / "mail").glob("*.log"), reverse=True):
            letter = message_from_bytes(path.read_bytes().rpartition(b"\n-----")[0] or path.read_bytes())
            if number in words_of(letter):
                return letter
        time.sleep(0.5)
    raise AssertionError(f"No e-mail about {number}")


def words_of(letter: Message) -> str:
    first = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    content = first.get_payload(decode=True)
    return content.decode() if isinstance(content, bytes) else ""


def test_a_school_books_a_talk_and_gets_a_calendar_file(
    browsers: Browsers, demo_centre: str, demo_folder: Path
) -> None:
    with browsers.window(demo_centre, width="phone", javascript=False) as school:
        school.goto("/sr/activities/")
        school.locator('a[href$="/activities/invite/"]').first.click()
        school.get_by_label("Назив школе или места").fill("ОШ „Путовање”")
        school.get_by_label("Општина или град").fill("Ваљево")
        school.locator("input[name=expected]").fill("4000")
        school.locator("input[name=day1]").fill((today() + timedelta(days=40)).isoformat())
        school.locator("input[name=name]").fill("Наставница")
        school.locator("input[name=email]").fill("skola@put.example")
        school.locator("button.is-act").click()
        expect(school.locator(".error-summary")).to_contain_text("за целу школу")
        expect(school.locator("input[name=email]")).to_have_value("skola@put.example")
        school.locator("input[name=expected]").fill("60")
        school.locator("button.is-act").click()
        number = school.locator(".code-shown").inner_text()

        with browsers.window(demo_centre) as educator:
            sign_in(educator, "educator@demo.example")
            educator.goto("/desk/outreach/list/?status=requested")
            educator.get_by_role("link", name="Путовање").click()
            expect(educator.get_by_text("skola@put.example")).to_be_visible()
            educator.locator("input[name=starts]").fill("10:00")
            educator.locator("input[name=ends]").fill("11:30")
            educator.locator("input[name=presenters]").first.check()
            educator.get_by_role("button", name="Понуди имејлом").click()
            expect(educator.get_by_text("чека одговор")).to_be_visible()
            assert not axe_complaints(educator)

        link = re.search(r"/sr/activities/offer/\S+/", words_of(mailed(demo_folder, number)))
        assert link
        school.goto(link[0])
        school.get_by_role("button", name="Да, дођите").click()
        with school.expect_download() as download:
            school.get_by_role("link", name="Сачувај у мој календар").click()
        assert "BEGIN:VEVENT" in Path(download.value.path()).read_text()


def test_an_educator_closes_the_talk_from_a_phone_and_a_pupil_evaluates(browsers: Browsers, demo_centre: str) -> None:
    with browsers.window(demo_centre, width="phone") as educator:
        sign_in(educator, "educator@demo.example")
        code = _a_talk_just_held(educator)
        with browsers.window(demo_centre, width="phone", javascript=False) as pupil:
            pupil.goto("/sr/activities/evaluate/")
            pupil.locator("input[name=code]").fill(code)
            pupil.locator("button.is-act").click()
            pupil.locator("input[name=useful][value='5']").check()
            pupil.locator("input[name=understood][value='4']").check()
            pupil.locator("input[name=resolves][value=tell]").check()
            pupil.locator("textarea[name=sentence]").fill("Било је занимљиво")
            pupil.locator("button.is-act").click()
            expect(pupil.locator("h1")).to_have_text("Хвала")
        educator.get_by_role("link", name="Резултати и код за таблу").click()
        expect(educator.get_by_text("Било је занимљиво")).to_be_visible()
        assert not axe_complaints(educator)
        assert educator.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _a_talk_just_held(educator: Page) -> str:
    """The demo has a talk that was held a little while ago and waits to be counted; its code."""
    educator.goto("/desk/outreach/")
    educator.locator("a[href*='/count/']").first.click()
    for name, number in (("pupils", "48"), ("teachers", "2")):
        field = educator.locator(f"input[name={name}]")
        assert (field.bounding_box() or {"height": 0})["height"] >= 60, "big enough for a thumb"
        field.fill(number)
    assert educator.evaluate("document.documentElement.scrollWidth <= innerWidth")
    educator.locator("button[value=close]").click()
    expect(educator.locator(".page-head .tag")).to_have_text("Закључена")
    return educator.locator(".evaluation-code").inner_text()
