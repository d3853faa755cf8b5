"""What an administrator does: partners come and go, keys are made and revoked."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import Invalid, NotFound
from smartsafe.people.actors import Actor

from .. import rules
from ..errors import NameTaken, NothingToDo, TooManyOfThem
from ..keys import RawKey, new_key
from ..models import Key, Partner


def _locked(actor: Actor, partner_id: UUID, *, name: bool = False) -> Partner:
    """Reports that come in meanwhile wait for nobody and nobody for them, unless the unique `name` may change too."""
    actor.need(rules.MANAGE)
    partner = Partner.objects.select_for_update(no_key=not name).filter(pk=partner_id).first()
    if partner is None:
        raise NotFound()
    return partner


def _set(partner: Partner, *, name: str, kind: str, email: str, per_minute: int, per_day: int) -> None:
    name = " ".join(name.split())
    if not name:
        raise Invalid("name")
    if kind not in rules.KINDS:
        raise Invalid("kind")
    for field, value, most in (
        ("per_minute", per_minute, rules.MOST_A_MINUTE),
        ("per_day", per_day, rules.MOST_A_DAY),
    ):
        if not 1 <= value <= most:
            raise Invalid(field)
    if Partner.objects.filter(name__iexact=name).exclude(pk=partner.pk).exists():
        raise NameTaken("name")
    partner.name, partner.kind, partner.email = name, kind, email.strip()
    partner.per_minute, partner.per_day = per_minute, per_day


@transaction.atomic
def make_partner(
    actor: Actor,
    *,
    name: str,
    kind: str,
    email: str,
    per_minute: int = rules.PER_MINUTE,
    per_day: int = rules.PER_DAY,
) -> UUID:
    """Raises NotAllowed, NameTaken, Invalid."""
    actor.need(rules.MANAGE)
    partner = Partner(made_at=clock.now(), made_by_id=actor.id)
    _set(partner, name=name, kind=kind, email=email, per_minute=per_minute, per_day=per_day)
    partner.save(force_insert=True)
    record(actor, "partner.made", "partner", partner.id, kind=kind)
    return partner.id


@transaction.atomic
def change_partner(
    actor: Actor, *, partner_id: UUID, name: str, kind: str, email: str, per_minute: int, per_day: int
) -> None:
    """Raises NotAllowed, NotFound, NameTaken, Invalid."""
    partner = _locked(actor, partner_id, name=True)
    _set(partner, name=name, kind=kind, email=email, per_minute=per_minute, per_day=per_day)
    partner.save(update_fields=["name", "kind", "email", "per_minute", "per_day"])
    record(actor, "partner.changed", "partner", partner.id)


@transaction.atomic
def end_partner(actor: Actor, *, partner_id: UUID) -> None:
    """No key of theirs works from now on, and nothing more is told to them. Harmless twice. Raises NotAllowed, …"""
    partner = _locked(actor, partner_id)
    if partner.ended_at is None:
        partner.ended_at = clock.now()
        partner.save(update_fields=["ended_at"])
        record(actor, "partner.ended", "partner", partner.id)


@transaction.atomic
def resume_partner(actor: Actor, *, partner_id: UUID) -> None:
    """Their keys work again, but for those that were revoked or have expired. Raises NotAllowed, NotFound."""
    partner = _locked(actor, partner_id)
    if partner.ended_at is not None:
        partner.ended_at = None
        partner.save(update_fields=["ended_at"])
        record(actor, "partner.resumed", "partner", partner.id)


def _today() -> date:
    return timezone.localtime(clock.now()).date()


@transaction.atomic
def make_key(actor: Actor, *, partner_id: UUID, scopes: Iterable[str], expires_on: date | None = None) -> RawKey:
    """A new key; its text is in no other place than the result. Works until the end of `expires_on`.

    Raises NotAllowed, NotFound, NothingToDo, Invalid (expires_on), TooManyOfThem.
    """
    partner = _locked(actor, partner_id)
    wanted = [scope for scope in rules.SCOPES if scope in set(scopes)]
    if not wanted:
        raise NothingToDo("scopes")
    today = _today()
    last = expires_on or today + timedelta(days=rules.LASTS_DAYS)
    if not today <= last <= today + timedelta(days=rules.LASTS_AT_MOST_DAYS):
        raise Invalid("expires_on")
    working = Key.objects.filter(partner=partner, revoked_at=None, expires_on__gte=today)
    if working.count() >= rules.MOST_KEYS:
        raise TooManyOfThem("scopes", most=rules.MOST_KEYS)
    raw = new_key()
    Key.objects.create(
        partner=partner,
        prefix=raw.prefix,
        hash=raw.hash,
        scopes=wanted,
        made_at=clock.now(),
        made_by_id=actor.id,
        expires_on=last,
    )
    record(actor, "partner.key_made", "partner", partner.id, prefix=raw.prefix, scopes=", ".join(wanted))
    return raw


@transaction.atomic
def revoke_key(actor: Actor, *, partner_id: UUID, key_id: UUID) -> None:
    """Effective with the next request. Harmless twice. Raises NotAllowed, NotFound."""
    partner = _locked(actor, partner_id)
    key = Key.objects.select_for_update().filter(pk=key_id, partner=partner).first()
    if key is None:
        raise NotFound()
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by_id = clock.now(), actor.id
        key.save(update_fields=["revoked_at", "revoked_by"])
        record(actor, "partner.key_revoked", "partner", partner.id, prefix=key.prefix)
