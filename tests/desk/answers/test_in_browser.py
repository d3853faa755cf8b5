"""Ready answers in Chromium: by “/” and by a click, kept as a draft, counted, clean for axe."""

import pytest
from playwright.sync_api import expect

from smartsafe.answers.models import Use
from smartsafe.people.models import Person
from tests.browser import Browsers, axe_complaints
from tests.desk.contacts.test_in_browser import enter
from tests.factories.answers import an_answer
from tests.factories.contacts import a_report
from tests.factories.people import a_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_slash_brings_an_answer_to_the_cursor(live_server, browsers: Browsers) -> None:  # type: ignore[no-untyped-def]
    operator, supervisor = a_person("operator"), a_person("supervisor")
    Person.objects.update(language="sr")
    answer = an_answer(operator, supervisor)
    an_answer(operator, supervisor, title="Хвала", text="Хвала на поруци.", threats=[], audience="any")
    _, contact = a_report()
    with browsers.window(live_server.url) as page:
        enter(page, live_server.url, operator)
        page.goto(f"/desk/contacts/{contact.id}/")
        area = page.locator("#reply textarea")
        area.focus()
        page.keyboard.type("Здраво, ")
        page.keyboard.type("/")
        expect(page.locator(".answer-found")).to_have_count(2)
        page.keyboard.type("уцен")
        assert not axe_complaints(page)
        page.keyboard.press("Enter")
        expect(area).to_be_focused()
        assert area.input_value().startswith("Здраво, \n\nДобро је што пишеш.")
        expect(page.locator(".draft-state")).to_have_text("Нацрт сачуван")
        expect(page.locator(".answers-said")).not_to_be_empty()
        page.goto("/desk/answers/")
        assert not axe_complaints(page)
        page.goto(f"/desk/answers/{answer.id}/")
        assert not axe_complaints(page)
        assert not page.complaints  # type: ignore[attr-defined]
    assert Use.objects.get(answer=answer).count == 1
