"""Whatever anybody tries with a referral, only its table's ways are open, and only to those who may."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from smartsafe.cases.models import Case
from smartsafe.people.actors import Actor
from smartsafe.referrals import actions, rules
from smartsafe.referrals.models import Referral, Step
from tests.factories.referrals import a_draft

from .machine import ROLES, SETTINGS, WORDS, Rolled, World

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(ROLES)
AUTHOR = "analyst"


class ReferralLife(Rolled):
    @initialize()
    def begin(self) -> None:
        referral = a_draft(self.world.people[AUTHOR], files=0)
        self.id, self.status, self.accepted, self.delivered = referral.id, rules.DRAFT, False, False
        self.case = referral.case_id
        self.hands = {AUTHOR}  # whose work it is: none of them approves it

    @property
    def row(self) -> Referral:
        return Referral.objects.get(pk=self.id)

    def _may(self, who: str, verb: str) -> bool:
        line = rules.line(self.status, verb, accepted=self.accepted)
        if line is None:
            return False
        person = self.world.people[who]
        if verb == "approve" and who in self.hands:
            return False
        if line.who == rules.PORTAL:  # the institution has officers, so only they answer, and only its own
            return person.may(rules.PORTAL) and person.institution == "mup_vtk"
        return person.may(line.who)

    def _go(self, who: str, verb: str, deed: Callable[[Actor], Any]) -> None:
        if not self.attempt(who, self._may(who, verb), deed):
            return
        line = rules.line(self.status, verb, accepted=self.accepted)
        assert line is not None
        self.status = line.after
        self.accepted = self.accepted or verb == "accept"
        self.delivered = self.delivered or verb == "deliver"
        if verb == "send_for_approval":
            self.hands.add(who)

    @rule(who=WHO)
    def send_for_approval(self, who: str) -> None:
        version = self.row.version
        self._go(
            who, "send_for_approval", lambda a: actions.send_for_approval(a, referral_id=self.id, version=version)
        )  # fmt: skip

    @rule(who=WHO)
    def approve(self, who: str) -> None:
        version = self.row.version
        self._go(who, "approve", lambda a: actions.approve(a, referral_id=self.id, version=version))

    @rule(who=WHO)
    def approve_what_changed_meanwhile(self, who: str) -> None:
        version = self.row.version - 1
        self.attempt(who, False, lambda a: actions.approve(a, referral_id=self.id, version=version))

    @rule(who=WHO, text=WORDS)
    def return_for_changes(self, who: str, text: str) -> None:
        self._go(who, "return_for_changes", lambda a: actions.return_for_changes(a, referral_id=self.id, text=text))

    @rule(who=st.sampled_from([AUTHOR, "supervisor", "operator"]))
    def deliver(self, who: str) -> None:
        self._go(who, "deliver", lambda a: actions.deliver(a, referral_id=self.id))

    @rule(who=WHO)
    def acknowledge(self, who: str) -> None:
        self._go(who, "acknowledge", lambda a: actions.acknowledge(a, referral_id=self.id))

    @rule(who=WHO, text=WORDS)
    def ask(self, who: str, text: str) -> None:
        self._go(who, "ask", lambda a: actions.ask(a, referral_id=self.id, text=text))

    @rule(who=WHO, text=WORDS)
    def give_information(self, who: str, text: str) -> None:
        self._go(who, "give_information", lambda a: actions.give_information(a, referral_id=self.id, text=text))

    @rule(who=WHO)
    def accept(self, who: str) -> None:
        self._go(who, "accept", lambda a: actions.accept(a, referral_id=self.id))

    @rule(who=WHO, text=WORDS)
    def decline(self, who: str, text: str) -> None:
        self._go(who, "decline", lambda a: actions.decline(a, referral_id=self.id, to="csr.cacak", text=text))

    @rule(who=WHO, outcome=st.sampled_from(["acting", "content_removed", "other"]))
    def report_outcome(self, who: str, outcome: str) -> None:
        self._go(who, "report_outcome", lambda a: actions.report_outcome(a, referral_id=self.id, outcome=outcome))

    @rule(who=WHO)
    def close(self, who: str) -> None:
        self._go(who, "close", lambda a: actions.close(a, referral_id=self.id))

    @rule(who=WHO, text=WORDS)
    def withdraw(self, who: str, text: str) -> None:
        self._go(who, "withdraw", lambda a: actions.withdraw(a, referral_id=self.id, text=text))

    @rule(to=st.sampled_from(["accept", "ask", "report_outcome", "decline"]))
    def whoever_has_to_goes_on(self, to: str) -> None:
        """The usual next step by the right person, so that the far states are visited often."""
        usual: dict[str, Callable[[], None]] = {
            rules.DRAFT: lambda: self.send_for_approval(who=AUTHOR),
            rules.AWAITING_APPROVAL: lambda: self.approve(who="supervisor"),  # refused where it is their own work
            rules.APPROVED: lambda: self.deliver(who=AUTHOR),
            rules.DELIVERED: lambda: self.acknowledge(who="officer"),
            rules.INFORMATION_ASKED: lambda: self.give_information(who=AUTHOR, text="21.14"),
            rules.ACKNOWLEDGED: lambda: self._answer(to),
            rules.ACCEPTED: lambda: self._answer(to),
        }
        if step := usual.get(self.status):
            step()

    def _answer(self, to: str) -> None:
        if to == "report_outcome":
            self.report_outcome(who="officer", outcome="acting")
        elif to == "accept":
            self.accept(who="officer")
        else:
            getattr(self, to)(who="officer", text="Реч")

    @invariant()
    def the_row_is_where_the_model_is(self) -> None:
        if not hasattr(self, "id"):
            return
        referral = self.row
        assert referral.status == self.status
        assert (referral.delivered_at is not None) == self.delivered
        if self.status in (rules.APPROVED, *rules.SEEN_BY_INSTITUTION) and self.delivered:
            assert referral.approved_by_id not in (None, referral.prepared_by_id)
        if not self.delivered or self.status == rules.WITHDRAWN:
            assert not referral.key_for_institution, "the institution cannot open it"
        if self.delivered:
            assert Step.objects.filter(referral=referral, kind="deliver").count() == 1

    @invariant()
    def the_case_follows(self) -> None:
        if hasattr(self, "id"):
            status = Case.objects.get(pk=self.case).status
            if self.status in rules.WITH_INSTITUTION:
                assert status == ("referred" if self.status == rules.DELIVERED else "with_institution")
            if self.status == rules.OUTCOME_REPORTED:
                assert status == "outcome_known"


def test_referral() -> None:
    ReferralLife.world = World()
    run_state_machine_as_test(ReferralLife, settings=SETTINGS)
