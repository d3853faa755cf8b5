"""What is erased together: a contact with those merged into it; a case with its referrals and contacts.

Each is taken locked (referrals, cases, contacts, as everywhere), then looked at again: whoever came first has changed
it. `None` where something of it still goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from smartsafe.cases.models import Case, CaseContact
from smartsafe.contacts import rules as of_contacts
from smartsafe.contacts.models import Contact
from smartsafe.referrals import rules as of_referrals
from smartsafe.referrals.models import Referral

from . import rules


@dataclass(frozen=True, slots=True)
class Bundle:
    """Identifiers, in the order in which they are erased."""

    referrals: tuple[UUID, ...] = ()
    cases: tuple[UUID, ...] = ()
    contacts: tuple[UUID, ...] = ()


def due_cases() -> list[UUID]:
    return list(Case.objects.filter(rules.cases_past()).order_by("closed_at").values_list("pk", flat=True))


def due_contacts() -> list[UUID]:
    """Those that belong to no case and to no contact that still stands; these decide for them."""
    alone = Q(merged_into=None) | Q(merged_into__erased_at__isnull=False)
    past = Contact.objects.filter(rules.contacts_past(), alone, ~_in_a_case())
    return list(past.order_by("closed_at").values_list("pk", flat=True))


def _in_a_case() -> Exists:
    """Whether the contact, or what was merged into it, belongs to a case, which decides for the whole conversation."""
    own = Q(contact=OuterRef("pk")) | Q(contact__merged_into=OuterRef("pk"))
    return Exists(CaseContact.objects.filter(own, contact__erased_at=None))


def of_case(case_id: UUID) -> Bundle | None:
    """The case, those merged into it, their referrals, their contacts and what was merged into these."""
    tree = Q(pk=case_id) | Q(merged_into=case_id)
    ids = list(Case.objects.filter(tree).values_list("pk", flat=True))
    referrals = list(Referral.objects.select_for_update().filter(case_id__in=ids, erased_at=None).order_by("pk"))
    cases = list(Case.objects.select_for_update().filter(tree, erased_at=None).order_by("pk"))
    if not Case.objects.filter(rules.cases_past(), pk=case_id).exists():
        return None
    contacts = _contacts_of({case.pk for case in cases})
    kind = next(case.kind for case in cases if case.pk == case_id)
    ended = all(one.status in of_referrals.ENDED for one in referrals)
    if not ended or not _rest(contacts, rules.before(rules.days_of_case(kind))) or _lent(contacts):
        return None
    return Bundle(_ids(referrals), _ids(cases), _ids(contacts))


def _contacts_of(cases: set[UUID]) -> list[Contact]:
    """The whole conversation of each, as the case has it (`cases.evidence_keys.contacts_of`)."""
    pairs = Contact.objects.filter(case_contact__case__in=cases).values_list("pk", "merged_into")
    joined = {head or contact_id for contact_id, head in pairs}
    elsewhere = CaseContact.objects.exclude(case_id__in=cases).values("contact_id")
    among = Contact.objects.filter(Q(pk__in=joined) | Q(merged_into__in=joined), erased_at=None)
    return _locked(among.exclude(pk__in=elsewhere).values_list("pk", flat=True))


def of_contact(contact_id: UUID) -> Bundle | None:
    """The contact and what was merged into it. Those that belong to a case wait for the case."""
    among = Contact.objects.filter(Q(pk=contact_id) | Q(merged_into=contact_id), erased_at=None)
    contacts = _locked(among.values_list("pk", flat=True))
    ids = _ids(contacts)
    past = Contact.objects.filter(rules.contacts_past(), ~_in_a_case(), pk__in=ids)
    if contact_id not in ids or past.count() != len(ids):
        return None
    return Bundle(contacts=ids)


def _locked(ids: Iterable[UUID]) -> list[Contact]:
    return list(Contact.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def _rest(contacts: list[Contact], since: datetime) -> bool:
    """Whether all are closed and have been for long enough: a reporter who came back is heard first."""
    return all(
        one.status == of_contacts.CLOSED and one.closed_at is not None and one.closed_at <= since for one in contacts
    )


def _lent(contacts: list[Contact]) -> bool:
    """Whether something that is not erased with them, split off from one of them, still needs its code or thread."""
    ids = _ids(contacts)
    return Contact.objects.filter(split_from__in=ids, erased_at=None).exclude(pk__in=ids).exists()


def _ids(found: Sequence[Referral | Case | Contact]) -> tuple[UUID, ...]:
    return tuple(one.pk for one in found)
