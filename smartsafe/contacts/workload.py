"""How much work everybody has open, how much they may have, and who is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count, Q

from smartsafe.people.actors import Actor
from smartsafe.people.queries import people_who_may
from smartsafe.people.shifts import groups_now

from .models import Contact, Share, Sharing
from .rules import CLOSED, HANDLE, IN_PROGRESS, NEW

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Load:
    """One person's work: open contacts, those of them that wait for the reporter, and the most they may have."""

    person_id: UUID
    open: int
    waiting: int
    most: int

    @property
    def full(self) -> bool:
        """What waits for the reporter does not count against the limit."""
        return self.open - self.waiting >= self.most


@dataclass(frozen=True, slots=True)
class SharingView:
    """How the centre shares out: in turn or by hand, the usual limit, and limits of single people."""

    in_turn: bool
    most_open: int
    own_limits: dict[UUID, int]


def sharing() -> SharingView:
    """Two statements."""
    row = Sharing.objects.filter(pk=1).first() or Sharing()
    own = Share.objects.filter(most_open__isnull=False).values_list("person_id", "most_open")
    return SharingView(row.in_turn, row.most_open, {person_id: most for person_id, most in own if most is not None})


def loads(people: Iterable[UUID], how: SharingView | None = None) -> dict[UUID, Load]:
    """The load of each person; the archive is never counted. At most three statements."""
    wanted = list(dict.fromkeys(people))
    how = how or sharing()
    counted = dict.fromkeys(wanted, (0, 0))
    rows = (
        Contact.objects.filter(~Q(status=CLOSED), assignee_id__in=wanted)
        .order_by()
        .values("assignee_id")
        .annotate(open=Count("pk"), mine=Count("pk", filter=Q(status__in=(NEW, IN_PROGRESS))))
    )
    for row in rows:
        counted[row["assignee_id"]] = (row["open"], row["open"] - row["mine"])
    return {
        person_id: Load(person_id, number, waiting, how.own_limits.get(person_id, how.most_open))
        for person_id, (number, waiting) in counted.items()
    }


def next_in_turn(group: str, *, besides: UUID | None = None) -> UUID | None:
    """Who is on this group now, under the limit, and was given something longest ago; none when nobody is free."""
    handlers = {person_id for person_id, _name in people_who_may(HANDLE)}
    on = [one for one, (groups, _until) in groups_now().items() if group in groups and one in handlers]
    free = [load for load in loads(on).values() if not load.full and load.person_id != besides]
    if not free:
        return None
    given = dict(
        Share.objects.filter(person_id__in=[load.person_id for load in free]).values_list("person_id", "last_given_at")
    )
    return min(free, key=lambda load: (given.get(load.person_id) or NEVER, load.open, load.person_id)).person_id


def limits(viewer: Actor) -> list[tuple[UUID, str, int | None]]:
    """(person, name, own limit or none) of everybody who handles contacts."""
    viewer.need("work.share")
    own = sharing().own_limits
    return [(person_id, name, own.get(person_id)) for person_id, name in people_who_may(HANDLE)]
