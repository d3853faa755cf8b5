"""The addresses that are told of changes: a partner makes, changes, removes and tries them by the API."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.vault.worker_public import seal_to_worker

from .. import rules
from ..access import Access
from ..addresses import checked
from ..errors import HookOff, TooMany, TooManyOfThem
from ..models import Hook, Partner, Telling
from ..signing import new_secret


@dataclass(frozen=True, slots=True)
class NewHook:
    """The secret is told this once."""

    hook: Hook
    secret: str

    def __repr__(self) -> str:
        return f"NewHook({self.hook.id})"


@transaction.atomic
def make_hook(actor: Access, *, address: str) -> NewHook:
    """Raises ScopeMissing, NoSuchAddress, TooManyOfThem, NoWorkerKey."""
    actor.need(rules.HOOKS)
    address = checked(address)
    Partner.objects.select_for_update(no_key=True).get(pk=actor.id)
    if Hook.objects.filter(partner_id=actor.id).count() >= rules.MOST_HOOKS:
        raise TooManyOfThem("url", most=rules.MOST_HOOKS)
    secret = new_secret()
    hook = Hook.objects.create(
        partner_id=actor.id, address=address, sealed_secret=seal_to_worker(secret.encode()), made_at=clock.now()
    )
    record(actor, "partner.hook_made", "partner", actor.id)
    return NewHook(hook, secret)


def hook_of(actor: Access, hook_id: UUID, *, locked: bool = False) -> Hook:
    """Raises ScopeMissing, NotFound: another partner's is not there."""
    actor.need(rules.HOOKS)
    hooks = Hook.objects.select_for_update(no_key=True) if locked else Hook.objects
    hook = hooks.filter(pk=hook_id, partner_id=actor.id).first()
    if hook is None:
        raise NotFound()
    return hook


@transaction.atomic
def change_hook(actor: Access, *, hook_id: UUID, address: str | None = None, active: bool | None = None) -> Hook:
    """Raises ScopeMissing, NotFound, NoSuchAddress."""
    hook = hook_of(actor, hook_id)
    hook.address = hook.address if address is None else checked(address)
    hook.active = hook.active if active is None else active
    hook.save(update_fields=["address", "active"])
    record(actor, "partner.hook_changed", "partner", actor.id)
    return hook


@transaction.atomic
def remove_hook(actor: Access, *, hook_id: UUID) -> None:
    """What still waited for it is told to nobody. Raises ScopeMissing, NotFound."""
    hook_of(actor, hook_id).delete()
    record(actor, "partner.hook_removed", "partner", actor.id)


@transaction.atomic
def ping(actor: Access, *, hook_id: UUID) -> Telling:
    """Have the worker tell the address something without meaning: one at a time.

    Raises ScopeMissing, NotFound, HookOff, TooMany (an earlier one still waits).
    """
    hook, now = hook_of(actor, hook_id, locked=True), clock.now()
    if not hook.active:
        raise HookOff()
    waiting = hook.tellings.filter(change=None, status=rules.WAITING).order_by("id").first()
    if waiting is not None:
        until = waiting.next_attempt_at or now
        raise TooMany(seconds=max(5, int((until - now).total_seconds()) + 1))
    return Telling.objects.create(hook=hook, made_at=now, next_attempt_at=now)
