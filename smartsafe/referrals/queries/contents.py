"""What a referral says, opened with the viewer's keyring. Looking at it through `actions.look` leaves an entry."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from smartsafe.errors import NotFound
from smartsafe.evidence.queries import Facts, facts
from smartsafe.people.actors import Actor
from smartsafe.people.queries import name_of, names
from smartsafe.referrals import rules
from smartsafe.referrals.document import ReferralDocument
from smartsafe.referrals.draft import Draft
from smartsafe.referrals.lettering import letter_pdf
from smartsafe.referrals.models import Referral
from smartsafe.referrals.sealed import item_place, letter_place, words_place
from smartsafe.referrals.sources import document_of, sources
from smartsafe.referrals.writing import key_of, may_see
from smartsafe.vault.sealing import RecordKey


@dataclass(frozen=True, slots=True)
class StepView:
    kind: str
    by: str  # name
    of_institution: bool
    at: datetime
    text: str
    files: list[dict[str, Any]]  # name, sha256

    @property
    def of_centre(self) -> bool:
        return not self.of_institution


@dataclass(frozen=True, slots=True)
class EvidenceView:
    id: UUID
    file: str  # where it stands in the package; empty for what was shared later
    facts: Facts


@dataclass(frozen=True, slots=True)
class Contents:
    """`draft` is for staff; `document` is what was or would be delivered."""

    document: ReferralDocument
    steps: list[StepView]
    evidence: list[EvidenceView]
    draft: Draft | None = field(default=None)


def contents(viewer: Actor, referral_id: UUID) -> Contents:
    """Raises NotAllowed, NotFound (for officers also once it was withdrawn), Locked, NotAMember."""
    referral = _readable(viewer, referral_id)
    key = key_of(viewer, referral)
    document = _document(viewer, referral, key)
    officer = viewer.may("portal")
    return Contents(
        document=document,
        steps=_steps(referral, key, since=referral.delivered_at if officer else None),
        evidence=_evidence(referral, key, document),
        draft=None if officer else Draft.opened(key, referral.pk, referral.sealed_draft),
    )


def letter(viewer: Actor, referral_id: UUID) -> bytes:
    """The letter as it was delivered; before that as it would look, marked as a draft."""
    referral = _readable(viewer, referral_id)
    key = key_of(viewer, referral)
    if referral.sealed_letter:
        return key.open(referral.sealed_letter, letter_place(referral.pk))
    return letter_pdf(_document(viewer, referral, key))


def _readable(viewer: Actor, referral_id: UUID) -> Referral:
    referral = may_see(viewer, Referral.objects.select_related("case"), referral_id)
    if viewer.may("portal") and referral.status == rules.WITHDRAWN:
        raise NotFound()
    return referral


def _document(viewer: Actor, referral: Referral, key: RecordKey) -> ReferralDocument:
    if referral.sealed_package:
        return ReferralDocument.opened(key, referral.pk, referral.sealed_package)
    return document_of(
        sources(viewer, referral.case),
        Draft.opened(key, referral.pk, referral.sealed_draft),
        number=referral.number,
        institution=referral.institution_id,
        urgent=referral.urgent,
        prepared_by=name_of(referral.prepared_by_id),
    )


def _steps(referral: Referral, key: RecordKey, *, since: datetime | None) -> list[StepView]:
    """The dialogue, oldest first. Officers do not read what was said before delivery."""
    every = referral.steps.order_by("at", "id")
    steps = list(every.filter(at__gte=since) if since else every)
    known = names([step.by_id for step in steps])
    return [
        StepView(
            kind=step.kind,
            by=known.get(step.by_id, "") if step.by_id else "",
            of_institution=step.kind in rules.OF_INSTITUTION,
            at=step.at,
            **(key.open_json(step.sealed_words, words_place(step.pk)) if step.sealed_words else NOTHING),
        )
        for step in steps
    ]


NOTHING: dict[str, Any] = {"text": "", "files": []}


def _evidence(referral: Referral, key: RecordKey, document: ReferralDocument) -> list[EvidenceView]:
    places = {one.sha256: one.file for one in document.evidence}
    found = []
    for shared in referral.shared_items.select_related("item").filter(item__purged_at=None).order_by("pk"):
        item_key = RecordKey.opened_under(key, shared.sealed_item_key, item_place(referral.pk, shared.item_id))
        told = facts(shared.item, item_key)
        found.append(EvidenceView(shared.item_id, places.get(told.sha256, ""), told))
    return found
