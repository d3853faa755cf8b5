"""What can be asked about the youth programme at the desk. Nothing here opens what is sealed: looking is an action."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from smartsafe.country.profile import Text
from smartsafe.country.profile.youth import TrainingStep
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names

from .. import words
from ..activities import figures
from ..activities.models import Activity
from ..activities.queries import ActivityView, views
from ..activities.rules import CONFIRMED, TOOK_PLACE
from . import sealed
from .models import Application, Cohort, Idea, Poll, Session
from .polls import PollView, Results, results, view
from .programme import programme
from .rules import (
    APPLIED,
    IDEA_STATUSES,
    MANAGE,
    MEMBER,
    PENDING,
    REASONS,
    ROLES,
    SEE,
    SHOWN,
    STATUSES,
    WAITING,
    verbs_from,
)


@dataclass(frozen=True, slots=True)
class ApplicationView:
    id: UUID
    role: str
    status: str
    minor: bool
    asked_at: datetime
    ended_at: datetime | None
    until: date
    reason: str
    place: int | None
    cohort_id: UUID | None
    cohort: Text | None
    badges: frozenset[str]
    asked_guardian: list[tuple[datetime, str]]

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])

    @property
    def status_name(self) -> str:
        return str(STATUSES[self.status])

    @property
    def verbs(self) -> frozenset[str]:
        return verbs_from(self.status)

    @property
    def may_be_opened(self) -> bool:
        return self.status in (APPLIED, MEMBER)


def _view(row: Application, *, letters: bool = False) -> ApplicationView:
    """`badges` prefetched, `cohort` selected."""
    return ApplicationView(
        id=row.id, role=row.role, status=row.status, minor=row.minor, asked_at=row.asked_at, ended_at=row.ended_at,
        until=row.until, reason=str(REASONS.get(row.reason, "")), place=row.place, cohort_id=row.cohort_id,
        cohort=words.spoken(row.cohort.name) if row.cohort else None,
        badges=frozenset(one.step for one in row.badges.all()),
        asked_guardian=list(row.consents.order_by("asked_at").values_list("asked_at", "answer")) if letters else [],
    )  # fmt: skip


def applications(viewer: Actor, *, statuses: tuple[str, ...] = (APPLIED, WAITING)) -> list[ApplicationView]:
    """The oldest first."""
    viewer.need(SEE)
    rows = Application.objects.filter(status__in=statuses).select_related("cohort").prefetch_related("badges")
    return [_view(row) for row in rows.order_by("status", "asked_at", "id")[:200]]


def application(viewer: Actor, application_id: UUID) -> ApplicationView:
    """Raises NotFound."""
    viewer.need(SEE)
    row = Application.objects.select_related("cohort").prefetch_related("badges").filter(pk=application_id).first()
    if row is None:
        raise NotFound()
    return _view(row, letters=True)


@dataclass(frozen=True, slots=True)
class CohortView:
    id: UUID
    role: str
    name: Text
    starts_on: date
    ended_on: date | None
    people: int

    @property
    def role_name(self) -> str:
        return str(ROLES[self.role])


def _cohorts() -> list[CohortView]:
    counted = Cohort.objects.annotate(people=Count("members", filter=Q(members__status=MEMBER)))
    return [
        CohortView(row.id, row.role, words.spoken(row.name), row.starts_on, row.ended_on, row.people)
        for row in counted.order_by("-starts_on", "-id")[:200]
    ]


def cohorts(viewer: Actor) -> list[CohortView]:
    """The latest first."""
    viewer.need(SEE)
    return _cohorts()


@dataclass(frozen=True, slots=True)
class PostView:
    id: UUID
    text: str  # empty for who may not open it
    author: str
    own: bool
    reader: str
    written_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class CohortPage:
    view: CohortView
    members: list[ApplicationView]
    steps: tuple[TrainingStep, ...]
    posts: list[PostView]
    sessions: list[ActivityView]
    reached: figures.Reached
    to_link: list[ActivityView]


def cohort(viewer: Actor, cohort_id: UUID) -> CohortPage:
    """The board's words only for who may write there. Raises NotFound; Locked, NotAMember."""
    viewer.need(SEE)
    row = Cohort.objects.filter(pk=cohort_id).first()
    found = next((one for one in _cohorts() if one.id == cohort_id), None)
    if row is None or found is None:
        raise NotFound()
    rows = row.members.filter(status=MEMBER).select_related("cohort").prefetch_related("badges").order_by("place")
    led = list(row.sessions.values_list("activity_id", flat=True))
    return CohortPage(
        view=found,
        members=[_view(one) for one in rows],
        steps=programme().steps,
        posts=_posts(viewer, row),
        sessions=views(_activities(Q(pk__in=led))),
        reached=figures.of_activities(led),
        to_link=views(_activities(~Q(pk__in=Session.objects.values("activity_id")))[:30]),
    )


def _activities(wanted: Q) -> list[Activity]:
    found = Activity.objects.filter(wanted, status__in=(CONFIRMED, *TOOK_PLACE)).prefetch_related("presenters")
    return list(found.order_by("-starts_at", "-id")[:100])


def _posts(viewer: Actor, row: Cohort) -> list[PostView]:
    posts = list(row.posts.order_by("-written_at")[:50])
    known = names({one for post in posts for one in (post.written_by, post.published_by)})
    key = sealed.cohort_key(viewer, row) if posts and viewer.may(MANAGE) else None
    return [
        PostView(
            one.id, sealed.post(key, one) if key else "", known.get(one.written_by, ""), one.written_by == viewer.id,
            known.get(one.published_by, "") if one.published_by else "", one.written_at, one.published_at,
        )
        for one in posts
    ]  # fmt: skip


def polls(viewer: Actor) -> list[tuple[PollView, int, Results | None]]:
    """(poll, voices so far, results once it is over), the latest first."""
    viewer.need(SEE)
    counted = Poll.objects.annotate(count=Count("voices")).order_by("-opened_at", "-id")[:50]
    found = [(view(row), row.count) for row in counted]
    return [(one, count, results(one)) for one, count in found]


@dataclass(frozen=True, slots=True)
class IdeaView:
    id: UUID
    status: str
    from_member: bool
    told_at: datetime
    text: str

    @property
    def status_name(self) -> str:
        return str(IDEA_STATUSES[self.status])


def ideas(viewer: Actor, *, status: str = PENDING) -> list[IdeaView]:
    """The oldest first of those to be read, the latest first of others."""
    viewer.need(SEE)
    order = "told_at" if status == PENDING else "-decided_at"
    rows = Idea.objects.filter(status=status).order_by(order, "id")[:100]
    return [IdeaView(row.id, row.status, row.member_id is not None, row.told_at, row.text) for row in rows]


def idea(viewer: Actor, idea_id: UUID) -> IdeaView:
    """Raises NotFound."""
    viewer.need(SEE)
    row = Idea.objects.filter(pk=idea_id).first()
    if row is None:
        raise NotFound()
    return IdeaView(row.id, row.status, row.member_id is not None, row.told_at, row.text)


def waiting(viewer: Actor) -> dict[str, int]:
    """How much waits for somebody at the centre."""
    viewer.need(SEE)
    return {
        "applied": Application.objects.filter(status=APPLIED).count(),
        "waiting": Application.objects.filter(status=WAITING).count(),
        "ideas": Idea.objects.filter(status=PENDING).count(),
        "shown": Idea.objects.filter(status=SHOWN).count(),
    }
