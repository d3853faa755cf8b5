"""Whom a contact concerns is told: danger, words from the reporter, a wish to withdraw."""

import pytest

from smartsafe.contacts.actions import handling, reporting
from smartsafe.notifications.queries import waiting
from smartsafe.people.actors import Actor
from tests.factories.contacts import a_report
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


def told(person: Actor) -> list[str]:
    return [notice.kind for notice in waiting(person)]


def test_danger_in_a_report_is_told_to_who_may_acknowledge_it_until_one_did() -> None:
    first, second, operator = a_person("supervisor"), a_person("supervisor"), a_person("operator")
    _receipt, contact = a_report(danger=True)
    assert told(first) == told(second) == ["contact.danger"]
    assert told(operator) == []
    handling.acknowledge_danger(first, contact_id=contact.id)
    assert told(second) == []


def test_who_has_the_contact_learns_that_the_reporter_wrote_or_withdraws() -> None:
    operator = a_person("operator")
    receipt, contact = a_report()
    conversation = reporting.open_conversation(receipt.code)
    assert conversation
    handling.assign(operator, contact_id=contact.id, person_id=operator.id)
    reporting.write_more(conversation, text="још нешто")
    assert told(operator) == ["contact.reporter_wrote"]
    handling.look(operator, contact_id=contact.id)
    assert told(operator) == [], "opening it is seeing it"
    reporting.ask_withdrawal(conversation)
    assert told(operator) == ["contact.withdrawal"]


def test_a_withdrawal_of_what_nobody_has_reaches_the_supervisors() -> None:
    supervisor = a_person("supervisor")
    receipt, _contact = a_report()
    conversation = reporting.open_conversation(receipt.code)
    assert conversation
    reporting.ask_withdrawal(conversation)
    assert told(supervisor) == ["contact.withdrawal"]
