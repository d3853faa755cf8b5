"""Erase what has been kept for as long as the country profile says."""

import logging
from collections import Counter
from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import Who, record
from smartsafe.cases import actions as cases
from smartsafe.cases.models import CaseEvidence
from smartsafe.channels.actions.forgetting import forget_erased_threads
from smartsafe.contacts.actions import erasing as contacts
from smartsafe.contacts.models import Attachment
from smartsafe.evidence.actions import purge
from smartsafe.referrals import actions as referrals
from smartsafe.referrals.models import SharedItem

from . import bundles

logger = logging.getLogger(__name__)
COUNTED = ("contacts", "cases", "referrals", "files", "held", "failed")


def erase_what_has_passed(actor: Who) -> Counter[str]:
    """Everything whose time has come, each with what belongs to it in a transaction of its own.

    How many of each, by COUNTED. `held`: past their time, and kept because something of them still goes on; `failed`:
    could not be erased this time, and are tried again the next day. What failed holds up nothing else.
    """
    counts = Counter(dict.fromkeys(COUNTED, 0))
    for due, bundle_of in ((bundles.due_cases, bundles.of_case), (bundles.due_contacts, bundles.of_contact)):
        for one in due():
            try:
                counts.update(_erase(actor, one, bundle_of))
            except Exception:
                logger.exception("Erasing one of %s failed", bundle_of.__name__)
                counts["failed"] += 1
    try:  # apart from the erasing: who takes a message in locks the thread first, and then the contact
        forget_erased_threads()
    except Exception:
        logger.exception("Forgetting outside conversations failed")
        counts["failed"] += 1
    with transaction.atomic():
        record(actor, "retention.ran", "retention", "", **{name: counts[name] for name in COUNTED})
    return counts


@transaction.atomic
def _erase(actor: Who, object_id: UUID, bundle_of: Callable[[UUID], bundles.Bundle | None]) -> dict[str, int]:
    bundle = bundle_of(object_id)
    if bundle is None:
        return {"held": 1}
    items: set[UUID] = set()
    for referral_id in bundle.referrals:
        items |= referrals.erase(actor, referral_id=referral_id)
    for case_id in bundle.cases:
        items |= cases.erase(actor, case_id=case_id)
    for contact_id in bundle.contacts:
        items |= contacts.erase(actor, contact_id=contact_id)
    alone = items - _held(items)
    for item_id in sorted(alone):
        purge(item_id)
    return {
        "referrals": len(bundle.referrals),
        "cases": len(bundle.cases),
        "contacts": len(bundle.contacts),
        "files": len(alone),
    }


def _held(items: set[UUID]) -> set[UUID]:
    """Those whose key something else still holds: another case, another referral."""
    held: set[UUID] = set()
    for holder in (Attachment, CaseEvidence, SharedItem):
        kept = holder.objects.filter(item_id__in=items).exclude(sealed_item_key=b"")
        held.update(kept.values_list("item_id", flat=True))
    return held
