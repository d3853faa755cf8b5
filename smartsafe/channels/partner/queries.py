"""Partners as the desk sees them. Nothing here opens anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q
from django.utils import timezone

from smartsafe import clock
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from .models import Key, Partner, Report
from .rules import FAILED, SEE


@dataclass(frozen=True, slots=True)
class KeyView:
    id: UUID
    prefix: str
    scopes: list[str]
    made_at: datetime
    expires_on: date
    used_on: date | None
    state: str  # works, expired, revoked


@dataclass(frozen=True, slots=True)
class PartnerView:
    """`keys` of the list are only counted, in `working`."""

    id: UUID
    name: str
    kind: str
    email: str
    per_minute: int
    per_day: int
    made_at: datetime
    ended_at: datetime | None
    reports: int
    last_at: datetime | None
    working: int
    keys: tuple[KeyView, ...] = ()
    hooks: tuple[tuple[str, bool, int], ...] = ()  # address, active, how much could not be told to it


def _today() -> date:
    return timezone.localtime(clock.now()).date()


def _view(
    partner: Partner,
    working: int,
    reports: tuple[int, datetime | None],
    keys: tuple[KeyView, ...] = (),
    hooks: tuple[tuple[str, bool, int], ...] = (),
) -> PartnerView:
    return PartnerView(
        id=partner.id,
        name=partner.name,
        kind=partner.kind,
        email=partner.email,
        per_minute=partner.per_minute,
        per_day=partner.per_day,
        made_at=partner.made_at,
        ended_at=partner.ended_at,
        reports=reports[0],
        last_at=reports[1],
        working=working,
        keys=keys,
        hooks=hooks,
    )


def _handed_in(partner_id: UUID | None = None) -> dict[UUID, tuple[int, datetime | None]]:
    found = Report.objects.filter(partner_id=partner_id) if partner_id else Report.objects.all()
    rows = found.order_by().values_list("partner_id").annotate(Count("id"), Max("handed_in_at"))
    return {partner: (count, last) for partner, count, last in rows}


def partners(viewer: Actor) -> list[PartnerView]:
    """All of them, those that have ended last. Raises NotAllowed."""
    viewer.need(SEE)
    working = Count("keys", filter=Q(keys__revoked_at=None, keys__expires_on__gte=_today()))
    reports = _handed_in()
    rows = Partner.objects.annotate(working=working).order_by("name")
    views = [_view(row, row.working, reports.get(row.id, (0, None))) for row in rows]
    return sorted(views, key=lambda view: view.ended_at is not None)


def partner_for(viewer: Actor, partner_id: UUID) -> PartnerView:
    """One with its keys and addresses. Raises NotAllowed, NotFound."""
    viewer.need(SEE)
    partner = Partner.objects.filter(pk=partner_id).first()
    if partner is None:
        raise NotFound()
    keys = tuple(_key(row) for row in partner.keys.order_by("-made_at", "-id"))
    failed = Count("tellings", filter=Q(tellings__status=FAILED))
    hooks = partner.hooks.annotate(failed=failed).order_by("id").values_list("address", "active", "failed")
    working = sum(key.state == "works" for key in keys)
    return _view(partner, working, _handed_in(partner_id).get(partner_id, (0, None)), keys, tuple(hooks))


def _key(row: Key) -> KeyView:
    state = "revoked" if row.revoked_at else "expired" if row.expires_on < _today() else "works"
    return KeyView(row.id, row.prefix, list(row.scopes), row.made_at, row.expires_on, row.used_on, state)


def names(partner_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names by id, in one query at most; unknown ids are left out."""
    wanted = {partner_id for partner_id in partner_ids if partner_id is not None}
    return dict(Partner.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}
