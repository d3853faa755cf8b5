"""Every look at what is sealed is an entry of the audit chain."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.evidence import actions as evidence
from smartsafe.evidence.queries import Facts
from smartsafe.notifications.actions import mark_seen
from smartsafe.people.actors import Actor
from smartsafe.referrals import packages, rules
from smartsafe.referrals.models import Referral
from smartsafe.referrals.queries.contents import Contents, contents, letter
from smartsafe.referrals.queries.keys import item_and_key
from smartsafe.referrals.writing import may_see


@transaction.atomic
def look(actor: Actor, *, referral_id: UUID) -> Contents:
    """Open what the referral says and the dialogue. Raises NotAllowed, NotFound, Locked, NotAMember."""
    found = contents(actor, referral_id)
    mark_seen(actor, object_id=referral_id)
    record(actor, "referral.looked", "referral", referral_id)
    return found


@transaction.atomic
def look_at_item(actor: Actor, *, referral_id: UUID, item_id: UUID, reason: str) -> Facts:
    """Look at a shared file, for a reason of evidence.rules.LOOK_REASONS. Raises NotFound, Invalid, Purged."""
    item, key = item_and_key(actor, referral_id, item_id)
    return evidence.look(actor, item_id=item.pk, key=key, reason=reason, shown_in=("referral", referral_id))


@transaction.atomic
def take_letter(actor: Actor, *, referral_id: UUID) -> bytes:
    """The letter as PDF: as it was delivered, else as it would look. Raises NotFound."""
    pdf = letter(actor, referral_id)
    record(actor, "referral.letter_taken", "referral", referral_id)
    return pdf


@transaction.atomic
def take_package(actor: Actor, *, referral_id: UUID) -> Iterator[bytes]:
    """The encrypted package, a piece at a time. Raises NotFound when there is none."""
    referral = may_see(actor, Referral.objects.all(), referral_id)
    if not referral.package_name or referral.status == rules.WITHDRAWN:
        raise NotFound()
    record(actor, "referral.package_taken", "referral", referral_id)
    return packages.pieces(referral.package_name)
