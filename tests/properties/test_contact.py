"""Whatever anybody tries with a contact, only its table's ways are open, and only to those who may."""

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from smartsafe.contacts import rules
from smartsafe.contacts.actions import handling, reporting
from smartsafe.contacts.models import Contact, Message
from smartsafe.contacts.rules import CONTACT
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report

from .machine import ROLES, SETTINGS, WORDS, Rolled, World

pytestmark = pytest.mark.django_db
WHO = st.sampled_from(ROLES)
OUTCOMES = st.sampled_from([outcome for outcome in rules.OUTCOMES if outcome != "merged"])


class ContactLife(Rolled):
    @initialize(channel=st.sampled_from(rules.CHANNELS))
    def begin(self, channel: str) -> None:
        receipt, contact = a_report(channel=channel)
        self.code, self.id, self.status = receipt.code, contact.id, "new"
        self.told: list[str] = [""]
        self.merged = False
        self.other = a_report()[1].id

    def _go(self, who: str, verb: str, deed: Any, *, capability: str = "contacts.handle") -> bool:
        fits = (verb == "separate") == self.merged or verb not in ("separate", "reopen", "merge")
        may = fits and self.world.people[who].may(capability) and CONTACT.allows(verb, self.status)
        if self.attempt(who, may, deed):
            self.status = CONTACT.after(verb, self.status)
        return may

    @rule(who=WHO, urgency=st.sampled_from(["immediate", "high", "normal", "low"]))
    def triage(self, who: str, urgency: str) -> None:
        self._go(who, "take", lambda actor: handling.triage(actor, contact_id=self.id, urgency=urgency))

    @rule(who=WHO, text=WORDS)
    def reply(self, who: str, text: str) -> None:
        if self._go(who, "reply", lambda actor: handling.reply(actor, contact_id=self.id, text=text)):
            self.told.append(text)

    @rule(who=WHO, outcome=OUTCOMES)
    def close(self, who: str, outcome: str) -> None:
        self._go(who, "close", lambda actor: handling.close(actor, contact_id=self.id, outcome=outcome))

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        self._go(who, "reopen", lambda actor: handling.reopen(actor, contact_id=self.id))

    @rule(who=WHO)
    def merge(self, who: str) -> None:
        def deed(actor: Actor) -> None:
            handling.merge(actor, contact_id=self.id, into_id=self.other)

        self.merged |= self._go(who, "merge", deed)

    @rule(who=WHO)
    def separate(self, who: str) -> None:
        if self._go(who, "separate", lambda actor: handling.separate(actor, contact_id=self.id)):
            self.merged = False

    @rule(who=WHO, text=WORDS)
    def note(self, who: str, text: str) -> None:
        may = self.world.people[who].may("contacts.handle")
        if self.attempt(who, may, lambda actor: handling.add_note(actor, contact_id=self.id, text=text)):
            self.status = "in_progress" if self.status == "new" else self.status

    @rule(text=WORDS)
    def the_reporter_writes(self, text: str) -> None:
        conversation = reporting.open_conversation(self.code)
        assert conversation is not None
        reporting.write_more(conversation, text=text)
        self.status = self.status if self.merged else CONTACT.after("hear", self.status)
        self.told.append(text)

    @invariant()
    def the_row_is_where_the_model_is(self) -> None:
        if not hasattr(self, "id"):
            return
        contact = Contact.objects.get(pk=self.id)
        assert contact.status == self.status
        assert (contact.closed_at is not None) == (contact.status == "closed")
        assert bool(contact.outcome) == (contact.status == "closed")
        assert contact.progress in rules.STEPS
        assert (contact.merged_into_id is not None) == (contact.outcome == "merged") == self.merged

    @invariant()
    def nothing_that_was_said_is_lost(self) -> None:
        if hasattr(self, "id"):
            kinds = ("from_reporter", "to_reporter")
            assert Message.objects.filter(contact_id=self.id, kind__in=kinds).count() == len(self.told)


def test_contact() -> None:
    ContactLife.world = World()
    run_state_machine_as_test(ContactLife, settings=SETTINGS)
