"""Whatever anybody tries with a case, only its table's ways are open, and only to those who may."""

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from smartsafe.cases import actions, rules
from smartsafe.cases.models import Case, Task
from smartsafe.contacts.models import Contact
from tests.factories.cases import a_case

from .machine import ROLES, SETTINGS, WORDS, Rolled, World

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(ROLES)


class CaseLife(Rolled):
    @initialize()
    def begin(self) -> None:
        case = a_case(self.world.people["analyst"])
        self.id, self.contact, self.status = case.id, case.contacts.get().id, rules.OPEN

    def _go(self, who: str, verb: str, to: str, deed: Any, *, hindered: bool = False) -> None:
        way = rules.step(self.status, to, verb)
        person = self.world.people[who]
        may = way is not None and any(person.may(one) for one in way.who) and not hindered
        if self.attempt(who, may, deed):
            self.status = to

    @rule(who=WHO, text=WORDS)
    def advise(self, who: str, text: str) -> None:
        self._go(who, "give_advice", rules.ADVICE_GIVEN, lambda a: actions.give_advice(a, case_id=self.id, text=text))

    @rule(who=WHO)
    def close(self, who: str) -> None:
        open_tasks = Task.objects.filter(case_id=self.id, done_at=None).exists()
        self._go(
            who, "close", rules.CLOSED, lambda a: actions.close(a, case_id=self.id), hindered=open_tasks
        )  # fmt: skip

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        self._go(who, "reopen", rules.OPEN, lambda a: actions.reopen(a, case_id=self.id))

    @rule(who=WHO, to=st.sampled_from(tuple(rules.STATUSES)))
    def the_referrals_carry_it(self, who: str, to: str) -> None:
        person = self.world.people[who]
        if to == self.status:  # already there: only the reporters are told again
            may = person.may("referrals.prepare") or person.may("portal")
            self.attempt(who, may, lambda a: actions.advance(a, case_id=self.id, to=to))
        else:
            self._go(who, "advance", to, lambda a: actions.advance(a, case_id=self.id, to=to))

    @rule(who=WHO, title=WORDS)
    def add_task(self, who: str, title: str) -> None:
        may = self.world.people[who].may("cases.handle") and len(title) <= rules.MAX_TITLE
        self.attempt(who, may, lambda a: actions.add_task(a, case_id=self.id, title=title))

    @rule(who=WHO)
    def finish_a_task(self, who: str) -> None:
        task = Task.objects.filter(case_id=self.id, done_at=None).first()
        if task is not None:
            may = self.world.people[who].may("cases.handle")
            self.attempt(who, may, lambda a: actions.finish_task(a, task_id=task.pk))

    @invariant()
    def the_row_is_where_the_model_is(self) -> None:
        if not hasattr(self, "id"):
            return
        case = Case.objects.get(pk=self.id)
        assert case.status == self.status
        assert (case.closed_at is not None) == (case.status == rules.CLOSED)

    @invariant()
    def the_reporter_is_told_how_far_it_is(self) -> None:
        if hasattr(self, "id"):
            assert Contact.objects.get(pk=self.contact).progress == rules.PROGRESS[self.status]


def test_case() -> None:
    CaseLife.world = World()
    run_state_machine_as_test(CaseLife, settings=SETTINGS)
