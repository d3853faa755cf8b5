"""Whatever anybody tries with an activity, only its table's ways are open, and only to those who may."""

from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from smartsafe import clock
from smartsafe.outreach.activities import rules
from smartsafe.outreach.activities.actions import booking, holding, planning
from smartsafe.outreach.activities.models import Activity
from tests.factories.outreach import a_request, in_days

from .machine import ROLES, SETTINGS, Rolled, World

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(("educator", "educator", *ROLES))


class ActivityLife(Rolled):
    @initialize()
    def begin(self) -> None:
        self.id, self.status, self.token = a_request().id, rules.REQUESTED, ""

    def _go(self, who: str, verb: str, deed: Any) -> bool:
        to = rules.after(verb, self.status)
        done = self.attempt(who, to is not None and self.world.people[who].may(rules.MANAGE), deed)
        if done and to:
            self.status = to
        return done

    def _timed(self, action: Any, day: int) -> Any:
        starts, who = in_days(day), self.world.people["educator"].id
        return lambda a: action(
            a, activity_id=self.id, presenters=[who], starts_at=starts, ends_at=starts + timedelta(hours=1)
        )

    @rule(who=WHO, day=st.integers(1, 9))
    def offer(self, who: str, day: int) -> None:
        if self._go(who, "offer", self._timed(planning.offer, day)):
            self.token = booking.link_token(Activity.objects.get(pk=self.id).offers.order_by("-offered_at")[0])

    @rule(who=WHO, day=st.integers(1, 9))
    def confirm(self, who: str, day: int) -> None:
        if self._go(who, "confirm", self._timed(planning.confirm, day)):
            self.token = ""

    @rule(accept=st.booleans())
    def the_school_answers(self, accept: bool) -> None:
        may = bool(self.token) and self.status == rules.OFFERED
        if self.attempt("operator", may, lambda a: booking.answer_offer(token=self.token, accept=accept)):
            self.status = rules.CONFIRMED if accept else rules.REQUESTED
            self.token = ""

    @rule(who=WHO, verb=st.sampled_from(("decline", "cancel")))
    def end(self, who: str, verb: str) -> None:
        self._go(who, verb, lambda a: getattr(planning, verb)(a, activity_id=self.id, reason="Разлог"))

    @rule(who=WHO)
    def count(self, who: str) -> None:
        with clock.at(clock.now() + timedelta(days=30)):
            told = {"pupils": 5, "parents": 0, "teachers": 0, "by_gender": {}, "by_age": {}}
            self._go(who, "count", lambda a: holding.count(a, activity_id=self.id, **told))

    @rule(who=WHO)
    def correct(self, who: str) -> None:
        told = {"pupils": 7, "parents": 0, "teachers": 0, "by_gender": {}, "by_age": {}}
        self._go(who, "correct", lambda a: holding.correct(a, activity_id=self.id, **told))

    @rule(who=WHO)
    def close(self, who: str) -> None:
        self._go(who, "close", lambda a: holding.close(a, activity_id=self.id))

    @invariant()
    def the_row_is_where_the_model_is(self) -> None:
        if hasattr(self, "id"):
            row = Activity.objects.get(pk=self.id)
            assert row.status == self.status
            assert (row.starts_at is not None) or row.status not in rules.TAKES_TIME
            assert (row.ended_at is not None) == (row.status in rules.ENDED)


def test_activity() -> None:
    ActivityLife.world = World()
    run_state_machine_as_test(ActivityLife, settings=SETTINGS)
