"""The keys of shared files."""

from collections.abc import Iterator
from uuid import UUID

from smartsafe.errors import NotFound
from smartsafe.evidence.models import Item
from smartsafe.evidence.queries import content
from smartsafe.people.actors import Actor
from smartsafe.referrals import rules
from smartsafe.referrals.models import Referral
from smartsafe.referrals.sealed import item_place
from smartsafe.referrals.writing import key_of, may_see
from smartsafe.vault.sealing import RecordKey


def item_and_key(viewer: Actor, referral_id: UUID, item_id: UUID) -> tuple[Item, RecordKey]:
    """A file that goes with the referral. Raises NotAllowed, NotFound."""
    referral = may_see(viewer, Referral.objects.all(), referral_id)
    shared = referral.shared_items.select_related("item").filter(item_id=item_id).first()
    if shared is None or (viewer.may("portal") and referral.status == rules.WITHDRAWN):
        raise NotFound()
    where = item_place(referral.pk, item_id)
    return shared.item, RecordKey.opened_under(key_of(viewer, referral), shared.sealed_item_key, where)


def item_content(viewer: Actor, referral_id: UUID, item_id: UUID) -> Iterator[bytes]:
    """Its plain bytes, a piece at a time; the look itself is recorded by `actions.look_at_item`."""
    item, key = item_and_key(viewer, referral_id, item_id)
    return content(item, key)
