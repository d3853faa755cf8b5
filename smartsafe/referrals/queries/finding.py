"""Lists of referrals, without opening any: keyset pages, newest change first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q

from smartsafe import clock
from smartsafe.country.numbers import numbers_meant
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor
from smartsafe.referrals import rules
from smartsafe.referrals.models import Referral

if TYPE_CHECKING:
    from django.db.models import QuerySet

QUEUES_OF_DESK = ("awaiting", "ours", "preparing", "with_institution", "late", "all")
QUEUES_OF_PORTAL = ("new", "ours", "waiting", "concluded")


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    number: str
    case_id: UUID
    case_number: str
    threat: str  # label
    institution: str
    institution_name: str
    status: str
    urgent: bool
    due_at: datetime | None
    late: bool
    changed_at: datetime
    outcome: str
    erased_at: datetime | None

    @property
    def status_name(self) -> str:
        return str(rules.STATUSES[self.status])

    @property
    def outcome_name(self) -> str:
        return profile().label("referral_outcomes", self.outcome) if self.outcome else ""


@dataclass(frozen=True, slots=True)
class Page:
    """`next_cursor` is empty on the last page."""

    rows: Sequence[Row]
    next_cursor: str = ""


def _conditions(queue: str) -> Q:
    late = Q(due_at__lt=clock.now())
    return {
        "awaiting": Q(status=rules.AWAITING_APPROVAL),
        "preparing": Q(status__in=(rules.DRAFT, rules.APPROVED)),
        "ours": Q(status__in=rules.FOR_CENTRE),
        "with_institution": Q(status__in=rules.FOR_INSTITUTION),
        "late": late & ~Q(status__in=rules.ENDED),
        "all": Q(),
    }[queue]


def _conditions_of_portal(queue: str) -> Q:
    return {
        "new": Q(status=rules.DELIVERED),
        "ours": Q(status__in=(rules.ACKNOWLEDGED, rules.ACCEPTED)),
        "waiting": Q(status=rules.INFORMATION_ASKED),
        "concluded": Q(status__in=(rules.DECLINED, rules.OUTCOME_REPORTED, *rules.ENDED)),
    }[queue]


def _all(viewer: Actor) -> "QuerySet[Referral]":
    if viewer.may("portal"):
        own = Referral.objects.filter(institution_id=viewer.institution, status__in=rules.SEEN_BY_INSTITUTION)
        return own.exclude(delivered_at=None)
    viewer.need("referrals.see")
    return Referral.objects.all()


def referrals(viewer: Actor, *, queue: str, cursor: str = "", limit: int = 30) -> Page:
    """A stretch of a queue (QUEUES_OF_DESK or QUEUES_OF_PORTAL). `cursor` is a former page's `next_cursor`."""
    among = _all(viewer)
    among = among.filter(_conditions_of_portal(queue) if viewer.may("portal") else _conditions(queue))
    after = _read(cursor)
    if after:
        among = among.filter(Q(changed_at__lt=after[0]) | Q(changed_at=after[0], pk__lt=after[1]))
    found = list(among.select_related("case").order_by("-changed_at", "-pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page([_row(one) for one in found[:limit]], f"{last.changed_at.isoformat()}~{last.pk}" if last else "")


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    """A cursor that somebody changed begins at the start."""
    try:
        moment, identifier = cursor.split("~")
        at = datetime.fromisoformat(moment)
        return (at, UUID(identifier)) if at.tzinfo else None
    except ValueError:
        return None


def _row(referral: Referral) -> Row:
    return Row(
        id=referral.pk,
        number=referral.number,
        case_id=referral.case_id,
        case_number=referral.case.number,
        threat=profile().label("threats", referral.case.threat),
        institution=referral.institution_id,
        institution_name=profile().label("institutions", referral.institution_id),
        status=referral.status,
        urgent=referral.urgent,
        due_at=referral.due_at,
        late=bool(referral.due_at and referral.due_at < clock.now()),
        changed_at=referral.changed_at,
        outcome=referral.outcome,
        erased_at=referral.erased_at,
    )


def queue_counts(viewer: Actor) -> dict[str, int]:
    """How many stand in each queue of the viewer's face; “all” is not counted, it grows with the archive."""
    if viewer.may("portal"):
        queues = {name: _conditions_of_portal(name) for name in QUEUES_OF_PORTAL if name != "concluded"}
    else:
        queues = {name: _conditions(name) for name in QUEUES_OF_DESK if name != "all"}
    among = _all(viewer).exclude(status__in=rules.ENDED)
    return among.aggregate(**{name: Count("pk", filter=condition) for name, condition in queues.items()})


def of_case(viewer: Actor, case_id: UUID) -> list[Row]:
    """The case's referrals, the newest first."""
    viewer.need("referrals.see")
    found = Referral.objects.filter(case_id=case_id).select_related("case").order_by("-prepared_at", "-pk")
    return [_row(one) for one in found]


def by_number(viewer: Actor, typed: str) -> list[Row]:
    """Referrals by their number as typed, in whatever spelling; a running number alone in every year."""
    viewer.need("referrals.see")
    meant = numbers_meant(typed, "referral")
    found = Referral.objects.filter(number__in=meant).select_related("case")
    return [_row(one) for one in found.order_by("-prepared_at", "-pk")]
