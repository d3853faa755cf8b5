"""The inbox: queues in the order in which they should be worked through, paged by key, and how long each is."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery

from smartsafe import clock
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names, teams
from smartsafe.vault.sealing import CannotOpen

from ..clocks import resolution_late
from ..message_keys import for_centre
from ..models import Contact, Message
from ..rules import CHANNELS, CLOSED, IN_PROGRESS, NEW, RANKS, URGENT_UP_TO, WAITING
from ..sealed import open_body, open_subject

SEE = "contacts.see"
PAGE = 30
COUNT_UP_TO = 200  # a queue longer than this is “more than 200”: counting on would cost and tell nothing
WORDS = 160  # characters of the last message shown in a list
OPEN = ~Q(status=CLOSED)


@dataclass(frozen=True, slots=True)
class Queue:
    """One list of the inbox. Ordered by rank, then by `by`; the closed ones by `by` alone."""

    code: str  # urgent, mine, unassigned, waiting, late, overdue, open, closed, channel.<code>, team.<id>
    where: Callable[[Actor], Q]
    by: str = "last_message_at"
    newest_first: bool = True
    ranked: bool = True


def _late(_viewer: Actor) -> Q:
    return OPEN & Q(first_replied_at=None, first_reply_due__lt=clock.now())


FIXED = (
    # Who has waited longest comes first where nobody may be forgotten, who wrote last where one follows.
    Queue("urgent", lambda viewer: OPEN & Q(rank__lte=URGENT_UP_TO), newest_first=False),
    Queue("mine", lambda viewer: OPEN & Q(assignee_id=viewer.id)),
    Queue("unassigned", lambda viewer: OPEN & Q(assignee=None), newest_first=False),
    Queue("waiting", lambda viewer: Q(status=WAITING)),
    Queue("late", _late, by="first_reply_due", newest_first=False),
    Queue("overdue", lambda viewer: resolution_late(clock.now()), by="resolution_due", newest_first=False),
    Queue("open", lambda viewer: OPEN),
    Queue("closed", lambda viewer: Q(status=CLOSED), by="closed_at", ranked=False),
)
QUEUES = {queue.code: queue for queue in FIXED}


def queue_of(code: str) -> Queue:
    """Raises NotFound for a code that names no queue."""
    if code in QUEUES:
        return QUEUES[code]
    kind, _, value = code.partition(".")
    if kind == "channel" and value in CHANNELS:
        return Queue(code, lambda viewer: OPEN & Q(channel=value))
    if kind == "team":
        try:
            team = UUID(value)
        except ValueError:
            raise NotFound() from None
        return Queue(code, lambda viewer: OPEN & Q(team_id=team))
    raise NotFound()


@dataclass(frozen=True, slots=True)
class Row:
    """A contact in a list: its plain facts, and its opened subject and last words (empty when erased)."""

    id: UUID
    number: str
    subject: str
    words: str
    received_at: datetime
    last_message_at: datetime
    closed_at: datetime | None
    channel: str
    service: str
    status: str
    outcome: str
    urgency: str
    danger: bool
    danger_waits: bool  # no supervisor has acknowledged it yet
    threat: str
    reporter_kind: str
    child_age_band: str
    municipality: str
    assignee_id: UUID | None
    assignee: str
    team_id: UUID | None
    unread: bool
    late: bool  # the first reply
    overdue: bool  # its resolution
    wants_withdrawal: bool
    erased: bool
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and where the next page begins ("" at the end)."""

    rows: list[Row]
    next_cursor: str


LIST_COLUMNS = (
    "id", "number", "received_at", "last_message_at", "closed_at", "channel", "service", "status", "outcome",
    "urgency", "danger", "danger_acknowledged_at", "threat", "reporter_kind", "child_age_band", "municipality",
    "assignee_id", "team_id", "unread", "first_reply_due", "first_replied_at", "resolution_due",
    "wants_withdrawal", "rank", "key_for_centre", "sealed_subject", "erased_at",
)  # fmt: skip


def inbox(viewer: Actor, *, queue: str, cursor: str = "", limit: int = PAGE) -> Page:
    """One page of a queue. A cursor that is none begins at the top. Raises NotAllowed, NotFound, Locked, NotAMember.

    At most two statements for the rows, one for their words, one for names, however long the archive is.
    """
    viewer.need(SEE)
    wanted = queue_of(queue)
    mine = Contact.objects.filter(wanted.where(viewer)).only(*LIST_COLUMNS)
    start = _read_cursor(cursor)
    found = list(_after(mine, wanted, start, limit + 1)) if start else list(_ordered(mine, wanted)[: limit + 1])
    rows, more = found[:limit], len(found) > limit
    return Page(opened_rows(viewer, rows), _cursor(rows[-1], wanted) if more else "")


def _ordered(contacts: QuerySet[Contact], queue: Queue) -> QuerySet[Contact]:
    sign = "-" if queue.newest_first else ""
    order = [f"{sign}{queue.by}", f"{sign}id"]
    return contacts.order_by("rank", *order) if queue.ranked else contacts.order_by(*order)


def _after(
    contacts: QuerySet[Contact], queue: Queue, start: tuple[int, datetime, UUID], limit: int
) -> Iterable[Contact]:
    """What follows the cursor: the rest of its rank first, each part walking its index from the cursor on."""
    rank, moment, last = start
    side = "lt" if queue.newest_first else "gt"
    rest = Q(**{f"{queue.by}__{side}e": moment}) & (Q(**{f"{queue.by}__{side}": moment}) | Q(**{f"id__{side}": last}))
    if not queue.ranked:
        return list(_ordered(contacts.filter(rest), queue)[:limit])
    found = list(_ordered(contacts.filter(rest, rank=rank), queue)[:limit])
    if len(found) < limit and rank < max(RANKS.values()):
        found += _ordered(contacts.filter(rank__gt=rank), queue)[: limit - len(found)]
    return found


def _cursor(row: Contact, queue: Queue) -> str:
    said = [row.rank, getattr(row, queue.by).isoformat(), row.id.hex]
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[int, datetime, UUID] | None:
    if not text or len(text) > 300:
        return None
    try:
        rank, moment, last = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        at = datetime.fromisoformat(moment)
        return (int(rank), at, UUID(last)) if at.tzinfo else None
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error, RecursionError):
        return None


def opened_rows(viewer: Actor, contacts: list[Contact]) -> list[Row]:
    """The contacts with what a list shows of them: two statements, however many."""
    last_words = _last_words([contact.id for contact in contacts])
    people = names(contact.assignee_id for contact in contacts)
    now = clock.now()
    return [_row(viewer, contact, last_words.get(contact.id), people, now) for contact in contacts]


def _last_words(contact_ids: list[UUID]) -> dict[UUID, Message]:
    """The last message of each reporter, by contact."""
    if not contact_ids:
        return {}
    newest = Message.objects.filter(contact=OuterRef("pk"), kind="from_reporter").order_by("-at", "-id")
    wanted = Contact.objects.filter(pk__in=contact_ids).annotate(newest=Subquery(newest.values("id")[:1]))
    found = Message.objects.filter(pk__in=wanted.values("newest"))
    return {one.contact_id: one for one in found.only("contact_id", "sealed_body", "key_for_centre")}


def _row(
    viewer: Actor,
    contact: Contact,
    last: Message | None,
    people: dict[UUID, str],
    now: datetime,
) -> Row:
    subject = said = ""
    erased = False
    try:
        key = viewer.open(contact.key_for_centre)
        subject = open_subject(key, contact.id, contact.sealed_subject)
        said = open_body(for_centre(last, key, viewer.open), last.id, last.sealed_body) if last else ""
    except CannotOpen:
        erased = True
    said = " ".join(said[: 4 * WORDS].split())
    waits = contact.status != CLOSED and contact.first_replied_at is None
    return Row(
        id=contact.id, number=contact.number, subject=subject,
        words=said if len(said) <= WORDS else said[:WORDS].rsplit(" ", 1)[0] + "…",
        received_at=contact.received_at, last_message_at=contact.last_message_at, closed_at=contact.closed_at,
        channel=contact.channel, service=contact.service, status=contact.status, outcome=contact.outcome,
        urgency=contact.urgency, danger=contact.danger,
        danger_waits=contact.danger and contact.danger_acknowledged_at is None, threat=contact.threat,
        reporter_kind=contact.reporter_kind, child_age_band=contact.child_age_band, municipality=contact.municipality,
        assignee_id=contact.assignee_id,
        assignee=people.get(contact.assignee_id, "") if contact.assignee_id else "", team_id=contact.team_id,
        unread=contact.unread, late=bool(waits and contact.first_reply_due and contact.first_reply_due < now),
        overdue=contact.status in (NEW, IN_PROGRESS) and bool(contact.resolution_due and contact.resolution_due < now),
        wants_withdrawal=contact.wants_withdrawal, erased=erased, erased_at=contact.erased_at,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How long a queue is, counted no further than COUNT_UP_TO; `more` when it is longer still."""

    code: str
    name: str  # of a team; queues and channels are named by the face
    count: int
    more: bool


def queue_counts(viewer: Actor) -> dict[str, list[QueueCount]]:
    """Lengths of the fixed queues ("queues", without the closed), of channels in use ("channels"), of teams ("teams").

    Two statements; each count stops early, so that the cost does not grow with the archive.
    """
    viewer.need(SEE)
    all_teams = teams()
    codes = [queue.code for queue in FIXED if queue.code != "closed"]
    codes += [f"channel.{code}" for code in CHANNELS] + [f"team.{team_id}" for team_id, _ in all_teams]
    lengths = dict(zip(codes, _lengths(viewer, [queue_of(code) for code in codes]), strict=True))
    team_names = {f"team.{team_id}": name for team_id, name in all_teams}
    counts = [
        QueueCount(code, team_names.get(code, ""), min(length, COUNT_UP_TO), length > COUNT_UP_TO)
        for code, length in lengths.items()
    ]
    return {
        "queues": [one for one in counts if "." not in one.code],
        "channels": [one for one in counts if one.code.startswith("channel.") and one.count],
        "teams": [one for one in counts if one.code.startswith("team.")],
    }


def _lengths(viewer: Actor, queues: list[Queue]) -> list[int]:
    parts, values = [], list[Any]()
    for queue in queues:
        bounded = queue.where(viewer)
        sql, params = Contact.objects.filter(bounded).order_by().values("id")[: COUNT_UP_TO + 1].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608  # Django's own statement
        values += params
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        return [int(number) for number in cursor.fetchone()]
