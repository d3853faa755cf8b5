"""A referral's time has come, with its case: both keys, the words, the letter and the package are destroyed."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch
from smartsafe.referrals import packages, rules
from smartsafe.referrals.errors import NotNow
from smartsafe.referrals.models import Referral


@transaction.atomic
def erase(actor: Who, *, referral_id: UUID) -> set[UUID]:
    """Nothing of it opens any more, here or on the portal. Hashes stay, so that a sent file can still be recognised.

    Whose time has come is the retention module's to say. Returns the items of evidence whose keys were held here.
    Raises NotFound (also when it was erased), NotNow for a referral that has not ended.
    """
    referral = Referral.objects.select_for_update().filter(pk=referral_id, erased_at=None).first()
    if referral is None:
        raise NotFound()
    if referral.status not in rules.ENDED:
        raise NotNow(status=rules.STATUSES[referral.status])
    stored = referral.package_name
    referral.erased_at = clock.now()
    referral.key_for_centre = referral.key_for_institution = b""
    referral.sealed_draft = referral.sealed_package = referral.sealed_letter = b""
    referral.package_name = ""
    referral.version += 1
    referral.save(
        update_fields=[
            "erased_at", "key_for_centre", "key_for_institution", "sealed_draft", "sealed_package", "sealed_letter",
            "package_name", "version",
        ]
    )  # fmt: skip
    referral.steps.update(sealed_words=b"")
    items = set(referral.shared_items.values_list("item_id", flat=True))
    referral.shared_items.update(sealed_item_key=b"")
    touch("referrals", f"referral:{referral.pk}", f"institution:{referral.institution_id}")
    transaction.on_commit(lambda: packages.remove(stored))
    record(actor, "referral.erased", "referral", referral.pk, files=len(items))
    return items
