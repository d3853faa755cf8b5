"""Change the centre's calendar: a day with hours of its own."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.errors import NotFound
from smartsafe.live.actions import touch

from .calendar import languages_to_write, since_midnight, written
from .errors import DayOutOfReach, HoursOutOfOrder, ReasonMissing
from .hours import zone
from .models import DayChange

if TYPE_CHECKING:  # people stand above the country
    from smartsafe.people.actors import Actor

MANAGE = "hours.manage"
AHEAD = timedelta(days=730)
LONGEST_REASON = 200


@transaction.atomic
def set_day(actor: "Actor", *, day: date, times: Sequence[tuple[str, str]], reasons: Mapping[str, str]) -> DayChange:
    """The hours of one day, in place of the usual ones; no times: closed. The line and every clock follow at once.

    `reasons`: language → words, for every language that the profile is written in. Whoever has contacts open calls
    `contacts.actions.clocks.reckon_clocks` after it. Raises DayOutOfReach, HoursOutOfOrder, ReasonMissing.
    """
    actor.need(MANAGE)
    today = clock.now().astimezone(zone()).date()
    if not today <= day <= today + AHEAD:
        raise DayOutOfReach("day")
    kept = _times(times)
    words = {code: " ".join(reasons.get(code, "").split()) for code, _name in languages_to_write()}
    for code, said in words.items():
        if not said or len(said) > LONGEST_REASON or "\0" in said:
            raise ReasonMissing(f"reason_{code}", limit=LONGEST_REASON)
    change, _made = DayChange.objects.update_or_create(
        day=day, defaults={"spans": kept, "reasons": words, "set_at": clock.now(), "set_by": actor.id}
    )
    touch("calendar")
    record(actor, "calendar.day_set", "day", day.isoformat(), spans=kept)
    return change


@transaction.atomic
def remove_day(actor: "Actor", *, change_id: UUID) -> None:
    """The day has its usual hours again. Raises NotFound, DayOutOfReach for a day that has passed."""
    actor.need(MANAGE)
    change = DayChange.objects.select_for_update().filter(pk=change_id).first()
    if change is None:
        raise NotFound()
    if change.day < clock.now().astimezone(zone()).date():
        raise DayOutOfReach("day")
    change.delete()
    touch("calendar")
    record(actor, "calendar.day_removed", "day", change.day.isoformat())


def _times(times: Sequence[tuple[str, str]]) -> list[list[str]]:
    try:
        spans = sorted((since_midnight(opens), since_midnight(closes)) for opens, closes in times)
    except ValueError:
        raise HoursOutOfOrder("times") from None
    if any(opens >= closes for opens, closes in spans) or any(
        later[0] < earlier[1] for earlier, later in pairwise(spans)
    ):
        raise HoursOutOfOrder("times")
    return [[written(opens), written(closes)] for opens, closes in spans]
