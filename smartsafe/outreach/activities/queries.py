"""What can be asked about activities at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import formats

from smartsafe import clock
from smartsafe.country.profile import Text, profile
from smartsafe.errors import NotFound
from smartsafe.language.folding import fold
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names, people_who_may

from ..campaigns import queries as campaigns
from . import attention, sealed
from .actions.evaluating import open_until
from .models import Activity
from .rules import AUDIENCES, CHECKLIST, KINDS, MANAGE, REQUESTED, SEE, STATUSES, TOOK_PLACE, most_answers, verbs_from
from .times import here, hours, month, place_key, span

PAGE = 50


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity as lists and calendars show it; nothing of it is sealed."""

    id: UUID
    number: str
    kind: str
    audience: str
    status: str
    place: str
    municipality: str
    starts_at: datetime | None
    ends_at: datetime | None
    day_only: bool  # nobody knows the hour any more
    wishes: list[date]
    topics: list[str]
    classes: str
    expected: int
    guests: list[str]
    presenters: list[tuple[UUID, str]]
    public: bool
    campaign_id: UUID | None
    campaign: Text | None
    pupils: int
    parents: int
    teachers: int
    asked_at: datetime | None

    @property
    def kind_name(self) -> str:
        return str(KINDS.get(self.kind, self.kind))

    @property
    def audience_name(self) -> str:
        return str(AUDIENCES.get(self.audience, self.audience))

    @property
    def status_name(self) -> str:
        return str(STATUSES.get(self.status, self.status))

    @property
    def city(self) -> str:
        return profile().label("municipalities", self.municipality)

    @property
    def topic_names(self) -> list[str]:
        return [profile().label("threats", code) for code in self.topics]

    @property
    def people(self) -> int:
        return self.pupils + self.parents + self.teachers

    @property
    def day(self) -> date | None:
        return self.starts_at.astimezone(here()).date() if self.starts_at else None

    @property
    def last_day(self) -> date | None:
        """The last one that it touches; of several days only."""
        last = self.ends_at.astimezone(here()) - timedelta(microseconds=1) if self.ends_at else None
        return last.date() if last and last.date() != self.day else None

    @property
    def when(self) -> str:
        """“24. 11. 2026. 09:00–10:30”; the day alone where the hour is not known."""
        if self.starts_at is None or self.ends_at is None:
            return ""
        if self.day_only:
            return formats.date_format(self.starts_at.astimezone(here()), "j. n. Y.")
        return span(self.starts_at, self.ends_at)

    @property
    def hours(self) -> str:
        if self.day_only or self.starts_at is None or self.ends_at is None:
            return ""
        return hours(self.starts_at, self.ends_at)

    def on(self, day: date) -> bool:
        """A camp is on each of its days."""
        return self.day is not None and self.day <= day <= (self.last_day or self.day)

    @property
    def days(self) -> int:
        return (self.last_day - self.day).days + 1 if self.last_day and self.day else 1

    def nth(self, day: date) -> int:
        """1 on the first day."""
        return (day - self.day).days + 1 if self.day else 1

    @property
    def who(self) -> list[str]:
        return [*(name for _one, name in self.presenters), *self.guests]


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One activity with everything that its page shows. `contact`, `words`, `note` only for who may open them."""

    view: ActivityView
    materials: list[tuple[str, str]]
    checklist: list[tuple[str, str, bool]]
    reason: str
    by_gender: dict[str, int]
    by_age: dict[str, int]
    verbs: frozenset[str]
    has_address: bool
    offers: list[Any]
    letters: list[attention.LetterView]
    ran_out_at: datetime | None
    evaluation_code: str
    evaluation_until: datetime | None
    closed_to_viewer: bool  # there is something sealed that the viewer will open once admitted to the keyring
    contact: dict[str, str]
    words: str
    note: str


def views(rows: Sequence[Activity]) -> list[ActivityView]:
    """Rows with `presenters` prefetched; the names in two statements."""
    people = names({one.person_id for row in rows for one in row.presenters.all()})
    told = campaigns.names({row.campaign_id for row in rows if row.campaign_id})
    return [
        ActivityView(
            id=row.id, number=row.number, kind=row.kind, audience=row.audience, status=row.status, place=row.place,
            municipality=row.municipality, starts_at=row.starts_at, ends_at=row.ends_at, day_only=row.day_only,
            wishes=[date.fromisoformat(day) for day in row.wishes], topics=row.topics, classes=row.classes,
            expected=row.expected, guests=row.guests,
            presenters=[(one.person_id, people.get(one.person_id, "")) for one in row.presenters.all()],
            public=row.public, campaign_id=row.campaign_id,
            campaign=told.get(row.campaign_id) if row.campaign_id else None,
            pupils=row.pupils, parents=row.parents, teachers=row.teachers, asked_at=row.asked_at,
        )
        for row in rows
    ]  # fmt: skip


def _found(**filters: Any) -> "QuerySet[Activity]":
    return Activity.objects.filter(**filters).prefetch_related("presenters")


def between(
    viewer: Actor, first: datetime, last: datetime, *, presenter: UUID | None = None, place: str = ""
) -> list[ActivityView]:
    """What takes time in a stretch of the calendar, in order."""
    viewer.need(SEE)
    found = _found(starts_at__lt=last, ends_at__gt=first).exclude(status__in=("declined", "cancelled"))
    if presenter:
        found = found.filter(presenters__person_id=presenter)
    if place:
        found = found.filter(_place(place))
    return views(list(found.order_by("starts_at", "id")[:1000]))


def in_month(viewer: Actor, day: date, **filters: Any) -> list[ActivityView]:
    first, last = month(day)
    return between(viewer, first, last, **filters)


def _place(typed: str) -> Q:
    """By a part of the school's name, or by the municipality, in either script."""
    wanted = fold(typed)
    codes = [one.code for one in profile().municipalities if wanted in fold(one.name.in_language("sr"))]
    return Q(place_key__contains=place_key(typed)) | Q(municipality__in=codes)


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[ActivityView]
    more: int  # the next page's number, 0 for none


def activities(
    viewer: Actor, *, status: str = "", kind: str = "", presenter: UUID | None = None, place: str = "",
    year: int | None = None, page: int = 1,
) -> Page:  # fmt: skip
    """Requests by when they came, all else the latest first. `status`: also one of `attention.QUEUES`."""
    viewer.need(SEE)
    found = _found()
    if status in attention.QUEUES:
        found = found.filter(attention.wanted(status))
    elif status:
        found = found.filter(status=status)
    if kind:
        found = found.filter(kind=kind)
    if presenter:
        found = found.filter(presenters__person_id=presenter)
    if place:
        found = found.filter(_place(place))
    if year:
        found = found.filter(starts_at__gte=datetime(year, 1, 1, tzinfo=here()))
        found = found.filter(starts_at__lt=datetime(year + 1, 1, 1, tzinfo=here()))
    latest = F("starts_at").desc(nulls_first=True)  # what has no time yet waits for somebody
    found = found.order_by("asked_at", "id") if status == REQUESTED else found.order_by(latest, "-id")
    start = (max(page, 1) - 1) * PAGE
    rows = list(found[start : start + PAGE + 1])
    return Page(views(rows[:PAGE]), page + 1 if len(rows) > PAGE else 0)


def activity(viewer: Actor, activity_id: UUID) -> ActivityPage:
    """Raises NotFound; Locked."""
    viewer.need(SEE)
    row = _found(pk=activity_id).first()
    if row is None:
        raise NotFound()
    holds = bool(row.key_for_outreach) and viewer.may(MANAGE)
    opens = holds and sealed.may_open(viewer)
    return ActivityPage(
        view=views([row])[0],
        materials=[(title, address) for title, address in row.materials],
        checklist=[(code, str(name), code in row.checklist) for code, name in CHECKLIST.items()],
        reason=row.reason,
        by_gender=row.by_gender,
        by_age=row.by_age,
        verbs=verbs_from(row.status) if viewer.may(MANAGE) else frozenset(),
        has_address=bool(row.sealed_address),
        offers=list(row.offers.order_by("-offered_at")),
        letters=attention.letters_of(row),
        ran_out_at=attention.ran_out_at(row),
        evaluation_code=row.evaluation_code or "",
        evaluation_until=open_until(row),
        closed_to_viewer=holds and not opens,
        contact=sealed.contact_of(viewer, row) if opens else {},
        words=sealed.words_of(viewer, row, sealed.WORDS) if opens else "",
        note=sealed.words_of(viewer, row, sealed.FOLLOW_UP) if opens else "",
    )


def presenters() -> list[tuple[UUID, str]]:
    """Who may be sent to schools."""
    return people_who_may(MANAGE)


def of_campaign(viewer: Actor, campaign_id: UUID) -> list[ActivityView]:
    viewer.need(SEE)
    return views(list(_found(campaign_id=campaign_id).order_by("starts_at", "id")[:2000]))


def coming(viewer: Actor, *, days: int = 14) -> list[ActivityView]:
    """The viewer's own next ones."""
    viewer.need(SEE)
    now = clock.now()
    found = _found(starts_at__gte=now - timedelta(hours=12), starts_at__lt=now + timedelta(days=days))
    return views(list(found.filter(presenters__person_id=viewer.id).exclude(status="cancelled").order_by("starts_at")))


def to_close(viewer: Actor) -> list[ActivityView]:
    """What has begun and was not closed: somebody still has to count."""
    viewer.need(SEE)
    found = _found(starts_at__lt=clock.now(), status__in=("confirmed", "held"))
    return views(list(found.order_by("starts_at", "id")[:50]))


def capacity(row: ActivityView) -> int:
    return most_answers(row.people, row.expected)


def took_place(rows: Sequence[ActivityView]) -> list[ActivityView]:
    return [row for row in rows if row.status in TOOK_PLACE]
