"""The life of a chat as a table, who may do what, how long things last, how often a client may ask."""

from datetime import timedelta

from smartsafe import clock
from smartsafe.contacts.rules import HANDLE, REPORTER, StateTable, Transition
from smartsafe.country import hours

WAITING, TALKING, ENDED = "waiting", "talking", "ended"
ENDINGS = ("reporter", "operator", "gone", "hours")
JOIN = "chats.join"

MOST_CHARACTERS = 4_000  # in one message; longer ones belong into the form
MOST_AT_ONCE = 8  # chats that one person answers: with more, nobody is listened to
MOST_WAITING = 100  # beyond, the form is the faster way and the page says so

AWAY_AFTER = timedelta(minutes=2)  # the reporter's page has not asked for so long: shown to the operator
GONE_AFTER = timedelta(minutes=5)  # a waiting chat whose reporter is gone leaves the queue
LEFT_AFTER = timedelta(minutes=30)  # a chat that goes on and whose reporter is gone ends
OPERATOR_GONE_AFTER = timedelta(minutes=3)  # the chat goes back to the front of the queue
AT_DESK = timedelta(seconds=40)  # how long somebody counts as being at the chat after last asking
# Typing is told when it begins and when it ends; who vanishes in between is not typing any more after this.
TYPING_LASTS = timedelta(seconds=30)
CLOSING_SOON = timedelta(minutes=10)
WAITS_OF_LAST = timedelta(hours=2)  # whose waiting tells what to expect …
WAITS_NEEDED = 3  # … and how many of them it takes to say anything


def _line(name: str, sources: str, target: str, by: str) -> Transition:
    return Transition(name, frozenset(sources.split()), target, by)


CHAT = StateTable(
    initial=WAITING,
    states=(WAITING, TALKING, ENDED),
    transitions=(
        _line("take", "waiting", TALKING, HANDLE),
        _line("hand_over", "talking", TALKING, HANDLE),
        _line("put_back", "talking", WAITING, HANDLE),  # or by itself, when the operator has vanished
        _line("end", "waiting talking", ENDED, HANDLE),
        _line("leave", "waiting talking", ENDED, REPORTER),  # or by itself: gone, or the line has closed
    ),
)


def is_open() -> bool:
    """Whether a chat can be begun now."""
    return hours.line_state(clock.now()).open


def closes_soon() -> bool:
    """Whether the line closes within minutes, so that whoever waits should be told."""
    state = hours.line_state(clock.now())
    return bool(state.open and state.until and state.until - clock.now() <= CLOSING_SOON)


# How often a page asks, in milliseconds.
SOON, QUIET, CALM, HIDDEN = 1_500, 2_500, 5_000, 10_000
QUIET_AFTER, CALM_AFTER = timedelta(minutes=3), timedelta(minutes=10)
# Questions a second that one process answers easily; beyond it, pages that have been quiet wait longer.
EASY = 350


def ask_again(since_spoken: timedelta, *, asked_per_second: float, hidden: bool = False) -> int:
    """Milliseconds after which the page asks again: a live conversation always soon, a quiet one by the load."""
    if hidden:
        return HIDDEN
    if since_spoken >= CALM_AFTER:
        wait = CALM
    elif since_spoken >= QUIET_AFTER:
        wait = QUIET
    else:
        wait = SOON
    crowded = max(1.0, asked_per_second / EASY)
    return int(min(wait * crowded, HIDDEN)) if wait > SOON else int(min(wait * crowded, QUIET))
