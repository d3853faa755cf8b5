"""The same form sent twice at one moment: what the database lets through one after the other happens once."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from smartsafe.audit.actions import SYSTEM
from smartsafe.contacts.actions import arriving, handling
from smartsafe.contacts.actions.handling import calls as handling_calls
from smartsafe.contacts.actions.handling import conversation as handling_conversation
from smartsafe.contacts.models import Contact, Message
from smartsafe.people.actions import handover
from smartsafe.people.actors import Actor
from smartsafe.people.models import HandoverNote
from tests.factories.contacts import a_report

pytestmark = pytest.mark.django_db
Patch = pytest.MonkeyPatch


@pytest.mark.parametrize("write", [handling.reply, handling.add_note])
def test_while_one_waits_for_the_row_the_other_writes(write: Callable[..., Any], operator: Actor, patch: Patch) -> None:
    _, contact = a_report()
    told: dict[str, Any] = {"contact_id": contact.id, "text": "Само једном", "submission": uuid4()}
    if write is handling.reply:
        told["version"] = contact.version
    real, first = handling_conversation.locked, []

    def waits(*args: Any, **kwargs: Any) -> Contact:
        patch.setattr(handling_conversation, "locked", real)
        first.append(write(operator, **told))
        return real(*args, **kwargs)

    patch.setattr(handling_conversation, "locked", waits)
    assert write(operator, **told) == first[0]
    assert Message.objects.filter(submission=told["submission"]).count() == 1


@pytest.fixture
def patch(monkeypatch: Patch) -> Patch:
    return monkeypatch


def test_a_call_that_the_database_refuses_is_the_first_one(operator: Actor, patch: Patch) -> None:
    told: dict[str, Any] = {"text": "Позив", "submission": uuid4()}
    first = handling.take_call(operator, **told)
    patch.setattr(handling_calls, "_taken_down", lambda _submission: None)  # looked a moment too early
    assert handling.take_call(operator, **told) == first
    assert Contact.objects.count() == 1


def test_what_arrives_twice_is_the_first_one(vault: str, patch: Patch) -> None:
    told: dict[str, Any] = {"channel": "email", "text": "Порука"}
    once, again = uuid4(), uuid4()
    first = arriving.begin(SYSTEM, submission=once, **told)
    heard = arriving.hear(SYSTEM, contact_id=first.contact_id, submission=again, **told)
    patch.setattr(arriving, "_before", lambda _submission: None)
    assert arriving.begin(SYSTEM, submission=once, **told) == first
    assert arriving.hear(SYSTEM, contact_id=first.contact_id, submission=again, **told) == heard
    assert (Contact.objects.count(), Message.objects.count()) == (1, 2)


def test_a_note_that_the_database_refuses_is_the_first_one(operator: Actor, patch: Patch) -> None:
    told: dict[str, Any] = {"text": "За следећу смену", "submission": uuid4()}
    first = handover.write_note(operator, **told)
    patch.setattr(handover, "_written", lambda _submission: None)
    assert handover.write_note(operator, **told) == first
    assert HandoverNote.objects.count() == 1


def test_another_fault_of_the_database_is_raised(operator: Actor, patch: Patch) -> None:
    def refuses(*_args: Any) -> Message:
        raise IntegrityError

    patch.setattr(handling_calls, "_first_message", refuses)
    with pytest.raises(IntegrityError):
        handling.take_call(operator, text="Позив", submission=uuid4())
