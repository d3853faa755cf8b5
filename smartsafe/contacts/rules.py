"""The life of a contact as a table, its channels, the steps that a reporter sees, the order of the queues."""

from collections.abc import Iterator
from dataclasses import dataclass

CHANNELS = (
    "phone", "form", "email", "chat", "facebook", "instagram", "tiktok", "whatsapp", "viber", "telegram", "partner",
    "in_person", "post",
)  # fmt: skip
# Owned by others, who know who writes: what is grave is better told by the anonymous form
NETWORKS = ("facebook", "instagram", "tiktok", "whatsapp", "viber", "telegram")
# What the reporter sees, in order
STEPS = ("received", "handling", "institution", "concluded")

NEW, IN_PROGRESS, WAITING, CLOSED = "new", "in_progress", "waiting", "closed"
HANDLE = "contacts.handle"
REPORTER = "reporter"  # not a capability: whoever holds the receipt code

# Contact.rank: danger that no supervisor has acknowledged, danger, then urgency
RANKS = {"danger_waiting": 0, "danger": 1, "immediate": 2, "high": 3, "normal": 4, "low": 5}
URGENT_UP_TO = RANKS["high"]

ADVISED, CASE_OPENED, MERGED, REDIRECTED = "advised", "case_opened", "merged", "redirected"
# Closed without a person to help: two keystrokes with the telephone in hand
EMPTY_OUTCOMES = ("silent", "prank", "wrong_number", "test")
OUTCOMES = (ADVISED, CASE_OPENED, MERGED, REDIRECTED, *EMPTY_OUTCOMES)
TYPED_IN = ("post", "in_person")  # on paper or across a table: staff type it in, with a scan
# Channels on which a reply has to leave the house; the others bring the reader here
DELIVERED_CHANNELS = ("email", "facebook", "instagram", "tiktok", "whatsapp", "viber", "telegram")

# What comes in a thread outside continues a contact that was closed less long ago than this
REOPENS_FOR_DAYS = 30

# States of a reply on its way, each also reachable from those before it
OUTGOING = ("sending", "sent", "delivered", "read", "failed")
# Why a reply could not be delivered; sentences stand in `outgoing_words`
WHY_FAILED = (
    "no_address", "no_channel", "unreachable", "window_closed", "blocked", "refused", "too_long", "bounced",
    "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table: from any of `sources` to `target`, by who has the capability `by` (or the reporter)."""

    name: str
    sources: frozenset[str]
    target: str
    by: str


@dataclass(frozen=True, slots=True)
class StateTable:
    """A state machine as data. A transition name may stand on several lines, never twice for one source."""

    initial: str
    states: tuple[str, ...]
    transitions: tuple[Transition, ...]

    def find(self, name: str, status: str) -> Transition | None:
        return next((line for line in self.transitions if line.name == name and status in line.sources), None)

    def allows(self, name: str, status: str) -> bool:
        return self.find(name, status) is not None

    def after(self, name: str, status: str) -> str:
        """The status after the transition. LookupError where the table has no such line."""
        line = self.find(name, status)
        if line is None:
            raise LookupError(f"{name} from {status}")
        return line.target

    def from_status(self, status: str) -> Iterator[Transition]:
        return (line for line in self.transitions if status in line.sources)


def _line(name: str, sources: str, target: str, by: str = HANDLE) -> Transition:
    return Transition(name, frozenset(sources.split()), target, by)


CONTACT = StateTable(
    initial=NEW,
    states=(NEW, IN_PROGRESS, WAITING, CLOSED),
    transitions=(
        _line("take", "new in_progress", IN_PROGRESS),  # triage, note, assignment: somebody is at it
        _line("take", "waiting", WAITING),
        _line("reply", "new in_progress waiting", WAITING),
        _line("close", "new in_progress waiting", CLOSED),
        _line("merge", "new in_progress waiting closed", CLOSED),
        _line("reopen", "closed", IN_PROGRESS),
        _line("separate", "closed", IN_PROGRESS),  # what was merged stands alone again
        _line("hear", "new", NEW, REPORTER),  # the reporter writes again
        _line("hear", "in_progress waiting closed", IN_PROGRESS, REPORTER),
    ),
)
