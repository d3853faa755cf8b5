"""The whole product in one story: a child reports, and learns what came of it. Read this to know what we are for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.browser import Browsers

from .hands import Hands, Keyboard, Pointer
from .people import Analyst, Child, Officer, Operator, Somebody, Supervisor

pytestmark = pytest.mark.browser

Entering = Callable[[type[Somebody]], Somebody]
STORY = "He says that he will send my picture to my whole class. Number {number}."
ANSWER = "You did nothing wrong. Do not send anything more. May we tell the police? Number {number}."
YES = "Yes. My mother knows now too."
FACTS = "Непозната особа тражи слике и прети њиховом објавом."
QUESTION = "Молимо за тачно време последње поруке."
GIVEN = "Последња порука стигла је синоћ у 21.14."


@pytest.fixture(params=["pointer", "pointer without JavaScript", "keyboard alone"])
def enters(request: pytest.FixtureRequest, browsers: Browsers, demo_centre: str) -> Iterator[Entering]:
    """Somebody new comes in: a window of their own, worked with a pointer or with keys."""
    keys = request.param == "keyboard alone"
    javascript = request.param != "pointer without JavaScript"
    with ExitStack() as windows:

        def enter(who: type[Somebody]) -> Somebody:
            width = "phone" if who is Child and not keys else "desk"
            page = windows.enter_context(browsers.window(demo_centre, width=width, javascript=javascript))
            page.context.set_default_timeout(20_000)
            hands: Hands = Keyboard(page) if keys else Pointer(page)
            return who(hands)

        yield enter


def test_a_child_reports_and_learns_the_outcome(enters: Entering, request: pytest.FixtureRequest) -> None:
    number = len(request.node.name)  # tells the stories of the three ways apart
    story, answer = STORY.format(number=number), ANSWER.format(number=number)

    child: Child = enters(Child)  # type: ignore[assignment]
    child.opens_the_site()
    child.begins_a_report()
    child.says_it_is_about("me")
    child.says_what_is_happening("sextortion")
    child.tells(story)
    child.has_no_files()
    child.says_how_old("12_13")
    child.is_not_in_danger_now()
    child.stays_anonymous()
    child.checks_and_sends()
    child.leaves()

    operator: Operator = enters(Operator)  # type: ignore[assignment]
    operator.signs_in("operator@demo.example")
    operator.finds_in_the_inbox(story[:40])
    operator.reads(story)
    operator.replies(answer)

    child.comes_back_with_the_code()
    child.reads(answer)
    child.writes_more(YES)
    child.closes_the_conversation()

    analyst: Analyst = enters(Analyst)  # type: ignore[assignment]
    analyst.signs_in("analyst@demo.example")
    analyst.opens_the_contact(operator.contact)
    analyst.reads(YES)
    analyst.opens_a_case(title="Уцена сликом", summary=FACTS)
    analyst.prepares_a_referral_to("mup_vtk")
    analyst.writes_the_letter(facts=FACTS, asked="Молимо за поступање.")
    analyst.sends_it_for_approval()

    supervisor: Supervisor = enters(Supervisor)  # type: ignore[assignment]
    supervisor.signs_in("supervisor@demo.example")
    supervisor.approves(analyst.referral)
    analyst.delivers()

    officer: Officer = enters(Officer)  # type: ignore[assignment]
    officer.signs_in("officer.mup@demo.example")
    officer.opens(analyst.referral)
    officer.reads(story)
    officer.confirms_receipt()
    officer.asks(QUESTION)
    analyst.gives_the_answer(GIVEN)
    officer.reports_the_outcome("content_removed", "Поступљено.")

    child.comes_back_with_the_code()
    child.reads("The reported content was removed.")
    child.does_not_read("Поступљено")
    child.does_not_read(FACTS)
