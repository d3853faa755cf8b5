"""What the desk sees of chats. The viewer comes first; asking opens, so whoever shows it leaves a look."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from smartsafe import clock
from smartsafe.contacts.queries import Row, opened_rows
from smartsafe.errors import NotFound
from smartsafe.people.actors import Actor
from smartsafe.people.queries import names, people_who_may

from . import rules
from .models import OPEN, Chat
from .rules import ENDED, HANDLE, TALKING, WAITING

SEE = "contacts.see"
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ChatRow:
    """A chat as lists show it; `contact` has its number, subject and last words.

    `unheard`: messages nobody has looked at; `away_since`: the reporter's page has not asked since.
    `mine`: the viewer answers it; `joined`: as a second counsellor.
    """

    id: UUID
    contact: Row
    language: str
    state: str
    ended_by: str
    danger: bool
    asked_at: datetime
    spoken_at: datetime
    operator_id: UUID | None
    operator: str
    second_id: UUID | None
    second: str
    mine: bool
    joined: bool
    unheard: int
    typing: bool
    away_since: datetime | None

    @property
    def inside(self) -> bool:
        return self.state == TALKING and (self.mine or self.joined)


@dataclass(frozen=True, slots=True)
class Board:
    """`mine`: chats that the viewer answers or has joined; `others`: of colleagues, for one who may join them."""

    waiting: list[ChatRow]
    waiting_count: int
    mine: list[ChatRow]
    others: list[ChatRow]
    others_count: int
    full: bool

    def row(self, chat_id: UUID) -> ChatRow | None:
        """A chat that is listed here."""
        return next((row for row in (*self.mine, *self.waiting, *self.others) if row.id == chat_id), None)


def board(viewer: Actor) -> Board:
    """Waiting in the order of their turn, then the viewer's own. Raises NotAllowed, Locked, NotAMember."""
    viewer.need(SEE)
    waiting, talking = Chat.objects.filter(state=WAITING), Chat.objects.filter(state=TALKING)
    waiting_count = waiting.count()
    # Each by its own index: asked for both at once, the database would read every open chat.
    own = {
        pk
        for whose in (Q(operator_id=viewer.id), Q(second_id=viewer.id))
        for pk in Chat.objects.filter(OPEN, whose).values_list("pk", flat=True)
    }
    mine = _rows(viewer, talking.filter(pk__in=own).order_by("taken_at", "pk")) if own else []
    others = _rows(viewer, talking.exclude(pk__in=own).order_by("taken_at", "pk")) if viewer.may(rules.JOIN) else []
    return Board(
        waiting=_rows(viewer, waiting.order_by("-danger", "queued_at", "pk")) if waiting_count else [],
        waiting_count=waiting_count,
        mine=mine,
        others=others,
        others_count=talking.count(),
        full=sum(row.mine for row in mine) >= rules.MOST_AT_ONCE,
    )


def _rows(viewer: Actor, chats: QuerySet[Chat]) -> list[ChatRow]:
    rows = list(chats.select_related("contact")[:MOST_SHOWN])
    opened = {row.id: row for row in opened_rows(viewer, [chat.contact for chat in rows])}
    called = names(who for chat in rows for who in (chat.operator_id, chat.second_id))
    return [_row(viewer, chat, opened[chat.pk], called) for chat in rows]


def _row(viewer: Actor, chat: Chat, contact: Row, called: dict[UUID, str]) -> ChatRow:
    here = clock.now() - chat.reporter_seen_at
    return ChatRow(
        id=chat.pk,
        contact=contact,
        language=chat.contact.language,
        state=chat.state,
        ended_by=chat.ended_by,
        danger=chat.danger,
        asked_at=chat.asked_at,
        spoken_at=chat.spoken_at,
        operator_id=chat.operator_id,
        operator=called.get(chat.operator_id, "") if chat.operator_id else "",
        second_id=chat.second_id,
        second=called.get(chat.second_id, "") if chat.second_id else "",
        mine=chat.operator_id == viewer.id,
        joined=chat.second_id == viewer.id,
        unheard=chat.unheard,
        typing=chat.reporter_typing and here < rules.TYPING_LASTS,
        away_since=chat.reporter_seen_at if here >= rules.AWAY_AFTER and chat.state != ENDED else None,
    )


def chat_for(viewer: Actor, chat_id: UUID) -> ChatRow:
    """One chat, an ended one too. Raises NotAllowed, NotFound, Locked, NotAMember."""
    viewer.need(SEE)
    rows = _rows(viewer, Chat.objects.filter(pk=chat_id))
    if not rows:
        raise NotFound()
    return rows[0]


@dataclass(frozen=True, slots=True)
class Inside:
    """What is asked before anything is opened: whether the viewer is in the chat, and whether words are unread."""

    inside: bool
    readable: bool  # inside, or the chat has ended
    unread: bool


def inside(viewer: Actor, chat_id: UUID) -> Inside:
    """Raises NotAllowed, NotFound."""
    viewer.need(SEE)
    columns = ("state", "operator_id", "second_id", "unheard", "contact__unread")
    found = Chat.objects.filter(pk=chat_id).values_list(*columns).first()
    if found is None:
        raise NotFound()
    state, operator_id, second_id, unheard, unread = found
    is_inside = state == TALKING and viewer.id in (operator_id, second_id)
    return Inside(is_inside, is_inside or state == ENDED, bool(unheard or unread))


def colleagues(viewer: Actor, chat: ChatRow) -> list[tuple[UUID, str, int]]:
    """To whom the chat can be handed over: (id, name, open chats), those with fewest first."""
    viewer.need(HANDLE)
    open_chats = Chat.objects.filter(OPEN, operator__isnull=False).values_list("operator_id")
    busy: dict[UUID, int] = dict(open_chats.annotate(Count("pk")).order_by())
    found = [(one, name, busy.get(one, 0)) for one, name in people_who_may(HANDLE) if one != chat.operator_id]
    return sorted(found, key=lambda entry: (entry[2], entry[1]))


def waiting_count(viewer: Actor) -> int:
    viewer.need(SEE)
    return Chat.objects.filter(state=WAITING).count()
