"""The desk in Chromium: keys only, without losing a word, live, without script, and clean for axe."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from smartsafe.contacts import queries
from smartsafe.contacts.actions import handling, indexing
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.browser import Browsers, axe_complaints
from tests.factories.contacts import a_report
from tests.factories.people import a_person
from tests.signing_in import signed_in_client

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def enter(page: Page, address: str, person: Actor) -> None:
    """Sign the window in, without the page."""
    jar = signed_in_client(person).cookies
    page.context.add_cookies([{"name": name, "value": kept.value, "url": address} for name, kept in jar.items()])  # type: ignore[typeddict-item]


@pytest.fixture
def person() -> Callable[[str, str], Actor]:
    def made(role: str, language: str) -> Actor:
        actor = a_person(role)
        Person.objects.filter(id=actor.id).update(language=language)
        return actor

    return made


def test_keys_alone_carry_a_contact_from_the_list_to_the_answer(live_server, browsers: Browsers, person) -> None:  # type: ignore[no-untyped-def]
    actor = person("operator", "sr")
    _, contact = a_report(text="Прва порука", links=[], handles=[])
    with browsers.window(live_server.url) as page:
        enter(page, live_server.url, actor)
        page.goto("/desk/inbox/unassigned/")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/contacts/*/**")
        page.keyboard.press("r")
        page.keyboard.type("Одговор који још није послат c x s")
        expect(page.locator(".draft-state")).to_have_text("Нацрт сачуван")
        # Somebody else adds a note: it appears while the typed words stay.
        handling.add_note(a_person("analyst"), contact_id=contact.id, text="Белешка друге особе")
        expect(page.locator("#conversation")).to_contain_text("Белешка друге особе", timeout=10_000)
        assert page.locator("#reply textarea").input_value() == "Одговор који још није послат c x s"
        page.keyboard.press("Control+Enter")
        expect(page.locator("#conversation")).to_contain_text("Одговор који још није послат")
        assert not page.complaints  # type: ignore[attr-defined]
        page.keyboard.press("x")
        page.keyboard.press("s")
        page.wait_for_url("**/desk/inbox/mine/")
        page.keyboard.press("?")
        expect(page.locator("dialog")).to_be_visible()
    assert Contact.objects.filter(outcome="silent").count() == 1
    assert queries.contact_for(actor, contact.id).status == "waiting"


def test_without_script_everything_still_works(live_server, browsers: Browsers, person) -> None:  # type: ignore[no-untyped-def]
    actor = person("operator", "sr")
    _, contact = a_report(text="Прва порука")
    with browsers.window(live_server.url, javascript=False) as page:
        enter(page, live_server.url, actor)
        page.goto("/desk/inbox/unassigned/")
        page.locator("[data-row]").first.click()
        page.locator("#triage > summary").click()
        page.locator("#triage [name=triage-threat]").fill("вршњачко")
        page.locator("#triage [data-send]").click()
        page.locator("#reply textarea").fill("Одговор без скрипте")
        page.locator("#reply [value=close]").click()
        expect(page.locator("#conversation")).to_contain_text("Одговор без скрипте")
        page.goto("/desk/contacts/new/")
        page.locator("[name=text]").fill("Позив без скрипте")
        page.locator("[value=advised]").click()
        page.wait_for_url("**/desk/inbox/mine/")
    now = queries.contact_for(actor, contact.id)
    assert (now.threat, now.outcome) == ("cyberbullying", "advised")


@pytest.mark.looks
@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "sr"), ("light", "sr-latn"), ("light", "en"), ("dark", "sr")]
)
def test_axe_finds_nothing(live_server, browsers: Browsers, person, language: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    actor = person("supervisor", language)
    (_, danger), (_, other) = a_report(danger=True), a_report()
    indexing.index_waiting(actor)
    handling.reply(actor, contact_id=other.id, text="Одговор")
    handling.add_note(actor, contact_id=other.id, text="Белешка")
    found = []
    for width in ("desk", "phone"):
        with browsers.window(live_server.url, width=width, color_scheme=scheme) as page:
            enter(page, live_server.url, actor)
            for address in (
                "/desk/inbox/open/", "/desk/inbox/late/", f"/desk/contacts/{danger.id}/", f"/desk/contacts/{other.id}/",
                "/desk/contacts/new/", "/desk/help/",
            ):  # fmt: skip
                page.goto(address)
                for details in page.locator("#triage, #note, #assign").all():
                    details.evaluate("one => one.open = true")
                found += [f"{width} {address}: {one}" for one in axe_complaints(page)]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    found.append(f"{width} {address} scrolls sideways")
            found += page.complaints  # type: ignore[attr-defined]
    assert not found, "\n".join(found)


def test_on_a_small_laptop_queues_and_what_ends_a_call_stand_in_sight(live_server, browsers: Browsers, person) -> None:  # type: ignore[no-untyped-def]
    with browsers.window(live_server.url) as page:
        enter(page, live_server.url, person("analyst", "sr"))
        for width, height in ((1280, 720), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto("/desk/contacts/new/")
            button = page.locator(".call-end [data-send]").bounding_box()
            assert button
            assert button["y"] + button["height"] <= height
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.set_viewport_size({"width": 1280, "height": 720})
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        queues = page.locator(".desk-side .queues").first.locator("a").all()
        assert len(queues) > 5
        for queue in queues:
            box = queue.bounding_box()
            assert box
            assert 52 <= box["y"] <= 720 - box["height"]
