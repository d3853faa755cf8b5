"""The life of an application as a table, what may be told, and how few is too few to show.

Safeguarding stands in the shape of things: there is no column in which a grown-up could write to one young person.
What is said to one is a code of these lists; what is said to a cohort, two grown-ups have read (`Post`).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SEE, MANAGE = "outreach.see", "outreach.manage"
APPLICANT, GUARDIAN, SYSTEM = "applicant", "guardian", "system"

PANEL, PEER = "panel", "peer"
ROLES: dict[str, str | Promise] = {PANEL: _("Youth panel"), PEER: _("Peer educators")}

WAITING, APPLIED, MEMBER = "waiting", "applied", "member"
DECLINED, REFUSED, WITHDRAWN, LEFT = "declined", "refused", "withdrawn", "left"
STATUSES: dict[str, str | Promise] = {
    WAITING: pgettext_lazy("application", "Waits for consent"),
    APPLIED: pgettext_lazy("application", "To be decided"),
    MEMBER: pgettext_lazy("application", "Member"),
    DECLINED: pgettext_lazy("application", "Turned down"),
    REFUSED: pgettext_lazy("application", "No consent"),
    WITHDRAWN: pgettext_lazy("application", "Withdrawn"),
    LEFT: pgettext_lazy("application", "Left"),
}
ENDED = (DECLINED, REFUSED, WITHDRAWN, LEFT)
STANDING = (WAITING, APPLIED, MEMBER)


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the table: by `verb` from `before` to `after`, for `who`."""

    before: str
    verb: str
    after: str
    who: str


APPLICATION: tuple[Way, ...] = (
    Way(WAITING, "consent", APPLIED, GUARDIAN),  # by the link of the e-mail
    Way(WAITING, "refuse", REFUSED, GUARDIAN),
    Way(WAITING, "ask_again", WAITING, MANAGE),  # another letter; the earlier link ends
    Way(WAITING, "lapse", REFUSED, SYSTEM),  # nobody answered in time
    Way(WAITING, "withdraw", WITHDRAWN, APPLICANT),
    Way(APPLIED, "withdraw", WITHDRAWN, APPLICANT),
    Way(MEMBER, "withdraw", WITHDRAWN, APPLICANT),
    Way(APPLIED, "take_back", WITHDRAWN, GUARDIAN),  # the consent, by the same link
    Way(MEMBER, "take_back", WITHDRAWN, GUARDIAN),
    Way(APPLIED, "admit", MEMBER, MANAGE),
    Way(APPLIED, "decline", DECLINED, MANAGE),
    Way(MEMBER, "leave", LEFT, MANAGE),
    Way(MEMBER, "outgrow", LEFT, SYSTEM),  # too old, or a member for as long as one may be
)


def after(verb: str, status: str) -> str | None:
    """The status after the step; None where the table has no such line."""
    return next((way.after for way in APPLICATION if way.verb == verb and way.before == status), None)


def verbs_from(status: str) -> frozenset[str]:
    """What staff may do from a status."""
    return frozenset(way.verb for way in APPLICATION if way.before == status and way.who == MANAGE)


# What a young person is told when the centre ends it: one of these sentences, never a letter of somebody's own
REASONS: dict[str, str | Promise] = {
    "full": _("This group is full. That says nothing about you; please apply again when the next one begins."),
    "later": _("There is no group near you yet. We would be glad if you applied again later."),
    "other_way": _("We think that another way to take part suits you better: look at the ideas and the polls."),
    "agreed": _("We talked about it together with you and your parent or guardian, and agreed to end it here."),
    "over": _("The group has finished its work. Thank you for everything."),
}

MAX_NAME, MAX_CONTACT, MAX_WHY, MAX_IDEA, MAX_POST, MAX_QUESTION, MAX_OPTION = 40, 120, 1_000, 600, 2_000, 200, 120
MOST_OPTIONS, FEWEST_OPTIONS, MOST_IN_A_COHORT = 8, 2, 40

PUBLIC, MEMBERS = "public", "members"
AUDIENCES: dict[str, str | Promise] = {PUBLIC: _("Anybody"), MEMBERS: _("Members only, by their code")}
LONGEST_POLL = timedelta(days=60)
FEWEST = 5  # votes, under which no result is shown
SMALL = 3  # an option with fewer is told only as “fewer than three”
MOST_VOTES = 20_000  # a public poll takes; no more, so that no program fills the disk

PENDING, SHOWN, DROPPED = "pending", "shown", "dropped"
IDEA_STATUSES: dict[str, str | Promise] = {
    PENDING: pgettext_lazy("idea", "To be read"),
    SHOWN: pgettext_lazy("idea", "Published"),
    DROPPED: pgettext_lazy("idea", "Not published"),
}
IDEA_REASONS: dict[str, str | Promise] = {
    "names": _("It names a person, a class or a school. Without that we would gladly read it again."),
    "hurts": _("It could hurt somebody who reads it."),
    "there": _("We do this already, or somebody put it forward before you."),
    "elsewhere": _("This needs help, not a public page. Please write to us through “I need help”; nobody sees who."),
    "unclear": _("We did not understand how it would work. Please tell it in other words."),
}
MOST_IDEAS_WAITING = 500  # of all; a program fills no more
