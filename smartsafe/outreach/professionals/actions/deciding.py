"""The centre lets somebody in or not, and publishes what was shared or erases it."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.notifications.actions import settle
from smartsafe.people.actors import Actor

from .. import sealed
from ..errors import DecidedAlready
from ..models import Decision, Practice, Professional
from ..rules import APPROVED, ASKED, DECLINED, MANAGE, PUBLIC, WAITING


def _locked(professional_id: UUID) -> Professional:
    row = Professional.objects.select_for_update().filter(pk=professional_id).exclude(status=ASKED).first()
    if row is None:
        raise NotFound()
    return row


def _decide(row: Professional, status: str) -> None:
    if row.status != WAITING:
        raise DecidedAlready()
    row.status, row.seen_at = status, clock.now()
    row.save(update_fields=["status", "seen_at"])
    Decision.objects.create(professional=row, next_attempt_at=clock.now())
    settle("professional.waiting", row.id)


@transaction.atomic
def approve(actor: Actor, *, professional_id: UUID) -> None:
    """They get a letter that tells how to come in. Raises NotFound, DecidedAlready."""
    actor.need(MANAGE)
    _decide(_locked(professional_id), APPROVED)
    record(actor, "professional.approved", "professional", professional_id)


@transaction.atomic
def turn_down(actor: Actor, *, professional_id: UUID) -> None:
    """They get a letter, and are erased once it went out. Raises NotFound, DecidedAlready."""
    actor.need(MANAGE)
    _decide(_locked(professional_id), DECLINED)
    record(actor, "professional.declined", "professional", professional_id)


@transaction.atomic
def remove(actor: Actor, *, professional_id: UUID) -> None:
    """Erased at once, with what waits; published practice stays, it names nobody. Raises NotFound."""
    actor.need(MANAGE)
    row = _locked(professional_id)
    Practice.objects.filter(by=row, status=WAITING).delete()
    row.delete()
    settle("professional.waiting", professional_id)
    record(actor, "professional.removed", "professional", professional_id)


def _practice(practice_id: UUID) -> Practice:
    row = Practice.objects.select_for_update(of=("self",)).filter(pk=practice_id).first()
    if row is None:
        raise NotFound()
    return row


@transaction.atomic
def publish(actor: Actor, *, practice_id: UUID) -> None:
    """Unsealed: its words are everybody's from now on. Raises NotFound, DecidedAlready, Locked, NotAMember."""
    actor.need(MANAGE)
    row = _practice(practice_id)
    if row.status != WAITING:
        raise DecidedAlready()
    told = sealed.practice_of(actor, row)
    row.title, row.words, row.link = told["title"], told["words"], told["link"]
    row.status, row.published_at = PUBLIC, clock.now()
    row.key_for_outreach, row.sealed_told = b"", b""
    row.save()
    settle("practice.waiting", row.id)
    record(actor, "practice.published", "practice", row.id)


@transaction.atomic
def erase(actor: Actor, *, practice_id: UUID) -> None:
    """Refused, or taken away later. Raises NotFound."""
    actor.need(MANAGE)
    _practice(practice_id).delete()
    settle("practice.waiting", practice_id)
    record(actor, "practice.erased", "practice", practice_id)
