"""Contacts are merged, separated and split while one of them is in a case: the case has the files of its contacts."""

import pytest

from smartsafe.cases import actions, queries
from smartsafe.cases.errors import HasCase, TwoCases
from smartsafe.contacts.actions.handling import tell_progress
from smartsafe.contacts.actions.reporting import open_conversation, write_more
from smartsafe.contacts.models import Contact, Message
from smartsafe.evidence.queries import content, item
from smartsafe.people.actors import Actor
from tests.factories.cases import a_case, a_contact
from tests.factories.contacts import a_report
from tests.factories.evidence import a_picture, an_upload

pytestmark = pytest.mark.django_db


def files_in(viewer: Actor, case_id: object) -> int:
    """How many files the case has when it is opened; each can be read."""
    actions.look(viewer, case_id=case_id)  # type: ignore[arg-type]
    keys = queries.evidence_keys(viewer, case_id)  # type: ignore[arg-type]
    assert all(b"".join(content(item(item_id), key)) == a_picture() for item_id, key in keys.items())
    return len(keys)


@pytest.mark.parametrize("case_stays", [True, False])
def test_files_come_with_a_merge_and_leave_with_a_separation(analyst: Actor, case_stays: bool) -> None:
    of_case, other = a_contact(files=1), a_contact(files=2)
    case = a_case(analyst, contact_ids=[of_case.pk])
    goes, stays = (other, of_case) if case_stays else (of_case, other)
    actions.merge_contacts(analyst, contact_id=goes.pk, into_id=stays.pk)
    assert files_in(analyst, case.pk) == 3
    found = queries.case_of_contact(analyst, stays.pk)
    assert found
    assert found.id == case.pk
    assert {one.progress for one in Contact.objects.all()} == {"handling"}
    actions.separate_contact(analyst, contact_id=goes.pk)
    assert len(queries.evidence_keys(analyst, case.pk)) == 1, "at once, not only when the case is opened again"
    assert files_in(analyst, case.pk) == 1
    assert queries.case_of_contact(analyst, other.pk) is None


def test_after_a_mistaken_merge_nobody_reads_how_far_the_others_case_is(analyst: Actor) -> None:
    of_case, other = a_contact(), a_contact()
    case = a_case(analyst, contact_ids=[of_case.pk])
    actions.merge_contacts(analyst, contact_id=of_case.pk, into_id=other.pk)
    tell_progress(analyst, contact_id=of_case.pk, progress="concluded", told_outcome="content_removed")
    actions.separate_contact(analyst, contact_id=of_case.pk)
    other.refresh_from_db()
    assert (other.progress, other.told_outcome) == ("received", "")
    assert queries.case_of_contact(analyst, of_case.pk)
    assert case.contacts.get().pk == of_case.pk


def test_a_contact_taken_out_of_a_case_takes_all_its_conversation_along(analyst: Actor) -> None:
    stays, leaves, with_it = a_contact(files=1), a_contact(files=1), a_contact(files=1)
    case = a_case(analyst, contact_ids=[stays.pk, leaves.pk])
    actions.merge_contacts(analyst, contact_id=with_it.pk, into_id=leaves.pk)
    assert files_in(analyst, case.pk) == 3
    actions.remove_contact(analyst, case_id=case.pk, contact_id=leaves.pk)
    assert files_in(analyst, case.pk) == 1


def test_files_of_messages_that_are_split_off_leave_the_case(analyst: Actor) -> None:
    receipt, contact = a_report()
    conversation = open_conversation(receipt.code)
    assert conversation
    for text in ("Остаје", "Одлази"):
        write_more(conversation, text=text, uploads=[an_upload()])
    case = a_case(analyst, contact_ids=[contact.pk])
    assert files_in(analyst, case.pk) == 2
    chosen = Message.objects.filter(contact=contact).latest("at").pk
    actions.split_contact(analyst, contact_id=contact.pk, message_ids=[chosen], same_person=False)
    assert files_in(analyst, case.pk) == 1


def test_two_cases_are_not_mixed_by_merging_their_contacts(analyst: Actor) -> None:
    first, second = a_contact(), a_contact()
    for one in (first, second):
        a_case(analyst, contact_ids=[one.pk])
    with pytest.raises(TwoCases):
        actions.merge_contacts(analyst, contact_id=first.pk, into_id=second.pk)
    third = a_contact()
    actions.merge_contacts(analyst, contact_id=first.pk, into_id=third.pk)
    with pytest.raises(HasCase):
        a_case(analyst, contact_ids=[third.pk])
