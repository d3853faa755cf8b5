"""The lightest question about a chat, asked many hundred times a second: has anything moved?

One statement each, of counters only: nothing is opened, so nothing here needs a key or a right. Who is here and who is
typing is gathered in the process and written together, at most once a second: losing it in a crash loses nothing.
"""

import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from smartsafe import clock
from smartsafe.live.actions import see

from .models import OPEN, Chat

QUEUE = "chats"  # the live topic of the queue

# Typing is part of what the other side compares, never of one's own: who types has nothing new to see by it.
PULSE = (
    "SELECT c.version, COALESCE(t.version, 0), c.spoken_at, c.state, c.staff_typing FROM chat_chat c "
    "LEFT JOIN live_topic t ON t.name = c.topic WHERE c.contact_id = %s"
)
DESK_PULSE = (
    "SELECT (SELECT version FROM live_topic WHERE name = 'chats'), COUNT(*), SUM(c.version), SUM(t.version), "
    "MAX(c.spoken_at), SUM(CASE WHEN c.reporter_typing AND c.contact_id = %s THEN 1 ELSE 0 END) "
    "FROM chat_chat c LEFT JOIN live_topic t ON t.name = c.topic "
    "WHERE (c.operator_id = %s OR c.second_id = %s) AND c.state <> 'ended'"
)
QUEUE_PULSE = "SELECT version FROM live_topic WHERE name = 'chats'"


@dataclass(frozen=True, slots=True)
class Pulse:
    """`token` differs whenever there may be something new; `quiet` is how long nobody has said anything."""

    token: str
    quiet: timedelta
    state: str = ""


def _moment(value: object) -> timedelta:
    """How long ago; SQLite tells moments as text."""
    if value is None:
        return timedelta(days=1)
    for convert in connection.ops.get_db_converters(_SPOKEN):
        value = convert(value, _SPOKEN, connection)
    return clock.now() - value  # type: ignore[operator]


_SPOKEN = Chat._meta.get_field("spoken_at").get_col("c")


def pulse(contact_id: UUID) -> Pulse | None:
    """Of one chat; None when there is none. A waiting chat also moves when the queue does."""
    with connection.cursor() as cursor:
        cursor.execute(PULSE, [contact_id.hex])
        row = cursor.fetchone()
        if row is None:
            return None
        version, messages, spoken, state, typing = row
        queue = 0
        if state == "waiting":
            cursor.execute(QUEUE_PULSE)
            queue = (cursor.fetchone() or [0])[0]
    return Pulse(f"{version}.{messages}.{queue}.{int(typing)}", _moment(spoken), state)


def desk_pulse(person_id: UUID, chat_id: UUID | None = None) -> Pulse:
    """Of the queue and of every chat that the person answers or has joined; typing only of the one on the screen."""
    with connection.cursor() as cursor:
        cursor.execute(DESK_PULSE, [(chat_id or person_id).hex, person_id.hex, person_id.hex])
        queue, count, versions, messages, spoken, typing = cursor.fetchone()
    return Pulse(f"{queue or 0}.{count}.{versions or 0}.{messages or 0}.{typing or 0}", _moment(spoken))


REPORTER, TYPIST, DESK = "reporter", "typist", "desk"
SEEN_EVERY, FLUSH_EVERY = 20.0, 1.0  # seconds
REMEMBERED = 20_000
Who = tuple[str, UUID]


class Sightings:
    """Who was here, and typing, since the last time it was written down. One for each process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget_all()

    def forget_all(self) -> None:
        self._known: dict[Who, tuple[float, bool]] = {}
        self._waiting: dict[Who, bool] = {}
        self._flushed = 0.0
        self._second, self._asked, self._rate = 0, 0, 0.0

    def note(self, side: str, of: UUID, *, typing: bool = False) -> None:
        """REPORTER and TYPIST (of staff): `of` is the chat; DESK: `of` is the person who watches the chats."""
        now, who = time.monotonic(), (side, of)
        with self._lock:
            seen, typed = self._known.get(who, (-SEEN_EVERY, False))
            if typed != typing or now - seen >= SEEN_EVERY:
                if len(self._known) >= REMEMBERED:
                    self._known.clear()
                self._known[who] = (now, typing)
                self._waiting[who] = typing
            if not self._waiting or now - self._flushed < FLUSH_EVERY:
                return
            waiting, self._waiting, self._flushed = self._waiting, {}, now
        missed = _write(waiting)
        with self._lock:
            self._waiting = {**missed, **self._waiting}

    def asked_per_second(self) -> float:
        """Questions a second in this process; counts the one that asks."""
        second = int(time.monotonic())
        with self._lock:
            if second != self._second:
                self._rate = self._asked / (second - self._second) if self._second else 0.0
                self._second, self._asked = second, 0
            self._asked += 1
            return self._rate


@transaction.atomic
def _write(sightings: dict[Who, bool]) -> dict[Who, bool]:
    """Write them down together; those whose row is in use at this moment come back, to be written next time."""
    chats = {of for side, of in sightings if side != DESK}
    people = {of for side, of in sightings if side == DESK}
    wanted = Chat.objects.filter(OPEN & (Q(pk__in=chats) | Q(operator_id__in=people)))
    # Never waiting for a row, so that nobody ever waits in a ring
    rows = {chat.pk: chat for chat in wanted.select_for_update(skip_locked=True, of=("self",)).order_by("pk")}
    now = clock.now()
    for chat in rows.values():
        changed: dict[str, Any] = {}
        if (typing := sightings.get((REPORTER, chat.pk))) is not None:
            changed = {"reporter_seen_at": now, "reporter_typing": typing}
        if (typing := sightings.get((TYPIST, chat.pk))) is not None:
            changed |= {"staff_typing": typing}
        if chat.operator_id in people:
            changed |= {"operator_seen_at": now}
        Chat.objects.filter(pk=chat.pk).update(**changed)
    for person_id in sorted(people):
        see(QUEUE, person_id)
    if connection.features.has_select_for_update_skip_locked:
        still_open = set(wanted.values_list("pk", flat=True))
        return {who: typing for who, typing in sightings.items() if who[1] in still_open - set(rows)}
    return {}


sightings = Sightings()
