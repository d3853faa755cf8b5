"""Cases and referrals of the demo: one in every state, and some that have run their course over the year."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from smartsafe.cases import actions as cases
from smartsafe.cases.queries.evidence import evidence_of
from smartsafe.cases.rules import ADVISORY, REFERRAL
from smartsafe.contacts.actions import handling, reporting
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions as referrals
from smartsafe.referrals.models import Referral

from .contacts import Centre, Written, assess, report
from .script import CasePlan, Story

Step = Callable[[], None]


@dataclass
class Matter:
    """One story on its way through the house: its contact, its case, its referral."""

    centre: Centre
    plan: CasePlan
    written: Written | None = None
    case_id: UUID | None = None
    referral: Referral | None = None
    task_id: UUID | None = None

    @property
    def story(self) -> Story:
        return self.centre.script.about(self.plan.threat)

    @property
    def institution(self) -> str:
        return self.plan.institution

    @property
    def analyst(self) -> Actor:
        return self.centre.cast.first("analyst")

    @property
    def supervisor(self) -> Actor:
        return self.centre.cast.first("supervisor")

    @property
    def officer(self) -> Actor:
        return self.centre.cast.officer(self.institution)

    @property
    def contact(self) -> Written:
        assert self.written is not None  # noqa: S101, the script reports before it does anything else
        return self.written

    @property
    def case(self) -> UUID:
        assert self.case_id is not None  # noqa: S101
        return self.case_id

    @property
    def sent(self) -> UUID:
        assert self.referral is not None  # noqa: S101
        return self.referral.id

    # The deeds, one after another

    def arrive(self) -> None:
        town = self.institution.partition(".")[2]  # a local institution's code ends in its municipality
        pictures = 1 + (self.story.danger and 1)
        self.written = report(self.centre, self.story, municipality=town, pictures=pictures)

    def answer(self) -> None:
        operator = self.centre.cast.first("operator")
        assess(operator, self.contact.id, self.story)
        handling.reply(operator, contact_id=self.contact.id, text=self.story.reply)
        if self.story.danger:
            handling.acknowledge_danger(self.supervisor, contact_id=self.contact.id)

    def write_back(self) -> None:
        text = self.story.answer or self.centre.script.about("sextortion").answer
        reporting.write_more(self.contact.conversation(), text=text)

    def open_case(self) -> None:
        words = self.centre.script.words
        handling.look(self.analyst, contact_id=self.contact.id)
        handling.add_note(self.analyst, contact_id=self.contact.id, text=words.note)
        case = cases.open_case(
            self.analyst,
            contact_ids=[self.contact.id],
            kind=REFERRAL if self.institution else ADVISORY,
            title=self.story.subject,
            summary=words.case_summary if self.institution else words.advice,
        )
        self.case_id = case.id
        handles = [word.strip(".,?") for word in self.story.text.split() if word.startswith(("@", "http"))]
        if handles:
            cases.add_involved(self.analyst, case_id=case.id, role="suspect", identifiers=handles)
        self.task_id = cases.add_task(
            self.analyst, case_id=case.id, title=words.task, assignee_id=self.analyst.id, working_hours=16
        ).id

    def advise(self) -> None:
        cases.give_advice(self.analyst, case_id=self.case, text=self.centre.script.words.advice)

    def close_case(self) -> None:
        if self.task_id:
            cases.finish_task(self.analyst, task_id=self.task_id)
        cases.close(self.analyst, case_id=self.case)
        handling.reply(
            self.analyst, contact_id=self.contact.id, text=self.centre.script.words.tell, close_as="case_opened"
        )

    def prepare(self) -> None:
        self.referral = referrals.prepare(self.analyst, case_id=self.case, institution=self.institution)
        self.referral = referrals.edit_draft(
            self.analyst,
            referral_id=self.sent,
            version=self.referral.version,
            subject=self.story.subject,
            facts=self.centre.script.words.facts,
            asked="",
            contacts=[self.contact.id],
            items=[item.item_id for item in evidence_of(self.analyst, self.case)],
            urgent=self.story.danger,
        )

    def ask_approval(self) -> None:
        assert self.referral is not None  # noqa: S101
        version = self.referral.version
        self.referral = referrals.send_for_approval(self.analyst, referral_id=self.sent, version=version)

    def approve(self) -> None:
        assert self.referral is not None  # noqa: S101
        self.referral = referrals.approve(self.supervisor, referral_id=self.sent, version=self.referral.version)

    def deliver(self) -> None:
        referrals.deliver(self.analyst, referral_id=self.sent)

    def acknowledge(self) -> None:
        referrals.acknowledge(self.officer, referral_id=self.sent)

    def ask(self) -> None:
        referrals.ask(self.officer, referral_id=self.sent, text=self.centre.script.words.question)

    def give(self) -> None:
        referrals.give_information(self.analyst, referral_id=self.sent, text=self.centre.script.words.given)

    def accept(self) -> None:
        referrals.accept(self.officer, referral_id=self.sent)

    def decline(self) -> None:
        referrals.decline(
            self.officer, referral_id=self.sent, to=self.plan.declined_to, text=self.centre.script.words.declined
        )

    def report_outcome(self) -> None:
        words = self.centre.script.words
        referrals.report_outcome(self.officer, referral_id=self.sent, outcome=self.plan.outcome, text=words.outcome)

    def close_referral(self) -> None:
        referrals.close(self.analyst, referral_id=self.sent)

    def withdraw(self) -> None:
        referrals.withdraw(self.analyst, referral_id=self.sent, text=self.centre.script.words.withdrawn)


def _way_to(matter: Matter, state: str) -> list[Step]:
    begun = [matter.answer, matter.write_back, matter.open_case, matter.prepare]
    delivered = [*begun, matter.ask_approval, matter.approve, matter.deliver]
    dialogue = [*delivered, matter.acknowledge, matter.ask]
    reported = [*dialogue, matter.give, matter.accept, matter.report_outcome]
    return {
        "draft": begun,
        "awaiting_approval": [*begun, matter.ask_approval],
        "approved": [*begun, matter.ask_approval, matter.approve],
        "delivered": delivered,
        "acknowledged": [*delivered, matter.acknowledge],
        "information_asked": dialogue,
        "accepted": [*dialogue, matter.give, matter.accept],
        "declined": [*delivered, matter.acknowledge, matter.decline],
        "outcome_reported": reported,
        "closed": [*reported, matter.close_referral, matter.close_case],
        "withdrawn": [*delivered, matter.withdraw],
    }[state]


def _way_of_advice(matter: Matter, state: str) -> list[Step]:
    begun = [matter.answer, matter.write_back, matter.open_case]
    return {
        "open": begun,
        "advice_given": [*begun, matter.advise],
        "closed": [*begun, matter.advise, matter.close_case],
    }[state]


def fill_with_cases(centre: Centre) -> list[Matter]:
    """Every state of the three machines, and a year of history."""
    matters = [Matter(centre, plan) for plan in centre.script.case]
    for matter in matters:
        steps = _way_to if matter.institution else _way_of_advice
        _plan(centre, matter, matter.plan.days, steps(matter, matter.plan.state))
    return matters


def _plan(centre: Centre, matter: Matter, days: float, steps: list[Step]) -> None:
    """The story arrives so many days ago; a matter long over took a month, one still open fills the time until now."""
    arrival = centre.year.ago(days)
    centre.year.at(arrival, matter.arrive)
    end = min(centre.year.now, centre.year.ago(days - 30)) if days > 32 else centre.year.now
    for moment, step in zip(centre.year.spread(arrival, len(steps), end=end), steps, strict=True):
        centre.year.at(moment, step)
