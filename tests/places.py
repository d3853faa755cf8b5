"""Every page of a running demo centre, for looking at it: screenshots and accessibility checks walk this list."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import Browsers, sign_in

LANGUAGES = ("sr", "sr-latn", "en")
ADVICE = ("sextortion", "cyberbullying", "technical")


@dataclass(frozen=True)
class Place:
    """A page that is open in the browser now. `name` says which, for file names."""

    name: str
    page: Page

    @property
    def refused(self) -> bool:
        """Whether the page is an answer that says no, as it should here."""
        return any(word in self.name for word in ("error", "wrong", "refused", "no-such"))


def everywhere(browsers: Browsers, address: str, language: str, *, width: str, code: str) -> Iterator[Place]:
    """Open one page after another as whoever may see it. `code`: a receipt code with a conversation behind it."""
    with browsers.window(address, width=width) as page:
        yield from _public(page, language)
        yield from _report(page, language)
        yield from _return(page, language, code)
    for role, walk in WALKS.items():
        with browsers.window(address, width=width) as page:
            page.goto("/desk/sign-in/")
            if role == "operator":
                yield Place("door-sign-in", page)
            sign_in(page, f"{role}@demo.example")
            _speak(page, language)
            yield from walk(page)


def code_of(data_folder: Path) -> str:
    """A receipt code of the demo centre that lives in the folder."""
    notes = json.loads((data_folder / "files" / "demo" / "notes.json").read_text())
    return str(notes["codes"][2][0])


def _open(page: Page, name: str, address: str) -> Place:
    page.goto(address)
    return Place(name, page)


def _speak(page: Page, language: str) -> None:
    where = "/portal/me/" if "/portal/" in page.url else "/desk/me/"
    page.goto(where)
    control = page.locator("[name$=language]")
    if control.first.get_attribute("type") == "radio":
        page.locator(f"[name$=language][value='{language}']").check(force=True)
    else:
        control.first.select_option(language)
    page.locator("form:has([name$=language]) button[type=submit]").first.click()
    page.wait_for_load_state()


def _public(page: Page, language: str) -> Iterator[Place]:
    for name in ("", "advice/", *(f"advice/{threat}/" for threat in ADVICE), "about/", "about/privacy/",
                 "about/accessibility/", "about/helplines/", "chat/", "library/", "library/photo-threat/",
                 "library/cyberbullying-quiz/", "library/?q=xyzzy", "statistics/", "activities/",
                 "activities/calendar/", "activities/invite/", "newsletter/", "newsletter/asked/",
                 "newsletter/issues/", "professionals/", "professionals/register/", "professionals/enter/",
                 "safer-internet-day/", "safer-internet-day/register/",
                 "activities/evaluate/", "youth/", "youth/apply/",
                 "youth/ideas/", "youth/mine/", "return/", "report/now/",
                 "no-such-page/"):  # fmt: skip
        called = name.strip("/").replace("/", "-").replace("?", "") or "home"
        yield _open(page, f"public-{called}", f"/{language}/{name}")


def _report(page: Page, language: str) -> Iterator[Place]:
    """Every screen of both forms, one with an error, then the code."""
    for form in ("help", "report"):
        page.goto(f"/{language}/{form}/")
        for number in range(1, 12):
            if "/sent/" in page.url:
                break
            yield Place(f"{form}-{number}-{page.url.rstrip('/').rsplit('/', 1)[-1]}", page)
            if number == 1:
                page.locator("button[name=go]:not([value=back])").first.click()
                page.wait_for_load_state()
                yield Place(f"{form}-1-error", page)
            _answer(page)
        yield Place(f"{form}-sent", page)


def _answer(page: Page) -> None:
    for name, value in (("about_whom", "me"), ("threats", "sextortion"), ("danger", "no"), ("stay", "anonymous")):
        option = page.locator(f"main input[name={name}][value={value}]")
        if option.count():
            option.first.check(force=True)
    text = page.locator("main textarea[name=text]")
    if text.count():
        text.first.fill("Неко ми прети да ће објавити моју слику.")
    with page.expect_navigation():
        page.locator("main button[name=go]:not([value=back]):not([value=add])").last.click()


def _return(page: Page, language: str, code: str) -> Iterator[Place]:
    page.goto(f"/{language}/return/")
    page.fill("input[name=code]", "1234 5678")
    page.locator("form.code-form button[type=submit]").click()
    page.wait_for_load_state()
    yield Place("return-wrong-code", page)
    page.fill("input[name=code]", code)
    with page.expect_navigation():
        page.locator("form.code-form button[type=submit]").click()
    yield Place("return-conversation", page)


def _first(page: Page, selector: str) -> str:
    """The address of the first such link; empty when there is none."""
    link = page.locator(selector)
    return link.first.get_attribute("href") or "" if link.count() else ""


def _operator(page: Page) -> Iterator[Place]:
    for queue in ("urgent", "mine", "unassigned", "waiting", "late", "open", "closed"):
        yield _open(page, f"desk-inbox-{queue}", f"/desk/inbox/{queue}/")
    page.goto("/desk/inbox/open/")
    contact = _first(page, "#list a[href*='/desk/contacts/']")
    yield _open(page, "desk-contact", contact)
    for part in ("way", "split", "answers"):
        yield _open(page, f"desk-contact-{part}", f"{contact}{part}/")
    page.goto("/desk/inbox/closed/")
    yield _open(page, "desk-contact-closed", _first(page, "#list a[href*='/desk/contacts/']"))
    yield _open(page, "desk-call", "/desk/contacts/new/")
    yield _open(page, "desk-written", "/desk/contacts/written/")
    for name in ("phone", "chats", "answers", "answers/new", "handover", "shifts", "notices", "help", "tasks",
                 "search"):  # fmt: skip
        yield _open(page, f"desk-{name.replace('/', '-')}", f"/desk/{name}/")
    yield _open(page, "desk-refused", "/desk/people/")
    yield _open(page, "desk-me", "/desk/me/")
    yield _open(page, "desk-second-factor", "/desk/second-factor/")
    yield _open(page, "desk-styleguide", "/desk/styleguide/")


def _supervisor(page: Page) -> Iterator[Place]:
    for queue in ("open", "mine", "closed"):
        yield _open(page, f"desk-cases-{queue}", f"/desk/cases/?queue={queue}")
    page.goto("/desk/referrals/")
    referral = _first(page, "main a[href*='/desk/referrals/']")
    yield Place("desk-referrals", page)
    yield _open(page, "desk-referral", referral)
    case = _first(page, "main a[href*='/desk/cases/']")
    yield _open(page, "desk-case", case)
    look = _first(page, "main a[href*='/desk/evidence/']")
    for form in ("edit", "advice", "people/new", "tasks/new", "contacts/add", "join", "referrals/new"):
        yield _open(page, f"desk-case-{form.replace('/', '-')}", f"{case}{form}/")
    if look:
        yield _open(page, "desk-evidence-reason", look)
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        yield Place("desk-evidence-shown", page)
    yield _open(page, "desk-case-new", "/desk/cases/new/")
    for name in ("board", "hours", "auto-replies", "debriefs"):
        yield _open(page, f"desk-{name}", f"/desk/{name}/")
    yield _open(page, "desk-admissions", "/desk/people/admissions/")
    yield _open(page, "desk-audit", "/desk/audit/")


def _administrator(page: Page) -> Iterator[Place]:
    yield _open(page, "desk-people", "/desk/people/")
    yield _open(page, "desk-person", _first(page, "main a[href*='/desk/people/0']"))
    yield _open(page, "desk-channels", "/desk/channels/")
    yield _open(page, "desk-partners", "/desk/partners/")
    yield _open(page, "desk-partner", _first(page, "main a[href*='/desk/partners/0']"))
    yield _open(page, "desk-partner-new", "/desk/partners/new/")
    yield _open(page, "desk-partners", "/desk/partners/")
    yield _open(page, "desk-partner", _first(page, "main a[href*='/desk/partners/0']"))
    yield _open(page, "api-reference", "/api/v1/")
    yield _open(page, "desk-invite", "/desk/people/invite/")
    yield _open(page, "desk-teams", "/desk/people/teams/")
    yield _open(page, "desk-team", _first(page, "main a[href*='/desk/people/teams/0']"))


def _officer(page: Page) -> Iterator[Place]:
    seen: set[str] = set()
    for queue in ("new", "ours", "waiting", "concluded"):
        yield _open(page, f"portal-inbox-{queue}", f"/portal/?queue={queue}")
        link = _first(page, "main a[href*='/portal/referrals/']")
        if link and link not in seen:
            seen.add(link)
            yield _open(page, f"portal-referral-{queue}", link)
            look = _first(page, "main a[href*='/evidence/']")
            if look and "look" not in seen:
                seen.add("look")
                yield _open(page, "portal-evidence", look)
    yield _open(page, "portal-verify", "/portal/verify/")
    yield _open(page, "portal-me", "/portal/me/")


def _educator(page: Page) -> Iterator[Place]:
    yield _open(page, "desk-outreach", "/desk/outreach/")
    count = _first(page, "main a[href*='/count/']")
    for name in ("list", "new", "import", "campaigns"):
        yield _open(page, f"desk-outreach-{name}", f"/desk/outreach/{name}/")
    yield _open(page, "desk-campaign", _first(page, "main td a"))
    page.goto("/desk/outreach/list/?status=requested")
    yield _open(page, "desk-activity-requested", _first(page, "main td a"))
    page.goto("/desk/outreach/list/?status=closed")
    closed = _first(page, "main td a")
    yield _open(page, "desk-activity-closed", closed)
    yield _open(page, "desk-activity-evaluation", f"{closed}evaluation/")
    yield _open(page, "desk-activity-certificate", f"{closed}certificate/")
    if count:
        yield _open(page, "desk-activity-count", count)
    for name in ("", "polls/", "ideas/", "polls/new/", "cohorts/new/"):
        yield _open(page, f"desk-youth-{name.strip('/').replace('/', '-')}", f"/desk/youth/{name}")
    page.goto("/desk/youth/")
    application, cohort = (_first(page, f"main td a[href*='/{kind}/']") for kind in ("applications", "cohorts"))
    yield _open(page, "desk-youth-application", application)
    yield _open(page, "desk-youth-cohort", cohort)


WALKS: dict[str, Callable[[Page], Iterator[Place]]] = {
    "operator": _operator,
    "supervisor": _supervisor,
    "admin": _administrator,
    "educator": _educator,
    "officer.mup": _officer,
}
