"""What anybody may see; what a guardian sees by the link, and a young person by the code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from smartsafe import clock
from smartsafe.country.profile import Text, profile
from smartsafe.country.profile.youth import TrainingStep
from smartsafe.errors import DomainError, NotFound

from .. import words
from . import sealed
from .actions import consenting
from .actions.applying import Membership
from .models import Application, Idea, Poll
from .polls import PollView, view
from .programme import programme
from .rules import (
    IDEA_REASONS,
    IDEA_STATUSES,
    MEMBER,
    MEMBERS,
    PUBLIC,
    REASONS,
    ROLES,
    SHOWN,
    STANDING,
    STATUSES,
)

RECENT = timedelta(days=180)


def polls(audience: str = PUBLIC) -> list[PollView]:
    """Open ones first, then those that closed lately."""
    rows = Poll.objects.filter(audience=audience, closes_at__gt=clock.now() - RECENT).order_by("-closes_at")[:20]
    found = [view(row) for row in rows]
    return sorted(found, key=lambda one: not one.open)


def poll(poll_id: UUID, audience: str = PUBLIC) -> PollView:
    """Raises NotFound."""
    row = Poll.objects.filter(pk=poll_id, audience=audience).first()
    if row is None:
        raise NotFound()
    return view(row)


def ideas() -> list[str]:
    """Published ones, the latest first."""
    found = Idea.objects.filter(status=SHOWN).order_by("-decided_at", "-id")
    return list(found.values_list("text", flat=True)[:50])


@dataclass(frozen=True, slots=True)
class ConsentView:
    """It names nobody: who is meant stands in the letter."""

    role_name: str
    answer: str
    answered_at: datetime | None
    expires_at: datetime
    standing: bool  # given, and may be taken back
    refusal: str  # why it cannot be answered (again)


def consent(token: str) -> ConsentView:
    """Raises LinkWrong."""
    found = consenting.consent_by(token)
    standing = found.answer == consenting.GIVEN and found.application.status in STANDING
    refusal = ""
    try:
        consenting.check_open(found)
    except DomainError as error:
        refusal = str(error)
    if found.answer == consenting.GIVEN and not standing:
        refusal = str(consenting.AlreadyOver())
    return ConsentView(
        str(ROLES[found.application.role]), found.answer, found.answered_at, found.expires_at, standing, refusal
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """A young person's own page."""

    role_name: str
    status: str
    minor: bool
    asked_at: datetime
    ended_at: datetime | None
    until: date
    reason: str
    told: dict[str, str]
    cohort: Text | None
    posts: list[tuple[datetime, str]]
    steps: list[tuple[TrainingStep, bool]]
    ideas: list[tuple[str, str, str, str]]  # day, state, reason, published words
    polls: list[PollView]

    @property
    def status_name(self) -> str:
        return str(STATUSES[self.status])

    @property
    def standing(self) -> bool:
        return self.status in STANDING

    @property
    def is_member(self) -> bool:
        return self.status == MEMBER

    @property
    def town(self) -> str:
        return profile().label("municipalities", self.told.get("municipality", ""))


def mine(membership: Membership) -> Mine:
    """Raises NotFound when it was removed meanwhile."""
    row = Application.objects.select_related("cohort").filter(pk=membership.application_id).first()
    if row is None:
        raise NotFound()
    belongs = row.status == MEMBER and row.cohort is not None
    done = set(row.badges.values_list("step", flat=True)) if belongs else set()
    return Mine(
        role_name=str(ROLES[row.role]), status=row.status, minor=row.minor, asked_at=row.asked_at,
        ended_at=row.ended_at, until=row.until, reason=str(REASONS.get(row.reason, "")),
        told=sealed.told_by_code(membership.private_key, row),
        cohort=words.spoken(row.cohort.name) if belongs and row.cohort else None,
        posts=_posts(membership, row) if belongs else [],
        steps=[(step, step.code in done) for step in programme().steps] if belongs else [],
        ideas=[
            (str(one.told_at.date()), str(IDEA_STATUSES[one.status]), str(IDEA_REASONS.get(one.reason, "")), one.text)
            for one in row.ideas.order_by("-told_at")[:30]
        ],
        polls=polls(MEMBERS) if belongs else [],
    )  # fmt: skip


def _posts(membership: Membership, row: Application) -> list[tuple[datetime, str]]:
    key = sealed.cohort_key_by_code(membership.private_key, row)
    if key is None or row.cohort is None:
        return []
    shown = row.cohort.posts.filter(~Q(published_at=None)).order_by("-published_at")[:50]
    return [(one.published_at, sealed.post(key, one)) for one in shown if one.published_at]
