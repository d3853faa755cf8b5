"""A second pair of eyes: nobody approves what they wrote."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.people.actors import Actor
from smartsafe.referrals.draft import Draft
from smartsafe.referrals.errors import FourEyes
from smartsafe.referrals.models import Referral
from smartsafe.referrals.writing import check_version, key_of, put_back, take, tell_staff, words, write_step


@transaction.atomic
def approve(actor: Actor, *, referral_id: UUID, version: int) -> Referral:
    """What was seen in this version may be delivered. Raises NotAllowed, FourEyes, NotNow, Stale."""
    actor.need("referrals.approve")
    referral = take(actor, referral_id, "approve")
    check_version(referral, version)
    draft = Draft.opened(key_of(actor, referral), referral.pk, referral.sealed_draft)
    if actor.id in (referral.prepared_by_id, *draft.authors):
        raise FourEyes()
    referral.approved_by_id, referral.approved_at = actor.id, clock.now()
    put_back(referral, "approved_by", "approved_at")
    tell_staff(actor, referral, "referral.approved", draft.authors)
    record(actor, "referral.approved", "referral", referral.pk)
    return referral


@transaction.atomic
def return_for_changes(actor: Actor, *, referral_id: UUID, text: str) -> Referral:
    """Back to its authors, saying what to change. Raises NotAllowed, NotNow, Missing at `text`."""
    actor.need("referrals.approve")
    referral = take(actor, referral_id, "return_for_changes")
    write_step(actor, referral, "return_for_changes", words(text, "text"))
    referral.approved_by, referral.approved_at = None, None
    referral.sealed_package = b""
    referral.shared_items.all().delete()
    put_back(referral, "approved_by", "approved_at", "sealed_package")
    tell_staff(actor, referral, "referral.returned")
    record(actor, "referral.returned", "referral", referral.pk)
    return referral
