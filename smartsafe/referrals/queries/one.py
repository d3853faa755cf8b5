"""One referral without its words: no key needed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe import clock
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names, officers_of
from smartsafe.referrals import rules
from smartsafe.referrals.models import Referral
from smartsafe.referrals.writing import WHO, may_see


@dataclass(frozen=True, slots=True)
class ReferralView:
    id: UUID
    number: str
    case_id: UUID
    case_number: str
    institution: str
    institution_name: str
    status: str
    reason: str  # why this institution was suggested, in words; empty when chosen by hand
    urgent: bool
    version: int
    prepared_by: str
    prepared_at: datetime
    approved_by: str
    approved_at: datetime | None
    delivered_at: datetime | None
    acknowledged_at: datetime | None
    due_at: datetime | None
    late: bool
    outcome: str
    outcome_at: datetime | None
    declined_to: str
    changed_at: datetime
    package: bool
    package_sha256: str
    manifest_sha256: str
    letter_sha256: str
    erased_at: datetime | None
    verbs: frozenset[str]  # what this viewer may do now

    @property
    def status_name(self) -> str:
        return str(rules.STATUSES[self.status])

    @property
    def outcome_name(self) -> str:
        return profile().label("referral_outcomes", self.outcome) if self.outcome else ""

    @property
    def told(self) -> str:
        """The sentence that the reporter reads about the outcome; empty for none."""
        return next((str(one.told) for one in profile().referral_outcomes if one.code == self.outcome and one.told), "")

    @property
    def declined_to_name(self) -> str:
        return profile().label("institutions", self.declined_to) if self.declined_to else ""

    @property
    def was_delivered(self) -> bool:
        return self.delivered_at is not None

    @property
    def withdrawn(self) -> bool:
        return self.status == rules.WITHDRAWN


def referral_for(viewer: Actor, referral_id: UUID) -> ReferralView:
    """Raises NotAllowed, NotFound (also for another institution's)."""
    referral = may_see(viewer, Referral.objects.select_related("case"), referral_id)
    known = names([referral.prepared_by_id, referral.approved_by_id])
    return ReferralView(
        id=referral.pk,
        number=referral.number,
        case_id=referral.case_id,
        case_number=referral.case.number,
        institution=referral.institution_id,
        institution_name=profile().label("institutions", referral.institution_id),
        status=referral.status,
        reason=_reason(referral.reason),
        urgent=referral.urgent,
        version=referral.version,
        prepared_by=known.get(referral.prepared_by_id, ""),
        prepared_at=referral.prepared_at,
        approved_by=known.get(referral.approved_by_id, "") if referral.approved_by_id else "",
        approved_at=referral.approved_at,
        delivered_at=referral.delivered_at,
        acknowledged_at=referral.acknowledged_at,
        due_at=referral.due_at,
        late=bool(referral.due_at and referral.due_at < clock.now()),
        outcome=referral.outcome,
        outcome_at=referral.outcome_at,
        declined_to=referral.declined_to_id or "",
        changed_at=referral.changed_at,
        package=bool(referral.package_name),
        package_sha256=referral.package_sha256,
        manifest_sha256=referral.manifest_sha256,
        letter_sha256=referral.letter_sha256,
        erased_at=referral.erased_at,
        verbs=_verbs(viewer, referral),
    )


def _reason(code: str) -> str:
    return next((str(rule.reason) for rule in profile().competence if rule.code == code), "")


def _verbs(viewer: Actor, referral: Referral) -> frozenset[str]:
    """What the viewer may do, as far as it can be told without opening: four eyes also asks who wrote the draft."""
    found = set()
    for verb in rules.verbs_from(referral.status):
        who = WHO[verb]
        if who != rules.PORTAL:
            allowed = viewer.may(who)
        elif viewer.may(rules.PORTAL):
            allowed = True
        else:
            allowed = viewer.may(rules.PREPARE) and not officers_of(referral.institution_id)
        if verb == "approve" and viewer.id == referral.prepared_by_id:
            allowed = False
        if allowed:
            found.add(verb)
    return frozenset(found)
