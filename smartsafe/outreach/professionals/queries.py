"""Who waits, for the desk; shared practice, for everybody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from smartsafe.country.profile import profile
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor

from . import sealed
from .models import Practice, Professional
from .rules import APPROVED, MANAGE, PUBLIC, ROLES, WAITING


@dataclass(frozen=True, slots=True)
class PersonView:
    id: UUID
    name: str
    institution: str
    email: str
    role_name: str | Promise
    asked_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class PracticeView:
    id: UUID
    title: str
    words: str
    link: str
    topic: str
    topic_name: str
    shared_at: datetime
    published_at: datetime | None
    public: bool


def _people(viewer: Actor, status: str, order: str) -> list[PersonView]:
    viewer.need(MANAGE)
    found = []
    for row in Professional.objects.filter(status=status).order_by(order, "id")[:200]:
        told = sealed.told_of(viewer, row)
        role = ROLES.get(row.role, "")
        found.append(
            PersonView(row.id, told["name"], told["institution"], told["email"], role, row.asked_at, row.seen_at)
        )
    return found


def waiting(viewer: Actor) -> list[PersonView]:
    """The longest waiting first. Raises Locked, NotAMember."""
    return _people(viewer, WAITING, "asked_at")


def members(viewer: Actor) -> list[PersonView]:
    """Who came in last first."""
    return _people(viewer, APPROVED, "-seen_at")


def _view(row: Practice, told: dict[str, str]) -> PracticeView:
    return PracticeView(
        row.id, told["title"], told["words"], told["link"], row.topic,
        str(profile().threats_by_code[row.topic].label) if row.topic in profile().threats_by_code else "",
        row.shared_at, row.published_at, row.status == PUBLIC,
    )  # fmt: skip


def waiting_practices(viewer: Actor) -> list[PracticeView]:
    """Raises Locked, NotAMember."""
    viewer.need(MANAGE)
    rows = Practice.objects.filter(status=WAITING).order_by("shared_at", "id")[:200]
    return [_view(row, sealed.practice_of(viewer, row)) for row in rows]


def _plain(row: Practice) -> dict[str, str]:
    return {"title": row.title, "words": row.words, "link": row.link}


def practices() -> list[PracticeView]:
    """What everybody may read, the latest first."""
    rows = Practice.objects.filter(status=PUBLIC).order_by("-published_at")[:300]
    return [_view(row, _plain(row)) for row in rows]


def by_topic() -> list[tuple[str, list[PracticeView]]]:
    """(name of the topic, its practices), in the profile's order."""
    found = practices()
    topics = [(str(threat.label), [one for one in found if one.topic == threat.code]) for threat in profile().threats]
    return [(name, ones) for name, ones in topics if ones]


def practice(practice_id: UUID) -> PracticeView:
    """Raises NotFound."""
    row = Practice.objects.filter(pk=practice_id, status=PUBLIC).first()
    if row is None:
        raise NotFound()
    return _view(row, _plain(row))


def shared_by(professional_id: UUID) -> list[tuple[str, datetime, bool]]:
    """(topic, when, whether it is public) of somebody's own; the words are sealed to the centre until then."""
    rows = Practice.objects.filter(by_id=professional_id).order_by("-shared_at")[:50]
    known = profile().threats_by_code
    return [(str(known[row.topic].label), row.shared_at, row.status == PUBLIC) for row in rows if row.topic in known]
