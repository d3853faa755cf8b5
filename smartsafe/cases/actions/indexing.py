"""Cases whose words are in no index yet (of a keyring that was changed, of an older release), at the next unlock."""

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.cases import indexing
from smartsafe.cases.models import Case
from smartsafe.people.actors import Actor
from smartsafe.vault.sealing import CannotOpen


def index_waiting(actor: Actor, *, limit: int = 20) -> int:
    """Index up to `limit` cases that wait for it, oldest first; how many. Raises NotAllowed, Locked, NotAMember."""
    actor.need("cases.see")
    actor.opened().index_key()
    if not Case.objects.filter(indexed_at=None).exists():
        return 0
    with transaction.atomic():
        rows = Case.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = list(rows.filter(indexed_at=None).order_by("id")[:limit])
        for case in waiting:
            try:
                indexing.index(actor, case)
            except CannotOpen:  # erased: nothing is left to find
                indexing.forget(case.pk)
            case.indexed_at = clock.now()
            case.save(update_fields=["indexed_at"])
        if waiting:
            record(actor, "cases.indexed", "case", waiting[0].pk, count=len(waiting))
    return len(waiting)
