"""The life of a referral as a table: from where to where, by which action, and who may do it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DRAFT, AWAITING_APPROVAL, APPROVED, DELIVERED = "draft", "awaiting_approval", "approved", "delivered"
ACKNOWLEDGED, INFORMATION_ASKED, ACCEPTED = "acknowledged", "information_asked", "accepted"
DECLINED, OUTCOME_REPORTED, CLOSED, WITHDRAWN = "declined", "outcome_reported", "closed", "withdrawn"

STATUSES: dict[str, str | Promise] = {
    DRAFT: _("Draft"),
    AWAITING_APPROVAL: _("Awaiting approval"),
    APPROVED: _("Approved"),
    DELIVERED: _("Delivered"),
    ACKNOWLEDGED: _("Receipt confirmed"),
    INFORMATION_ASKED: _("More information asked"),
    ACCEPTED: _("Accepted"),
    DECLINED: _("Declined as not competent"),
    OUTCOME_REPORTED: _("Outcome reported"),
    CLOSED: _("Concluded"),
    WITHDRAWN: _("Withdrawn"),
}

PREPARE, APPROVE, PORTAL = "referrals.prepare", "referrals.approve", "portal"

IN_PREPARATION = (DRAFT, AWAITING_APPROVAL, APPROVED)
WITH_INSTITUTION = (DELIVERED, ACKNOWLEDGED, INFORMATION_ASKED, ACCEPTED)
ENDED = (CLOSED, WITHDRAWN)
# What officers of the institution see. A withdrawn one shows only that it was withdrawn: its key is destroyed.
SEEN_BY_INSTITUTION = (*WITH_INSTITUTION, DECLINED, OUTCOME_REPORTED, CLOSED, WITHDRAWN)
READ_BY_INSTITUTION = tuple(status for status in SEEN_BY_INSTITUTION if status != WITHDRAWN)
# Whose turn it is
FOR_CENTRE = (INFORMATION_ASKED, DECLINED, OUTCOME_REPORTED)
FOR_INSTITUTION = (DELIVERED, ACKNOWLEDGED, ACCEPTED)

MAX_WORDS = 20_000  # characters
MAX_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Transition:
    """One line: the action `verb` leads from `before` to `after`; the capability `who` is needed for it.

    `accepted` limits the line to referrals that were accepted before (True) or were not (False).
    Lines with `who` = portal are the institution's. When it has no officers at the portal, its answer comes on
    paper and is entered by staff who may prepare referrals.
    """

    before: str
    verb: str
    after: str
    who: str
    accepted: bool | None = None


def _lines(verb: str, before: tuple[str, ...], after: str, who: str) -> tuple[Transition, ...]:
    return tuple(Transition(status, verb, after, who) for status in before)


INITIAL = DRAFT  # made by `prepare`

REFERRAL: tuple[Transition, ...] = (
    *_lines("edit_draft", (DRAFT,), DRAFT, PREPARE),
    *_lines("send_for_approval", (DRAFT,), AWAITING_APPROVAL, PREPARE),
    *_lines("return_for_changes", (AWAITING_APPROVAL, APPROVED), DRAFT, APPROVE),
    *_lines("approve", (AWAITING_APPROVAL,), APPROVED, APPROVE),
    *_lines("deliver", (APPROVED,), DELIVERED, PREPARE),
    *_lines("acknowledge", (DELIVERED,), ACKNOWLEDGED, PORTAL),
    *_lines("ask", (ACKNOWLEDGED, ACCEPTED), INFORMATION_ASKED, PORTAL),
    Transition(INFORMATION_ASKED, "give_information", ACKNOWLEDGED, PREPARE, accepted=False),
    Transition(INFORMATION_ASKED, "give_information", ACCEPTED, PREPARE, accepted=True),
    *_lines("accept", (ACKNOWLEDGED,), ACCEPTED, PORTAL),
    *_lines("decline", (DELIVERED, ACKNOWLEDGED), DECLINED, PORTAL),
    *_lines("report_outcome", (ACKNOWLEDGED, ACCEPTED), OUTCOME_REPORTED, PORTAL),
    *_lines("forward_declined", (DECLINED,), CLOSED, PREPARE),
    *_lines("close", (DECLINED, OUTCOME_REPORTED), CLOSED, PREPARE),
    *_lines("withdraw", (*IN_PREPARATION, *WITH_INSTITUTION), WITHDRAWN, PREPARE),
)

VERBS = tuple(dict.fromkeys(line.verb for line in REFERRAL))
OF_INSTITUTION = frozenset(line.verb for line in REFERRAL if line.who == PORTAL)


def line(status: str, verb: str, *, accepted: bool = False) -> Transition | None:
    """The line of the table, if there is one. `accepted`: whether the institution has accepted before."""
    return next(
        (one for one in REFERRAL if one.before == status and one.verb == verb and one.accepted in (None, accepted)),
        None,
    )


def from_status(status: str) -> Iterator[Transition]:
    return (one for one in REFERRAL if one.before == status)


def verbs_from(status: str) -> frozenset[str]:
    """Which actions a state allows, whoever asks."""
    return frozenset(one.verb for one in from_status(status))


def needed_at_desk(verb: str) -> str:
    """The capability without which the desk's form of this action is not even read; of the institution's own, to enter
    what came on paper."""
    who = next(one.who for one in REFERRAL if one.verb == verb)
    return PREPARE if who == PORTAL else who
