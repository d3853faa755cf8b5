"""An operator's morning: twenty contacts from every channel, each brought to its end with the keyboard alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from smartsafe.audit.actions import SYSTEM
from smartsafe.contacts.actions import arriving, indexing
from smartsafe.contacts.models import Contact, Message, Outgoing
from smartsafe.contacts.sealed import ContactDetails, Reach
from smartsafe.people.actors import Actor
from smartsafe.people.models import Person
from tests.browser import Browsers
from tests.factories.contacts import a_report
from tests.factories.people import a_person
from tests.signing_in import signed_in_client

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

# Any press of a mouse or a finger would be counted here
NO_POINTER = """
sessionStorage.pointer ??= 0;
addEventListener('pointerdown', () => sessionStorage.pointer++, true);
"""
PHONE = "064 111 22 33"


@dataclass
class Operator:
    """Sits at the desk and has no mouse. Every deed says what the keys are."""

    page: Page
    colleague: str = ""
    pressed: int = 0
    done: list[str] = field(default_factory=list)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def leads_on(self, *keys: str) -> None:
        """Keys that end at another page."""
        self.keys(*keys[:-1])
        with self.page.expect_navigation():
            self.keys(keys[-1])

    def writes(self, words: str) -> None:
        # A browser focuses the field at its next frame, which on a busy machine comes after the page's end of loading.
        self.page.wait_for_function("document.activeElement.matches('input, textarea')")
        self.page.keyboard.insert_text(words)

    def opens_the_next(self) -> str:
        """The first of those that nobody has; its number, "" when there is none left."""
        self.leads_on("g", "n")
        if not self.page.locator("[data-row]").count():
            return ""
        self.keys("j")
        self.leads_on("Enter")
        return self.page.locator(".open-meta .numbers").first.inner_text()

    # What a contact can come to

    def advises_and_closes(self) -> None:
        self.keys("r")
        self.writes("You did nothing wrong. This is what helps now.")
        self.leads_on("Control+Shift+Enter")

    def replies_and_waits(self) -> None:
        self.keys("r")
        self.writes("Thank you for writing. How old are you?")
        self.leads_on("Control+Enter")
        expect(self.page.locator("#conversation")).to_contain_text("How old are you?")

    def assesses_notes_and_closes(self) -> None:
        self.keys("t")
        self.keys("Control+A")
        self.writes("Assessed by keyboard")
        self.leads_on("Control+Enter")
        self.keys("n")
        self.writes("Seen before, last week.")
        self.leads_on("Control+Enter")
        self.leads_on("z", "a")

    def redirects(self) -> None:
        self.leads_on("z", "r")

    def closes_as_prank(self) -> None:
        self.leads_on("z", "p")

    def takes_it(self) -> None:
        self.leads_on("e")

    def assigns_it(self) -> None:
        self.keys("a")
        self.page.keyboard.type(self.colleague)
        self.leads_on("Control+Enter")

    def opens_a_case(self) -> None:
        self.takes_it()
        self.leads_on("o")
        self.writes("Threats by an unknown account")
        self.keys("Tab", "Space")
        self.leads_on("Control+Enter")
        self.page.wait_for_url(re.compile(r"/desk/cases/[0-9a-f-]{36}/"))

    def makes_one_conversation(self) -> None:
        self.keys("m")
        self.leads_on("Enter")
        expect(self.page.locator("#conversation")).to_contain_text("It is me again")
        self.advises_and_closes()

    def agrees_on_another_way(self) -> None:
        self.keys("w")
        for _ in range(8):  # to the address that the person gave
            if self.page.evaluate("document.activeElement.closest('label, .choice')?.innerText ?? ''").count("@"):
                break
            self.keys("ArrowDown")
        self.keys("Tab", "Tab", "Space")
        self.leads_on("Control+Enter")
        self.replies_and_waits()

    # What does not come by itself

    def takes_a_call(self) -> None:
        self.leads_on("c")
        self.writes("A mother asks how to set up a telephone for a child.")
        self.leads_on("Control+Enter")

    def has_a_silent_call(self) -> None:
        self.leads_on("x", "s")

    def has_a_wrong_number(self) -> None:
        self.leads_on("x", "w")

    def types_a_letter_in(self) -> None:
        self.leads_on("g", "v")
        self.writes("Dear Sir or Madam, my class is insulted in a group.")
        self.leads_on("Control+Enter")
        self.redirects()


def arrives(channel: str, text: str, **reach: str) -> Contact:
    """From outside, as the worker takes it in."""
    details = ContactDetails(reach=Reach(**reach))
    told = arriving.begin(SYSTEM, channel=channel, text=text, details=details, subject=text)
    return Contact.objects.get(pk=told.contact_id)


@pytest.fixture
def operator(vault: str, live_server, browsers: Browsers):  # type: ignore[no-untyped-def]
    actor, colleague = a_person("operator"), a_person("analyst")
    Person.objects.filter(pk=actor.id).update(language="en")
    jar = signed_in_client(actor).cookies
    with browsers.window(live_server.url) as page:
        page.context.add_init_script(NO_POINTER)
        page.context.add_cookies([
            {"name": name, "value": kept.value, "url": live_server.url} for name, kept in jar.items()
        ])  # fmt: skip
        page.context.set_default_timeout(15_000)
        yield actor, Operator(page, colleague=colleague.name)
        assert not page.complaints  # type: ignore[attr-defined]


def test_twenty_mixed_contacts_by_keyboard_only(operator: tuple[Actor, Operator]) -> None:
    actor, at_desk = operator
    plain = {"links": [], "handles": []}
    _, again = a_report(text="I wrote before", phone=PHONE, threats=["cyberbullying"], **plain)
    again_too = arrives("phone", "It is me again", phone=PHONE)  # a voice message
    _, by_mail = a_report(text="Please write to my mother", email="mama@primer.example", **plain)
    ends: dict[str, Callable[[], None]] = {
        again.number: at_desk.makes_one_conversation,
        by_mail.number: at_desk.agrees_on_another_way,
        a_report(text="Somebody threatens me", **plain)[1].number: at_desk.opens_a_case,
        a_report(text="A strange account", **plain)[1].number: at_desk.assesses_notes_and_closes,
        a_report(text="asdf", **plain)[1].number: at_desk.closes_as_prank,
        a_report(channel="chat", text="Nobody talks to me", **plain)[1].number: at_desk.advises_and_closes,
        a_report(channel="partner", text="A profile that we removed", **plain)[1].number: at_desk.assigns_it,
        arrives("email", "My son plays all night").number: at_desk.replies_and_waits,
        arrives("email", "Is this offer real?").number: at_desk.advises_and_closes,
        arrives("email", "A question about a bill").number: at_desk.redirects,
        arrives("facebook", "He wants pictures").number: at_desk.replies_and_waits,
        arrives("instagram", "A false profile of me").number: at_desk.takes_it,
        arrives("tiktok", "They laugh at my video").number: at_desk.advises_and_closes,
        arrives("whatsapp", "My daughter was insulted").number: at_desk.advises_and_closes,
        arrives("viber", "Who are you?").number: at_desk.assesses_notes_and_closes,
    }
    came = len(ends) + 1
    indexing.index_waiting(actor)

    at_desk.page.goto("/desk/")
    at_desk.takes_a_call()
    at_desk.has_a_silent_call()
    at_desk.types_a_letter_in()
    at_desk.has_a_wrong_number()
    left = dict(ends)
    while number := at_desk.opens_the_next():
        # The voice message is joined to what it belongs to, whichever of the two comes first.
        deed = left.pop(again.number if number == again_too.number else number)
        deed()

    assert not left
    assert came + 4 == 20
    assert at_desk.page.evaluate("sessionStorage.pointer") == "0", "no mouse, no finger"
    everything_has_its_end(ends, actor)
    assert at_desk.pressed < 20 * 12, "a dozen keys for a contact, besides the words"

    at_desk.keys("?")
    expect(at_desk.page.locator("dialog")).to_contain_text("Send the reply and close with advice")


def everything_has_its_end(ends: dict[str, Callable[[], None]], actor: Actor) -> None:
    assert not Contact.objects.filter(assignee=None).exclude(status="closed").exists()
    by_deed: dict[str, set[tuple[str, str]]] = {}
    for contact in Contact.objects.filter(number__in=ends):
        by_deed.setdefault(ends[contact.number].__name__, set()).add((contact.status, contact.outcome))
    merged = by_deed.pop("makes_one_conversation")
    assert merged <= {("closed", "advised"), ("closed", "merged")}
    assert by_deed == {
        "agrees_on_another_way": {("waiting", "")},
        "opens_a_case": {("in_progress", "")},
        "assesses_notes_and_closes": {("closed", "advised")},
        "closes_as_prank": {("closed", "prank")},
        "advises_and_closes": {("closed", "advised")},
        "assigns_it": {("in_progress", "")},
        "replies_and_waits": {("waiting", "")},
        "redirects": {("closed", "redirected")},
        "takes_it": {("in_progress", "")},
    }
    assert Contact.objects.exclude(case_contact=None).count() == 1
    outcomes = list(Contact.objects.filter(channel="phone").values_list("outcome", flat=True))
    assert {"silent", "wrong_number", "advised"} <= set(outcomes)
    assert Contact.objects.filter(merged_into__isnull=False, outcome="merged").count() == 1
    assert Outgoing.objects.filter(channel="email", way__isnull=False).count() == 1
    assert set(Outgoing.objects.values_list("channel", flat=True)) == {"email", "facebook", "tiktok", "whatsapp"}
    assert Message.objects.filter(kind="note", author=actor.id).count() == 2
