"""What an activity may be, its life as a table, how much it may hold, how long its evaluation is open."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SEE, MANAGE, SCHOOL = "outreach.see", "outreach.manage", "school"

TALK, WORKSHOP, CAMP, STOP, WEBINAR = "talk", "workshop", "camp", "stop", "webinar"
KINDS: dict[str, str | Promise] = {
    TALK: _("Talk"),
    WORKSHOP: _("Workshop"),
    CAMP: _("Camp"),
    STOP: _("Campaign stop"),
    WEBINAR: _("Webinar"),
}
AUDIENCES: dict[str, str | Promise] = {
    "pupils": _("Pupils"),
    "parents": _("Parents"),
    "teachers": _("Teachers"),
    "mixed": _("Mixed audience"),
}

REQUESTED, OFFERED, CONFIRMED, HELD = "requested", "offered", "confirmed", "held"
CLOSED, DECLINED, CANCELLED = "closed", "declined", "cancelled"
STATUSES: dict[str, str | Promise] = {
    REQUESTED: pgettext_lazy("activity", "Requested"),
    OFFERED: pgettext_lazy("activity", "Offered"),
    CONFIRMED: pgettext_lazy("activity", "Confirmed"),
    HELD: pgettext_lazy("activity", "Held"),
    CLOSED: pgettext_lazy("activity", "Closed"),
    DECLINED: pgettext_lazy("activity", "Declined"),
    CANCELLED: pgettext_lazy("activity", "Cancelled"),
}
TAKES_TIME = (OFFERED, CONFIRMED, HELD, CLOSED)  # in these a presenter and a place are taken
TOOK_PLACE = (HELD, CLOSED)
COMING = (REQUESTED, OFFERED, CONFIRMED)
ENDED = (CLOSED, DECLINED, CANCELLED)


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the table: by `verb` from `before` to `after`, for who has the capability `who`, or the school."""

    before: str
    verb: str
    after: str
    who: str


ACTIVITY: tuple[Way, ...] = (
    Way(REQUESTED, "offer", OFFERED, MANAGE),
    Way(OFFERED, "offer", OFFERED, MANAGE),  # another time instead; the earlier link ends
    Way(OFFERED, "accept", CONFIRMED, SCHOOL),  # by the link of the e-mail
    Way(OFFERED, "turn_down", REQUESTED, SCHOOL),  # this time does not suit: another is looked for
    Way(REQUESTED, "confirm", CONFIRMED, MANAGE),  # agreed by phone
    Way(OFFERED, "confirm", CONFIRMED, MANAGE),
    Way(REQUESTED, "decline", DECLINED, MANAGE),
    Way(OFFERED, "cancel", CANCELLED, MANAGE),
    Way(CONFIRMED, "cancel", CANCELLED, MANAGE),
    Way(CONFIRMED, "count", HELD, MANAGE),  # it took place, and somebody counted who came
    Way(HELD, "count", HELD, MANAGE),  # counted better
    Way(HELD, "close", CLOSED, MANAGE),
    Way(CLOSED, "correct", CLOSED, MANAGE),  # counted wrongly: the figures follow, the chain says from what to what
)


def after(verb: str, status: str) -> str | None:
    """The status after the step; None where the table has no such line."""
    return next((way.after for way in ACTIVITY if way.verb == verb and way.before == status), None)


def verbs_from(status: str) -> frozenset[str]:
    """What staff may do from a status."""
    return frozenset(way.verb for way in ACTIVITY if way.before == status and way.who == MANAGE)


LETTERS: dict[str, str | Promise] = {
    "offer": _("The offer"),
    "confirmed": _("That it is settled"),
    "moved": _("The new time or place"),
    "declined": _("Why we cannot come"),
    "cancelled": _("That it is cancelled"),
}
SETTLED_LETTERS = ("confirmed", "moved")  # the latest of them says where and when; an earlier one is out of date
NOT_TAKEN, UNOPENED, OUTDATED, BY_PHONE = "not_taken", "unopened", "outdated", "by_phone"
UNSENT: dict[str, str | Promise] = {
    NOT_TAKEN: _("The mail server did not take it, though we tried for hours. The address may be mistyped."),
    UNOPENED: _("The address could not be opened."),
    BY_PHONE: _("It could not be sent; the school was told by phone."),
    OUTDATED: _("It was not true any more when its turn came, so it was not sent."),
}

CHECKLIST: dict[str, str | Promise] = {
    "called": _("Called the school"),
    "room": _("Room and projector agreed"),
    "consent": _("The school told the parents"),
    "material": _("Material prepared"),
    "travel": _("Travel arranged"),
    "evaluation": _("Evaluation code shown"),
}
MATERIAL_SCHEMES = ("https://", "/")

MOST_EXPECTED = 1_500  # people at one activity that a school may ask for
MOST_COUNTED = 20_000  # people who came to one
MOST_WISHES, MOST_TOPICS, MOST_PRESENTERS, MOST_GUESTS, MOST_MATERIALS = 3, 5, 8, 8, 20
MAX_PLACE, MAX_CLASSES, MAX_NAME, MAX_WORDS, MAX_REASON = 160, 160, 120, 2_000, 300
LONGEST = timedelta(days=21)  # a camp
FURTHEST = timedelta(days=550)  # ahead, that anybody may ask or plan for
OFFER_LASTS = timedelta(days=10)
MOST_IMPORTED = 1_000  # rows of past activities at once

# Evaluation: open from the beginning for some days; the more came, the more may answer, and never all at one moment
OPEN_FOR = timedelta(days=7)
ANSWERS_PER_PERSON, FEWEST_ANSWERS = 1.5, 10
BURST, BURST_WITHIN = 40, 60  # answers, seconds: a full hall reads the code at once, a program does not stop
STARS = (1, 2, 3, 4, 5)
RESOLVES: dict[str, str | Promise] = {
    "settings": _("Check my privacy settings"),
    "passwords": _("Choose better passwords"),
    "think": _("Think before I publish"),
    "tell": _("Tell a grown-up when something happens"),
    "help": _("Help a friend to whom it happens"),
    "nothing": _("Nothing"),
}
MAX_SENTENCE = 300
GENDERS = ("girls", "boys")


def most_answers(counted: int, expected: int) -> int:
    """How many evaluations an activity takes: half as many again as came, or as were announced."""
    return max(FEWEST_ANSWERS, round((counted or expected or 40) * ANSWERS_PER_PERSON))
