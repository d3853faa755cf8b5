"""A partner's own webhooks and what was told to them."""

from uuid import UUID

from . import rules
from .access import Access
from .actions.hooks import hook_of
from .models import Hook, Telling

MOST = 50


def hooks_of(actor: Access) -> list[Hook]:
    """Raises ScopeMissing."""
    actor.need(rules.HOOKS)
    return list(Hook.objects.filter(partner_id=actor.id).order_by("id"))


def told_to(actor: Access, *, hook_id: UUID) -> list[Telling]:
    """The newest first. Raises ScopeMissing, NotFound."""
    return list(hook_of(actor, hook_id).tellings.order_by("-id")[:MOST])
