"""The keys of a case's evidence: from under a contact's record key to under the case's, and from case to case."""

from django.db.models import Q, QuerySet

from smartsafe import clock
from smartsafe.contacts.message_keys import for_centre
from smartsafe.contacts.models import Attachment, Contact
from smartsafe.contacts.sealed import open_item_key
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import RecordKey

from .models import Case, CaseEvidence
from .sealed import item_place


def contacts_of(case: Case) -> "QuerySet[Contact]":
    """The case's contacts with the whole conversation of each: what it was merged into, what was merged into that."""
    joined = Contact.objects.filter(case_contact__case=case).values_list("pk", "merged_into")
    heads = {head or contact_id for contact_id, head in joined}
    return Contact.objects.filter(Q(pk__in=heads) | Q(merged_into__in=heads))


def drop_strangers(case: Case) -> int:
    """Files of contacts that are no longer the case's leave it; they stay where they came. How many there were."""
    kept = Attachment.objects.filter(item__in=case.evidence.values("item_id"))
    strangers = kept.exclude(contact__in=contacts_of(case)).values("item_id")
    count, _by_model = case.evidence.filter(item_id__in=strangers).delete()
    return count


def _missing(case: Case) -> "QuerySet[Attachment]":
    have = CaseEvidence.objects.filter(case=case).values("item_id")
    found = Attachment.objects.filter(contact__in=contacts_of(case), item__purged_at=None, contact__erased_at=None)
    return found.exclude(item_id__in=have).select_related("contact", "message").order_by("item_id")


def take_from_contacts(actor: Actor, case: Case, key: RecordKey) -> int:
    """Reseal the keys of all attachments that the case does not have yet. How many there were."""
    rows = []
    for attachment in _missing(case):
        contact = attachment.contact
        contact_key = for_centre(attachment.message, actor.open(contact.key_for_centre), actor.open)
        item_key = open_item_key(contact_key, contact.pk, attachment.item_id, attachment.sealed_item_key)
        sealed = item_key.sealed_under(key, item_place(case.pk, attachment.item_id))
        rows.append(CaseEvidence(case=case, item_id=attachment.item_id, sealed_item_key=sealed, added_at=clock.now()))
    CaseEvidence.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def is_missing_some(case: Case) -> bool:
    """Whether a contact of the case brought files that the case has not taken over yet."""
    return _missing(case).exists()


def take_from_case(source: Case, source_key: RecordKey, into: Case, into_key: RecordKey) -> None:
    """Reseal every item key of a merged case for the one that it goes into."""
    have = set(into.evidence.values_list("item_id", flat=True))
    rows = []
    for kept in source.evidence.all():
        if kept.item_id in have:
            continue
        item_key = RecordKey.opened_under(source_key, kept.sealed_item_key, item_place(source.pk, kept.item_id))
        sealed = item_key.sealed_under(into_key, item_place(into.pk, kept.item_id))
        rows.append(CaseEvidence(case=into, item_id=kept.item_id, sealed_item_key=sealed, added_at=kept.added_at))
    CaseEvidence.objects.bulk_create(rows)
