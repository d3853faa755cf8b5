"""Who is at work, what the last shift left, names of groups, how long somebody has waited."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats
from django.utils.timesince import timesince

from smartsafe import clock
from smartsafe.faces.theme.standing import standing
from smartsafe.people import handover
from smartsafe.people.shift_rules import GROUPS
from smartsafe.people.shifts import OnNow, on_now

register = template.Library()


@register.simple_tag(takes_context=True)
def at_work(context: dict[str, Any]) -> dict[str, Any]:
    """{"people": everybody who is on now, "mine": [(group, name, whether I am on)]} for the top of the desk."""
    actor = context.get("actor")
    if actor is None or not actor.may("shifts.see"):
        return {}
    people: list[OnNow] = standing(context["request"], "at-work", "shifts", on_now)
    mine = next((one.groups for one in people if one.person_id == actor.id), ())
    groups = [(group, name, group in mine) for group, name in GROUPS.items()] if actor.may("contacts.handle") else []
    return {"people": people, "mine": groups, "on": bool(mine)}


@register.simple_tag(takes_context=True)
def handover_waiting(context: dict[str, Any]) -> list[tuple[Any, str, datetime]]:
    """Notes that the person has not read: (id, author, when)."""
    actor = context.get("actor")
    if actor is None:
        return []
    return standing(context["request"], f"handover:{actor.id}", "handover", lambda: handover.waiting(actor))


@register.simple_tag(takes_context=True)
def debriefs_waiting(context: dict[str, Any]) -> int:
    actor = context.get("actor")
    return handover.debriefs_waiting(actor) if actor is not None else 0


@register.filter
def group_name(code: str) -> str:
    return str(GROUPS.get(code, code))


@register.filter
def waited(since: datetime | None) -> str:
    """“3 hours”: the largest unit alone, as one sees it from across the room."""
    return timesince(since, clock.now(), depth=1) if since else ""


@register.filter
def weekday_name(number: int) -> str:
    """Monday is 0."""
    return formats.date_format(date(2024, 1, 1 + number), "l")
