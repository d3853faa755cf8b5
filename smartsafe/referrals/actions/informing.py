"""The centre answers what an institution asked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe.audit.actions import record
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor
from smartsafe.referrals.errors import NotTheirs
from smartsafe.referrals.models import Referral, SharedItem
from smartsafe.referrals.sealed import item_place
from smartsafe.referrals.sources import sources
from smartsafe.referrals.writing import due, follow, key_of, put_back, take, tell_officers, words, write_step


@transaction.atomic
def give_information(actor: Actor, *, referral_id: UUID, text: str, items: Sequence[UUID] = ()) -> Referral:
    """Answer in words, and share further items of the case's evidence (on the portal; the package stays as it was).

    Raises NotAllowed, NotNow, Missing/TooLong/Unreadable at `text`, NotTheirs at `items`.
    """
    actor.need("referrals.prepare")
    referral = take(actor, referral_id, "give_information")
    said = words(text, "text")
    write_step(actor, referral, "give_information", said, files=_shared(actor, referral, items) if items else ())
    referral.due_at, referral.reminded_at = due(profile().deadlines.outcome), None
    put_back(referral, "due_at", "reminded_at")
    tell_officers(referral, "referral.given")
    follow(actor, referral.case)
    record(actor, "referral.information_given", "referral", referral.pk, files=len(items))
    return referral


def _shared(actor: Actor, referral: Referral, items: Sequence[UUID]) -> list[dict[str, Any]]:
    """The items with their keys under the referral's; what the step tells of them."""
    found = {one.id: one for one in sources(actor, referral.case).items}
    if not found.keys() >= set(items):
        raise NotTheirs("items")
    key = key_of(actor, referral)
    SharedItem.objects.bulk_create(
        (
            SharedItem(
                referral=referral,
                item_id=item_id,
                sealed_item_key=found[item_id].key.sealed_under(key, item_place(referral.pk, item_id)),
            )
            for item_id in items
        ),
        ignore_conflicts=True,
    )
    return [{"name": found[item_id].facts.name, "sha256": found[item_id].facts.sha256} for item_id in items]
