"""Who came, and the end of an activity."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from smartsafe import clock
from smartsafe.audit.actions import record
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor

from ...errors import NotAChoice
from ..errors import NobodyCame, NotYet, PartsExceed, WrongCounts
from ..models import Activity
from ..rules import GENDERS, MANAGE, MOST_COUNTED
from .planning import locked, move


def checked_counts(
    *, pupils: int, parents: int, teachers: int, by_gender: Mapping[str, int], by_age: Mapping[str, int]
) -> dict[str, Any]:
    """Raises WrongCounts, NotAChoice, PartsExceed, NobodyCame."""
    whole = {"pupils": pupils, "parents": parents, "teachers": teachers}
    for field, number in (*whole.items(), *by_gender.items(), *by_age.items()):
        if not 0 <= number <= MOST_COUNTED:
            raise WrongCounts(field, most=MOST_COUNTED)
    if not set(by_gender) <= set(GENDERS) or not set(by_age) <= profile().codes("age_bands"):
        raise NotAChoice("pupils")
    if max(sum(by_gender.values()), sum(by_age.values())) > pupils:
        raise PartsExceed("pupils")
    if not any(whole.values()):
        raise NobodyCame("pupils")
    parts = {"by_gender": by_gender, "by_age": by_age}
    return whole | {name: {code: one for code, one in part.items() if one} for name, part in parts.items()}


@transaction.atomic
def count(
    actor: Actor, *, activity_id: UUID, pupils: int, parents: int, teachers: int, by_gender: Mapping[str, int],
    by_age: Mapping[str, int],
) -> None:  # fmt: skip
    """It took place: so many came. Again, when it was counted better. Raises NotFound, NotNow, NotYet, …"""
    actor.need(MANAGE)
    row = locked(activity_id)
    move(row, "count")
    if row.starts_at is None or row.starts_at > clock.now():
        raise NotYet("pupils")
    _set(row, pupils=pupils, parents=parents, teachers=teachers, by_gender=by_gender, by_age=by_age)
    record(actor, "activity.counted", "activity", row.id, people=pupils + parents + teachers)


@transaction.atomic
def correct(
    actor: Actor, *, activity_id: UUID, pupils: int, parents: int, teachers: int, by_gender: Mapping[str, int],
    by_age: Mapping[str, int],
) -> None:  # fmt: skip
    """What was counted wrongly, after closing. Raises NotFound, NotNow, WrongCounts, PartsExceed, NobodyCame."""
    actor.need(MANAGE)
    row = locked(activity_id)
    move(row, "correct")
    before = row.pupils + row.parents + row.teachers
    _set(row, pupils=pupils, parents=parents, teachers=teachers, by_gender=by_gender, by_age=by_age)
    people = pupils + parents + teachers
    record(actor, "activity.corrected", "activity", row.id, before=before, people=people)


def _set(row: Activity, **told: Any) -> None:
    counts = checked_counts(**told)
    for name, value in counts.items():
        setattr(row, name, value)
    row.save(update_fields=["status", *counts])


@transaction.atomic
def close(actor: Actor, *, activity_id: UUID) -> None:
    """Nothing more is to be done. Raises NotFound, NotNow."""
    actor.need(MANAGE)
    row = locked(activity_id)
    move(row, "close")
    row.ended_at, row.sealed_address = clock.now(), b""
    row.save(update_fields=["status", "ended_at", "sealed_address"])
    record(actor, "activity.closed", "activity", row.id)
