"""Share contacts out: in turn among those on shift and under their limit, or by hand."""

from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import Who, record
from smartsafe.errors import Invalid, NotFound
from smartsafe.live.actions import touch
from smartsafe.notifications.actions import tell
from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may
from smartsafe.people.shift_rules import group_of

from ..errors import CannotTake, LimitOutOfReach, NobodyFree
from ..models import Contact, Share, Sharing
from ..rules import CLOSED, HANDLE, NEW
from ..workload import next_in_turn
from .handling.locking import keep, move

SHARE = "work.share"
MOST = 500
AT_ONCE = 50


@transaction.atomic
def set_sharing(actor: Actor, *, in_turn: bool, most_open: int) -> None:
    """Whether new contacts are given out in turn, and how many a person may have open. Raises LimitOutOfReach."""
    actor.need(SHARE)
    if not 1 <= most_open <= MOST:
        raise LimitOutOfReach("most_open", limit=MOST)
    Sharing.objects.update_or_create(pk=1, defaults={"in_turn": in_turn, "most_open": most_open})
    touch("inbox")
    record(actor, "work.sharing_set", "sharing", 1, in_turn=in_turn, most=most_open)


@transaction.atomic
def set_limit(actor: Actor, *, person_id: UUID, most_open: int | None) -> None:
    """One person's own limit; none: the usual one; 0: nothing is given. Raises LimitOutOfReach, CannotTake."""
    actor.need(SHARE)
    if most_open is not None and not 0 <= most_open <= MOST:
        raise LimitOutOfReach("most_open", limit=MOST)
    if person_id not in {one for one, _name in people_who_may(HANDLE)}:
        raise CannotTake("person")
    Share.objects.update_or_create(person_id=person_id, defaults={"most_open": most_open})
    record(actor, "work.limit_set", "person", person_id, most=most_open)


@transaction.atomic
def assign_next(actor: Who, *, contact_id: UUID) -> UUID:
    """Give the contact to whoever is next: on shift for its channel, under the limit, longest without a new one.

    By the system, or by a person who may share work out. Raises NotFound, NotNow, NobodyFree.
    """
    if isinstance(actor, Actor):
        actor.need(SHARE)
    _one_at_a_time()
    contact = Contact.objects.select_for_update().filter(pk=contact_id, erased_at=None).first()
    if contact is None:
        raise NotFound()
    person_id = next_in_turn(group_of(contact.channel), besides=contact.assignee_id)
    if person_id is None:
        raise NobodyFree()
    move(contact, "take")
    contact.assignee_id = person_id
    keep(contact, "status", "assignee")
    Share.objects.update_or_create(person_id=person_id, defaults={"last_given_at": clock.now()})
    if person_id != actor.id:
        tell([person_id], "contact.assigned", "contact", contact.id, contact.number)
    record(actor, "contact.assigned", "contact", contact.id, to=str(person_id), team=str(contact.team_id or ""))
    return person_id


def share_out(actor: Who) -> int:
    """Give out what is new and nobody has, the most urgent first, while somebody is free. How many were given."""
    if not Sharing.objects.filter(pk=1, in_turn=True).exists():
        return 0
    waiting = Contact.objects.exclude(status=CLOSED).filter(assignee=None, status=NEW, erased_at=None)
    given = 0
    full: set[str] = set()
    first = waiting.order_by("rank", "last_message_at", "id").values_list("id", "channel")[:AT_ONCE]
    for contact_id, channel in list(first):
        if group_of(channel) in full:
            continue
        try:
            assign_next(actor, contact_id=contact_id)
        except NobodyFree:
            full.add(group_of(channel))
        except (NotFound, Invalid):
            continue
        else:
            given += 1
    return given


def _one_at_a_time() -> None:
    """Two who give out at once would both see the same person free."""
    Sharing.objects.get_or_create(pk=1)
    Sharing.objects.select_for_update().get(pk=1)
