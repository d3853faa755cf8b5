"""Referral pages in Chromium, at the desk and on the portal: accessible in three languages, narrow, by keyboard alone.

With `REFERRAL_SHOTS=<folder>` the pages are also photographed, at 390 and 1440 px.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from smartsafe.referrals import actions, rules
from smartsafe.referrals.models import Referral
from tests.browser import WIDTHS, Browsers, axe_complaints, screenshot, sign_in
from tests.factories.people import PASSWORD, a_person, an_officer, person_of
from tests.factories.referrals import Cast, a_draft, a_referral, an_age_key

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def cast(vault: str) -> Cast:
    return Cast(a_person("analyst", name="Аница Аналитичар"), a_person("supervisor"), an_officer("mup_vtk"))


def in_language(actor: Actor, language: str) -> None:
    Person.objects.filter(pk=actor.id).update(language=language)


def look_at(page: Page, name: str, address: str) -> list[str]:
    """Fetch a page: nothing wrong for axe, no sideways scrolling at 320 px; photographed when wanted."""
    page.set_viewport_size(WIDTHS["desk"])
    page.goto(address)
    wrong = [f"{name}: {complaint}" for complaint in axe_complaints(page)]
    page.set_viewport_size({"width": 320, "height": 700})
    if page.evaluate("document.documentElement.scrollWidth > 320"):
        wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321)"
        wrong.append(
            f"{name} scrolls sideways: {page.evaluate(wide + '.slice(0,3).map(e => e.outerHTML.slice(0,90))')}"
        )
    if folder := os.environ.get("REFERRAL_SHOTS"):
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)
            screenshot(page, Path(folder) / f"{name}-{width}.png")
    return wrong


@pytest.mark.looks
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_desk(language: str, address: str, browsers: Browsers, cast: Cast) -> None:
    an_age_key()
    in_language(cast.analyst, language)
    draft = a_draft(cast.analyst, email="mama@posta.example")
    asked = a_referral(rules.INFORMATION_ASKED, cast=cast)
    approved = a_referral(rules.APPROVED, cast=cast)
    with browsers.window(address) as page:
        sign_in(page, person_of(cast.analyst).email, PASSWORD)
        wrong = look_at(page, f"desk-list-{language}", "/desk/referrals/?queue=all")
        wrong += look_at(page, f"desk-new-{language}", f"/desk/cases/{draft.case_id}/referrals/new/?q=Čačak")
        wrong += look_at(page, f"desk-draft-{language}", f"/desk/referrals/{draft.pk}/draft/")
        wrong += look_at(page, f"desk-asked-{language}", f"/desk/referrals/{asked.pk}/")
        wrong += look_at(page, f"desk-approved-{language}", f"/desk/referrals/{approved.pk}/")
        assert not wrong
        assert not page.complaints  # type: ignore[attr-defined]


@pytest.mark.looks
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_portal(language: str, address: str, browsers: Browsers, cast: Cast) -> None:
    an_age_key()
    in_language(cast.officer, language)
    new = a_referral(rules.DELIVERED, cast=cast)
    ours = a_referral(rules.ACKNOWLEDGED, cast=cast)
    gone = a_referral(rules.WITHDRAWN, cast=cast)
    item = new.shared_items.get().item_id
    with browsers.window(address) as page:
        sign_in(page, person_of(cast.officer).email, PASSWORD)
        wrong = look_at(page, f"portal-inbox-{language}", "/portal/")
        wrong += look_at(page, f"portal-new-{language}", f"/portal/referrals/{new.pk}/")
        wrong += look_at(page, f"portal-ours-{language}", f"/portal/referrals/{ours.pk}/")
        wrong += look_at(page, f"portal-withdrawn-{language}", f"/portal/referrals/{gone.pk}/")
        wrong += look_at(page, f"portal-evidence-{language}", f"/portal/referrals/{new.pk}/evidence/{item}/")
        wrong += look_at(page, f"portal-verify-{language}", "/portal/verify/")
        wrong += look_at(page, f"portal-me-{language}", "/portal/me/")
        page.set_viewport_size(WIDTHS["desk"])
        page.goto(f"/portal/referrals/{new.pk}/evidence/{item}/")
        page.click("main form button[type=submit]")
        wrong += [f"shown: {complaint}" for complaint in axe_complaints(page)]
        assert page.evaluate("getComputedStyle(document.querySelector('.veil img')).filter") != "none"
        assert not wrong
        assert not page.complaints  # type: ignore[attr-defined]


def test_three_clicks_without_javascript_and_without_a_mouse(address: str, browsers: Browsers, cast: Cast) -> None:
    referral = a_referral(rules.DELIVERED, cast=cast)
    with browsers.window(address, javascript=False) as page:
        sign_in(page, person_of(cast.officer).email, PASSWORD)
        page.goto(f"/portal/referrals/{referral.pk}/")
        page.locator("form[action$='/acknowledge/'] button").press("Enter")
        page.wait_for_load_state()
        fold = page.locator("details:has(form[action$='/ask/'])")
        fold.locator("summary").press("Enter")
        fold.locator("textarea").type("Када је послато?")
        fold.locator("button[type=submit]").press("Enter")
        page.wait_for_load_state()
        referral.refresh_from_db()
        assert referral.status == rules.INFORMATION_ASKED
        actions.give_information(cast.analyst, referral_id=referral.pk, text="Синоћ.")
        page.reload()
        fold = page.locator("details:has(form[action$='/report-outcome/'])")
        fold.locator("summary").press("Enter")
        fold.locator("input[value=content_removed]").press("Space")
        fold.locator("button[type=submit]").press("Enter")
        page.wait_for_load_state()
    assert Referral.objects.get().outcome == "content_removed"
