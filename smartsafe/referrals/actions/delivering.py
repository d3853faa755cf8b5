"""What was approved leaves: to the institution's portal, and as a package only the institution opens."""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.profile import profile
from smartsafe.evidence.queries import content, facts
from smartsafe.people.actors import Actor
from smartsafe.people.queries import name_of
from smartsafe.referrals import packages, rules
from smartsafe.referrals.document import ReferralDocument
from smartsafe.referrals.errors import CannotBeDelivered, Damaged, KeyChanged, NotNow
from smartsafe.referrals.lettering import letter_pdf
from smartsafe.referrals.models import Referral
from smartsafe.referrals.sealed import item_place, letter_place
from smartsafe.referrals.ways import Ways, ways
from smartsafe.referrals.writing import (
    due,
    follow,
    key_of,
    may_see,
    put_back,
    take,
    tell_officers,
    tell_staff,
    urgent_hours,
    write_step,
)  # fmt: skip
from smartsafe.vault.public_keys import institution_owner, public_key_of
from smartsafe.vault.sealing import RecordKey


def deliver(actor: Actor, *, referral_id: UUID) -> Referral:
    """Write the letter, make the package, open the portal's door. The reporter sees that it is with an institution.

    Raises NotAllowed, NotNow, CannotBeDelivered (no officer and no key), KeyChanged (since the approval),
    BadRecipient, Damaged.
    """
    actor.need("referrals.prepare")
    referral = may_see(actor, Referral.objects.select_related("case"), referral_id)
    if rules.line(referral.status, "deliver") is None:
        raise NotNow(status=rules.STATUSES[referral.status])
    can = ways(referral.institution_id)
    if not can.any:
        raise CannotBeDelivered(institution=can.name)
    _refuse_a_new_key(can, referral)
    key = key_of(actor, referral)
    document = _dated(ReferralDocument.opened(key, referral.pk, referral.sealed_package), referral)
    letter = letter_pdf(document)
    bag = _bag(referral, key, document, letter)
    # Outside of the transaction: evidence may be large, and nobody should wait for it.
    name, sha256 = packages.store(bag, packages.recipient(can.recipient, can.name)) if can.recipient else ("", "")
    referral.package_name, referral.package_sha256 = name, sha256
    try:
        return _handed_over(actor, referral, key, document, letter, bag, can)
    except BaseException:
        packages.remove(name)
        raise


def _refuse_a_new_key(can: Ways, referral: Referral) -> None:
    """Raises KeyChanged when the institution's key was set after the supervisor approved."""
    if can.recipient and can.key_set_at and referral.approved_at and can.key_set_at > referral.approved_at:
        raise KeyChanged(institution=can.name)


@transaction.atomic
def _handed_over(
    actor: Actor,
    made: Referral,
    key: RecordKey,
    document: ReferralDocument,
    letter: bytes,
    bag: packages.Bag,
    can: Ways,
) -> Referral:
    referral = take(actor, made.pk, "deliver")
    if referral.version != made.version:  # returned and approved again meanwhile: this is not what was approved
        raise NotNow(status=rules.STATUSES[made.status])
    now = ways(referral.institution_id)  # the package took its time: somebody may have set another key meanwhile
    _refuse_a_new_key(now, referral)
    if now.recipient != can.recipient:
        raise KeyChanged(institution=can.name)
    if can.portal:
        referral.key_for_institution = key.sealed_to(public_key_of(institution_owner(referral.institution_id)))
    referral.sealed_package = document.sealed(key, referral.pk)
    referral.sealed_letter = key.seal(letter, letter_place(referral.pk))
    referral.package_name, referral.package_sha256 = made.package_name, made.package_sha256
    referral.manifest_sha256 = hashlib.sha256(bag.manifest()).hexdigest()
    referral.letter_sha256 = hashlib.sha256(letter).hexdigest()
    referral.delivered_at, referral.due_at = clock.now(), due(urgent_hours(referral))
    referral.reminded_at = None
    write_step(actor, referral, "deliver")
    put_back(
        referral,
        "key_for_institution", "sealed_package", "sealed_letter", "package_name", "package_sha256", "manifest_sha256",
        "letter_sha256", "delivered_at", "due_at", "reminded_at",
    )  # fmt: skip
    tell_officers(referral, "referral.delivered")
    tell_staff(actor, referral, "referral.delivered")
    follow(actor, referral.case)
    record(
        actor, "referral.delivered", "referral", referral.pk, portal=can.portal, package=referral.package_sha256
    )  # fmt: skip
    return referral


def _dated(document: ReferralDocument, referral: Referral) -> ReferralDocument:
    """The frozen document with what only delivery knows."""
    deadlines, here = profile().deadlines, ZoneInfo(profile().time_zone)
    until = due(urgent_hours(referral) + deadlines.outcome)
    return document.model_copy(
        update={
            "approved_by": name_of(referral.approved_by_id),
            "written_on": clock.now().astimezone(here).date(),
            "due_on": until.astimezone(here).date(),
        }
    )


def _bag(referral: Referral, key: RecordKey, document: ReferralDocument, letter: bytes) -> packages.Bag:
    payload = [
        packages.Enclosed.of_bytes("letter.pdf", letter),
        packages.Enclosed.of_bytes("referral.json", document.as_file()),
    ]
    pieces = _pieces_by_hash(referral, key)
    for one in document.evidence:
        if one.sha256 not in pieces:
            raise Damaged(file=one.name)
        payload.append(packages.Enclosed(one.file, one.size, one.sha256, pieces[one.sha256]))
    return packages.Bag(
        name=referral.number,
        made_at=clock.now(),
        organisation=document.centre.name,
        description=document.case_number,
        payload=payload,
    )


def _pieces_by_hash(referral: Referral, key: RecordKey) -> dict[str, Callable[[], Iterable[bytes]]]:
    """How to read each shared item, by the SHA-256 that its facts tell."""
    found: dict[str, Callable[[], Iterable[bytes]]] = {}
    for shared in referral.shared_items.select_related("item").filter(item__purged_at=None):
        item_key = RecordKey.opened_under(key, shared.sealed_item_key, item_place(referral.pk, shared.item_id))
        found[facts(shared.item, item_key).sha256] = partial(content, shared.item, item_key)
    return found
