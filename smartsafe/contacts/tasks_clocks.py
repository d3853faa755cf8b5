"""Clocks are set and watched, contacts shared out in turn, without anybody asking."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django_tasks import task

from smartsafe import clock
from smartsafe.audit.actions import SYSTEM
from smartsafe.country.calendar import changes

from .actions.clocks import escalate
from .actions.sharing import share_out
from .clocks import FIRST_REPLY, RESOLUTION, TO_SET, first_reply_late, reckon, resolution_late
from .escalation_rules import SUPERVISORS
from .models import Contact, Escalation

AT_ONCE = 500  # contacts in one run; the next run goes on


@task()
def set_clocks() -> int:
    """Set the clocks of contacts that are new, were opened again, or changed their urgency. How many moved."""
    with transaction.atomic():
        return reckon(Contact.objects.select_for_update().filter(TO_SET).order_by("-received_at")[:AT_ONCE])


@task()
def escalate_late() -> int:
    """Tell of every clock that has run out whoever is to be told now. How many contacts were told of."""
    now, told = clock.now(), 0
    for code, late, column in (
        (FIRST_REPLY, first_reply_late(now), "first_reply_due"),
        (RESOLUTION, resolution_late(now), "resolution_due"),
    ):
        told += _escalate(code, late, column)
    return told


def _escalate(code: str, late: Q, column: str) -> int:
    """Contacts on which the last step has been told are not looked at any more."""
    done = Escalation.objects.filter(contact=OuterRef("pk"), clock=code, step=SUPERVISORS, due=OuterRef(column))
    found = list(
        Contact.objects.filter(late).filter(~Exists(done)).order_by(column, "id").values_list("id", column)[:AT_ONCE]
    )
    changed = changes((found[0][1] - timedelta(days=1)).date()) if found else {}
    return sum(
        bool(escalate(SYSTEM, contact_id=contact_id, clock_code=code, changed=changed)) for contact_id, _due in found
    )


@task()
def share_out_in_turn() -> int:
    """Give what nobody has to those on shift, where the centre has chosen so. How many were given."""
    return share_out(SYSTEM)


EVERY = [(set_clocks, 1), (escalate_late, 5), (share_out_in_turn, 1)]
