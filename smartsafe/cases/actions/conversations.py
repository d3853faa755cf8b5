"""Contacts that are merged, separated or split while one of them is in a case: the case's files follow its contacts."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from smartsafe.cases.errors import TwoCases
from smartsafe.cases.evidence_keys import drop_strangers
from smartsafe.cases.models import Case, CaseContact
from smartsafe.cases.writing import put_back, tell_reporters
from smartsafe.contacts.actions import handling
from smartsafe.contacts.family import came_with, in_conversation
from smartsafe.contacts.models import Contact
from smartsafe.people.actors import Actor


def _cases_of(*contact_ids: UUID) -> list[Case]:
    """Cases in which these contacts are, or what is one conversation with them; locked."""
    heads = Contact.objects.filter(pk__in=contact_ids).values_list("pk", "merged_into")
    ids = {head or contact_id for contact_id, head in heads}
    whole = Q(case_contacts__contact__in=ids) | Q(case_contacts__contact__merged_into__in=ids)
    found = Case.objects.filter(whole).values_list("pk", flat=True)
    return list(Case.objects.select_for_update().filter(pk__in=set(found)).order_by("pk"))


def _leaves_with(contact_id: UUID) -> bool:
    """Whether what leaves the conversation together with this contact is in a case, and nothing of what stays is."""
    contact = Contact.objects.filter(pk=contact_id, merged_into__isnull=False).first()
    if contact is None:
        return False
    leaving = [contact.pk, *(one.pk for one in came_with(contact))]
    whole = CaseContact.objects.filter(in_conversation(contact.merged_into_id or contact.pk, "contact__"))
    return whole.filter(contact__in=leaving).exists() and not whole.exclude(contact__in=leaving).exists()


def _settle(actor: Actor, cases: Collection[Case]) -> None:
    for case in cases:
        if case.erased_at is None and drop_strangers(case):
            put_back(case)
        tell_reporters(actor, case)


@transaction.atomic
def merge_contacts(actor: Actor, *, contact_id: UUID, into_id: UUID) -> Contact:
    """As `handling.merge`; the conversation is in the case in which one of them is. Raises TwoCases besides."""
    cases = _cases_of(contact_id, into_id)
    if len(cases) > 1:
        raise TwoCases("into", case=cases[0].number, other=cases[1].number)
    stays = handling.merge(actor, contact_id=contact_id, into_id=into_id)
    _settle(actor, cases)
    return stays


@transaction.atomic
def separate_contact(actor: Actor, *, contact_id: UUID) -> Contact:
    """As `handling.separate`; what is not the case's any more leaves it."""
    cases = _cases_of(contact_id)
    apart = handling.separate(actor, contact_id=contact_id, with_its_case=_leaves_with(contact_id))
    _settle(actor, cases)
    return apart


@transaction.atomic
def split_contact(
    actor: Actor, *, contact_id: UUID, message_ids: Collection[UUID], same_person: bool, version: int | None = None
) -> Contact:
    """As `handling.split_off`; the files that leave the contact leave its case."""
    cases = _cases_of(contact_id)
    new = handling.split_off(
        actor, contact_id=contact_id, message_ids=message_ids, same_person=same_person, version=version
    )
    _settle(actor, cases)
    return new
