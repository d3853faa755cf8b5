"""The addresses that are told of changes: a partner makes, changes, removes and tries them by the API."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.vault.worker_public import seal_to_worker

from .. import config, rules
from ..access import Access
from ..errors import NoSuchAddress, TooManyOfThem
from ..models import Hook, Partner, Telling
from ..signing import new_secret

LONGEST = 500
# A name, never a number: whom it names is looked up, and must be public, each time it is asked (`channels.http`).
SHAPE = (
    r"^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(:(443|8443))?(/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?$"
)


@dataclass(frozen=True, slots=True)
class NewHook:
    """The secret is told this once."""

    hook: Hook
    secret: str

    def __repr__(self) -> str:
        return f"NewHook({self.hook.id})"


def _checked(address: str) -> str:
    inside = config.inside()
    if inside and len(address) <= LONGEST and address.startswith(inside):
        return address
    host = address.removeprefix("https://").partition("/")[0].partition(":")[0]
    if len(address) > LONGEST or len(host) > 253 or not re.fullmatch(SHAPE, address):
        raise NoSuchAddress("url")
    return address


@transaction.atomic
def make_hook(actor: Access, *, address: str) -> NewHook:
    """Raises ScopeMissing, NoSuchAddress, TooManyOfThem, NoWorkerKey."""
    actor.need(rules.HOOKS)
    address = _checked(address)
    Partner.objects.select_for_update().get(pk=actor.id)
    if Hook.objects.filter(partner_id=actor.id).count() >= rules.MOST_HOOKS:
        raise TooManyOfThem("url", most=rules.MOST_HOOKS)
    secret = new_secret()
    hook = Hook.objects.create(
        partner_id=actor.id, address=address, sealed_secret=seal_to_worker(secret.encode()), made_at=clock.now()
    )
    record(actor, "partner.hook_made", "partner", actor.id)
    return NewHook(hook, secret)


def hook_of(actor: Access, hook_id: UUID) -> Hook:
    """Raises ScopeMissing, NotFound: another partner's is not there."""
    actor.need(rules.HOOKS)
    hook = Hook.objects.filter(pk=hook_id, partner_id=actor.id).first()
    if hook is None:
        raise NotFound()
    return hook


@transaction.atomic
def change_hook(actor: Access, *, hook_id: UUID, address: str | None = None, active: bool | None = None) -> Hook:
    """Raises ScopeMissing, NotFound, NoSuchAddress."""
    hook = hook_of(actor, hook_id)
    hook.address = hook.address if address is None else _checked(address)
    hook.active = hook.active if active is None else active
    hook.save(update_fields=["address", "active"])
    record(actor, "partner.hook_changed", "partner", actor.id)
    return hook


@transaction.atomic
def remove_hook(actor: Access, *, hook_id: UUID) -> None:
    """What still waited for it is told to nobody. Raises ScopeMissing, NotFound."""
    hook_of(actor, hook_id).delete()
    record(actor, "partner.hook_removed", "partner", actor.id)


def ping(actor: Access, *, hook_id: UUID) -> Telling:
    """Have the worker tell the address something without meaning. Raises ScopeMissing, NotFound."""
    hook, now = hook_of(actor, hook_id), clock.now()
    return Telling.objects.create(hook=hook, made_at=now, next_attempt_at=now)
