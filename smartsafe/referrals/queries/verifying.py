"""Whether a file is one that the centre sent."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from smartsafe.people.actors import Actor
from smartsafe.referrals import rules
from smartsafe.referrals.models import Referral

HASHED = ("package_sha256", "manifest_sha256", "letter_sha256")


@dataclass(frozen=True, slots=True)
class Match:
    """`what`: package, manifest or letter of the referral."""

    referral_id: UUID
    number: str
    what: str
    delivered_at: datetime | None
    withdrawn: bool


def match(viewer: Actor, sha256: str) -> Match | None:
    """What of the viewer's own institution has this SHA-256 (hexadecimal; spaces and capitals do not matter)."""
    digest = re.sub(r"\s", "", sha256).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        return None
    among = Referral.objects.filter(status__in=rules.SEEN_BY_INSTITUTION).exclude(delivered_at=None)
    if viewer.may("portal"):
        among = among.filter(institution_id=viewer.institution)
    else:
        viewer.need("referrals.see")
    found = among.filter(Q(*((name, digest) for name in HASHED), _connector=Q.OR)).first()
    if found is None:
        return None
    what = next(name for name in HASHED if getattr(found, name) == digest).removesuffix("_sha256")
    return Match(found.pk, found.number, what, found.delivered_at, found.status == rules.WITHDRAWN)
