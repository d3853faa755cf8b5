"""The people of the journey, each in a window of their own; what they do reads as sentences."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from .hands import Hands

PASSWORD = "demo-demo-demo"


class Somebody:
    def __init__(self, hands: Hands) -> None:
        self.hands = hands

    @property
    def page(self) -> Page:
        return self.hands.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def _at(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def _send(self, form: str, button: str = "button[type=submit]") -> None:
        """Press the form's button and arrive at the page that answers."""
        with self.page.expect_navigation():
            self.hands.press(self._at(f"{form} {button}").first)

    def reads(self, words: str | re.Pattern[str]) -> None:
        expect(self._at("main")).to_contain_text(words)

    def does_not_read(self, words: str) -> None:
        expect(self._at("main")).not_to_contain_text(words)


class Child(Somebody):
    """Somebody who writes to the centre, without a name."""

    code = ""

    def opens_the_site(self) -> None:
        self.page.goto("/en/")
        assert self.page.context.cookies() == [], "no cookie before a form is begun"

    def begins_a_report(self) -> None:
        self.hands.press(self._at("main a[href$='/en/report/']").first)

    def _goes_on(self) -> None:
        self._send("main", "button[name=go][value=next], main button[name=go]:not([value=back]):not([value=add])")

    def says_it_is_about(self, whom: str) -> None:
        self.hands.choose(self._at(f"input[name=about_whom][value={whom}]"))
        self._goes_on()

    def says_what_is_happening(self, threat: str) -> None:
        self.hands.choose(self._at(f"input[name=threats][value={threat}]"))
        self._goes_on()

    def tells(self, words: str) -> None:
        self.hands.write(self._at("textarea[name=text]"), words)
        self._goes_on()

    def has_no_files(self) -> None:
        self._goes_on()

    def says_how_old(self, band: str) -> None:
        self.hands.choose(self._at(f"input[name=age_band][value='{band}']"))
        self._goes_on()

    def is_not_in_danger_now(self) -> None:
        self.hands.choose(self._at("input[name=danger][value=no]"))
        self._goes_on()

    def stays_anonymous(self) -> None:
        self.hands.choose(self._at("input[name=stay][value=anonymous]"))
        self._goes_on()

    def checks_and_sends(self) -> None:
        self._send("main", "button[name=go]:not([value=back])")
        expect(self._at("h1")).to_have_text("You did the right thing by writing")
        self.code = self._at("#code").inner_text().strip()
        assert re.fullmatch(r"(\d{4}\s*){4}", self.code)

    def leaves(self) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/en/")

    def comes_back_with_the_code(self) -> None:
        self.page.goto("/en/return/")
        self.hands.write(self._at("input[name=code]"), self.code)
        self._send("form.code-form")
        self.page.wait_for_url("**/return/conversation/")

    def writes_more(self, words: str) -> None:
        self.hands.write(self._at("#write textarea[name=text]"), words)
        self._send("#write", "button[value=write]")
        self.reads(words)

    def closes_the_conversation(self) -> None:
        with self.page.expect_navigation():
            self.hands.press(self._at("a[href$='/return/leave/']"))
        assert "conversation" not in self.path

    def is_at_step(self, words: str) -> None:
        expect(self._at("main [aria-current=step]")).to_contain_text(words)


class Staff(Somebody):
    """Somebody at the desk or at the portal."""

    email = ""
    name_of_role = ""

    def signs_in(self, email: str) -> None:
        self.page.goto("/desk/sign-in/")
        self.hands.write(self._at("input[name=login]"), email)
        self.hands.write(self._at("input[name=password]"), PASSWORD)
        self.hands.press(self._at("form:has(input[name=password]) button[type=submit]").first)
        self.page.wait_for_url(lambda url: "sign-in" not in url)


class Operator(Staff):
    contact = ""

    def finds_in_the_inbox(self, words: str) -> None:
        self.page.goto("/desk/inbox/unassigned/")
        row = self._at("#list a[href*='/desk/contacts/']").filter(has_text=words).first
        for _ in range(6):
            if row.count():
                break
            more = self._at("a[rel=next], .pager a").last
            self.hands.press(more)
            self.page.wait_for_load_state()
        self.hands.press(row)
        self.page.wait_for_url(re.compile(r"/desk/contacts/[0-9a-f-]{36}/"))
        self.contact = self.path

    def replies(self, words: str) -> None:
        self.hands.write(self._at("#reply textarea[name=text]"), words)
        self._send("#reply", "button[value=send]")
        expect(self._at("#conversation")).to_contain_text(words)


class Analyst(Staff):
    case = ""
    referral = ""

    def opens_the_contact(self, address: str) -> None:
        self.page.goto(address)

    def opens_a_case(self, *, title: str, summary: str) -> None:
        self.hands.press(self._at("a[href*='/desk/cases/new/']").first)
        self.page.wait_for_load_state()
        form = "main form:has(input[name=title])"
        self.hands.write(self._at("input[name=title]"), title)
        self.hands.choose(self._at("input[name=kind][value=referral]"))
        self.hands.write(self._at("textarea[name=summary]"), summary)
        self._send(form)
        self.page.wait_for_url(re.compile(r"/desk/cases/[0-9a-f-]{36}/"))
        self.case = self.path

    def prepares_a_referral_to(self, institution: str) -> None:
        self.hands.press(self._at("a[href$='/referrals/new/']").first)
        self.page.wait_for_load_state()
        self.hands.choose(self._at(f"input[name=institution][value='{institution}']"))
        self._send("main form[method=post]:has(input[name=institution])")
        self.page.wait_for_url(re.compile(r"/desk/referrals/[0-9a-f-]{36}/"))

    def writes_the_letter(self, *, facts: str, asked: str) -> None:
        self.hands.write(self._at("textarea[name=facts]"), facts)
        self.hands.write(self._at("textarea[name=asked]"), asked)
        contacts = self._at("input[name=contacts]").first
        if contacts.count():
            self.hands.choose(contacts)
        self._send("main form:has(textarea[name=facts])")
        self.page.wait_for_url(re.compile(r"/desk/referrals/[0-9a-f-]{36}/$"))
        self.referral = self.path

    def sends_it_for_approval(self) -> None:
        self._send("form[action$='/send-for-approval/']")

    def delivers(self) -> None:
        self.page.goto(self.referral)
        self._send("form[action$='/deliver/']")

    def gives_the_answer(self, words: str) -> None:
        self.page.goto(self.referral)
        form = "form[action$='/give-information/']"
        self.hands.write(self._at(f"{form} textarea"), words)
        self._send(form)


class Supervisor(Staff):
    def approves(self, address: str) -> None:
        self.page.goto(address)
        self._send("form[action$='/approve/']")
        expect(self._at("form[action$='/approve/']")).to_have_count(0)


class Officer(Staff):
    referral = ""

    def opens(self, desk_address: str) -> None:
        self.page.goto("/portal/")
        self.referral = desk_address.replace("/desk/", "/portal/")
        self.hands.press(self._at(f"a[href='{self.referral}']").first)
        self.page.wait_for_url(f"**{self.referral}")

    def confirms_receipt(self) -> None:
        self._send("form[action$='/acknowledge/']")

    def _unfolds(self, form: str) -> None:
        fold = self._at(f"details:has({form})")
        if fold.count() and fold.get_attribute("open") is None:
            self.hands.press(fold.locator("summary"))

    def asks(self, words: str) -> None:
        form = "form[action$='/ask/']"
        self._unfolds(form)
        self.hands.write(self._at(f"{form} textarea"), words)
        self._send(form)
        self.reads(words)

    def reports_the_outcome(self, code: str, words: str) -> None:
        self.page.goto(self.referral)
        form = "form[action$='/report-outcome/']"
        self._unfolds(form)
        self.hands.choose(self._at(f"{form} input[name$=outcome][value={code}]"))
        self.hands.write(self._at(f"{form} textarea"), words)
        self._send(form)
