"""What the queues are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartsafe.contacts.queries import queue_of
from smartsafe.country.profile import profile
from smartsafe.people.actors import Actor
from smartsafe.people.queries import teams

# code → (name, how it is ordered, key after “g”)
QUEUES: dict[str, tuple[str | Promise, str | Promise, str]] = {
    "urgent": (pgettext_lazy("queue", "Urgent"), _("danger first, then who has waited longest"), "u"),
    "mine": (pgettext_lazy("queue", "Mine"), _("by urgency, newest message first"), "i"),
    "unassigned": (pgettext_lazy("queue", "Unassigned"), _("by urgency, who has waited longest first"), "n"),
    "waiting": (pgettext_lazy("queue", "Waiting for the reporter"), _("by urgency, newest message first"), "w"),
    "late": (pgettext_lazy("queue", "Late"), _("first reply overdue, the latest first"), "l"),
    "overdue": (pgettext_lazy("queue", "Overdue"), _("should have been resolved, the latest first"), "d"),
    "open": (pgettext_lazy("queue", "All open"), _("by urgency, newest message first"), "o"),
    "closed": (pgettext_lazy("queue", "Closed"), _("last closed first"), "z"),
}
EMPTY: dict[str, str | Promise] = {
    "urgent": _("Nothing burns. The next queue to look at is the unassigned one."),
    "mine": _("Take a contact from the unassigned queue, or press C when the telephone rings."),
    "unassigned": _("Everything that came in has somebody who looks after it."),
    "waiting": _("Nobody has been asked anything that is still unanswered."),
    "late": _("Every first reply was on time so far."),
    "overdue": _("Everything that is open still has time."),
}


def name_of_queue(viewer: Actor, code: str) -> tuple[str, str]:
    """(name, how it is ordered). Raises NotFound for a code that names no queue."""
    queue_of(code)
    if code in QUEUES:
        name, order, _key = QUEUES[code]
        return str(name), str(order)
    kind, _dot, value = code.partition(".")
    order = str(QUEUES["open"][1])
    if kind == "channel":
        return profile().label("channels", value), order
    return next((name for team_id, name in teams() if str(team_id) == value), ""), order
