"""What the three state machines share: one object, everybody who could act, a model that says what must happen."""

from collections.abc import Callable
from typing import Any

import hypothesis.strategies as st
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine

from smartsafe.audit.models import Entry, Head
from smartsafe.errors import DomainError
from smartsafe.people.actors import Actor
from tests.factories import people

SETTINGS = settings(
    max_examples=12, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
ROLES = ("operator", "analyst", "supervisor", "administrator", "educator", "officer", "other_officer")
WORDS = st.sampled_from(["Хвала на поверењу.", "Пиши нам поново 👋", "שלום עולם", "x" * 500, "<b>не</b> {status} %s"])


class World:
    """The people of a run, made once for all examples."""

    def __init__(self) -> None:
        people.a_vault()
        self.people: dict[str, Actor] = {
            role: people.a_person(role) for role in ROLES if not role.endswith("officer")
        } | {"officer": people.an_officer("mup_vtk"), "other_officer": people.an_officer("vjt_vtk")}


class Rolled(RuleBasedStateMachine):
    """A state machine whose every example is taken back in the database."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)

    def attempt(self, who: str, may: bool, deed: Callable[[Actor], Any]) -> bool:
        """Whether it was done. It is exactly when the model says it may be; a refusal leaves no trace at all."""
        sentence = "done"
        before = Head.objects.values_list("sequence", flat=True).first()
        try:
            with transaction.atomic():
                deed(self.world.people[who])
            done = True
        except DomainError as refusal:
            done, sentence = False, str(refusal)
        assert done is may, f"{who} {'did' if done else 'could not do'} it: {sentence}"
        assert sentence
        after = Head.objects.values_list("sequence", flat=True).first()
        assert (after != before) is done, "exactly what is done is written down"
        assert Entry.objects.count() == after
        return done
