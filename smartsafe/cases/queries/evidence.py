"""The evidence of a case: facts of each file, and the key that opens it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from smartsafe.cases.models import CaseEvidence
from smartsafe.cases.sealed import item_place
from smartsafe.errors import NotFound
from smartsafe.evidence.errors import Purged
from smartsafe.evidence.queries import Facts, facts
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import CannotOpen, RecordKey

from .files import record_key


@dataclass(frozen=True, slots=True)
class EvidenceInCase:
    """An item of evidence. `facts` is None where the file was destroyed by rule or its key is gone."""

    item_id: UUID
    media: str
    size: int
    received_at: datetime
    added_at: datetime
    facts: Facts | None


def _kept(case_id: UUID) -> Iterable[CaseEvidence]:
    return CaseEvidence.objects.filter(case_id=case_id).select_related("item").order_by("added_at", "item_id")


def _key(case_key: RecordKey, kept: CaseEvidence) -> RecordKey:
    return RecordKey.opened_under(case_key, kept.sealed_item_key, item_place(kept.case_id, kept.item_id))


def evidence_of(viewer: Actor, case_id: UUID) -> list[EvidenceInCase]:
    """What the case keeps, in order of arrival. Opens facts, never content. Raises NotFound."""
    try:
        case_key: RecordKey | None = record_key(viewer, case_id)
    except CannotOpen:
        case_key = None
    found = []
    for kept in _kept(case_id):
        told: Facts | None = None
        if case_key:
            try:
                told = facts(kept.item, _key(case_key, kept))
            except (CannotOpen, Purged):
                told = None
        item = kept.item
        found.append(EvidenceInCase(item.pk, item.media, item.size, item.received_at, kept.added_at, told))
    return found


def evidence_keys(viewer: Actor, case_id: UUID) -> dict[UUID, RecordKey]:
    """Every item of the case and its key, to share with a referral. Raises NotFound, CannotOpen."""
    case_key = record_key(viewer, case_id)
    return {kept.item_id: _key(case_key, kept) for kept in _kept(case_id)}


def evidence_key(viewer: Actor, case_id: UUID, item_id: UUID) -> RecordKey:
    """The key of one item, only if it stands in this case. Raises NotFound."""
    case_key = record_key(viewer, case_id)
    kept = CaseEvidence.objects.filter(case_id=case_id, item_id=item_id).first()
    if kept is None:
        raise NotFound()
    return _key(case_key, kept)
