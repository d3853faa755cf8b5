"""What a channel is: four things it does, and the shapes that pass between it and the rest of the house.

A channel is one folder (`channels/<code>/`), one line in `registry.py`, and passes `tests/channels/contract.py`.
It never touches a model: it turns what its sender sends into `Inbound`, and an `Outbound` into what its sender takes.

`accept` runs in a web process, which may be the public one: it checks and hands on, and opens nothing.
`parse`, `send`, `fetch` and `signal` run in the worker.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol, runtime_checkable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

Kind = Literal[
    "message",  # somebody wrote
    "delivered",  # our message (`provider_id`, or all of the thread sent until `at`) reached the device
    "read",  # … was read
    "failed",  # … could not be delivered after all; `why` says it in a code of `errors.WHY`
    "echo",  # our own words come back (sent by us, or by a colleague in the provider's own tool)
    "signal",  # something that is no message (a call rings): the channel's own `signal` takes it
    "ignored",  # nothing to do: typing, a reaction, an automatic reply
]


@dataclass(frozen=True, slots=True)
class InboundFile:
    """A file as it came. What it really is, the evidence module finds out from its bytes."""

    name: str
    content: bytes

    def __repr__(self) -> str:
        return f"InboundFile({len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that happened outside. `event_id` is the sender's and stays the same however often it is told."""

    event_id: str
    kind: Kind
    thread: str  # the outside conversation: a page-scoped id, a chat id, the first Message-ID
    address: str = ""  # where an answer goes
    name: str = ""
    text: str = ""
    subject: str = ""
    files: list[InboundFile] = field(default_factory=list)
    at: datetime | None = None  # the sender's own time, aware; None means when it reached us
    # The provider's id of *our* message, for delivered, read, failed, echo. Unique in the channel: where a provider
    # counts by conversation, put the conversation's id before it.
    provider_id: str = ""
    reply_to: str = ""  # our reply token (`Outbound.token`) or the provider's id of our message that this answers
    language: str = ""  # code of the profile's languages where the sender says it
    links: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    email: str = ""  # how the person can be reached besides, sealed with the contact's details
    phone: str = ""
    why: str = ""
    left_out: int = 0  # files that came with it and are not here: too many, too large
    automatic: bool = False  # no person wrote it just now (a machine, a list): nothing may answer it by itself
    # Further plain columns of the contact, codes of the profile: threat, service, child_age_band, …
    facts: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Inbound({self.kind})"


@dataclass(frozen=True, slots=True)
class Outbound:
    """A message of ours to be sent. Sent again after a crash, it has the same `idempotency`."""

    idempotency: UUID
    address: str
    thread: str
    text: str
    language: str
    last_inbound_at: datetime | None  # when the person last wrote, for windows in which one may answer
    in_reply_to: str = ""  # the sender's event id of the message that this answers
    subject: str = ""
    automatic: bool = False  # nobody wrote it: it says so where its sender has a word for that
    parts_sent: int = 0  # of a reply that goes out in several: the first ones that the other side has already

    @property
    def token(self) -> str:
        """What may be put where an answer brings it back (a Reply-To address): `Inbound.reply_to`."""
        return self.idempotency.hex

    def __repr__(self) -> str:
        return f"Outbound({self.idempotency})"


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it. `provider_id` is how it will name the message in what it tells later."""

    provider_id: str = ""
    delivered: bool = False  # where taking is delivering (another computer of ours)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Events to be kept, (event id, payload) each: what `parse` will be given. Split a batch into single events."""

    events: list[tuple[str, bytes]]
    # What the sender wants to hear; None for an empty 200.
    answer: HttpResponse | None = None


class Refusal(Exception):
    """A request that is not taken: the sender gets `status`, the audit chain one entry without content."""

    status = 400
    code = "malformed"


class Unsigned(Refusal):
    """No signature, or a wrong one."""

    status = 401
    code = "unsigned"


class Forbidden(Refusal):
    """Signed, but by somebody who may not (a page that is not ours, a key without the scope)."""

    status = 403
    code = "forbidden"


class Replayed(Refusal):
    """Signed rightly, but long ago. Only where the signature covers a time; else repeating is harmless."""

    status = 409
    code = "replayed"


class Oversized(Refusal):
    status = 413
    code = "oversized"


class Malformed(Refusal):
    """Not what this sender sends. `accept` raises it; `parse` may too: the event is then kept and shown as stuck."""


class TryLater(Exception):
    """The other side cannot take it now (network, 5xx, 429). It is tried again, not before `after_seconds`.

    `parts_sent`: so many parts of a long reply it has taken; they are not sent again.
    """

    def __init__(self, after_seconds: float = 0, *, parts_sent: int = 0) -> None:
        super().__init__(f"after {after_seconds} s")
        self.after_seconds, self.parts_sent = after_seconds, parts_sent


class Refused(Exception):
    """The other side will never take it. `why` is a code of `contacts.rules.WHY_FAILED`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Channel(Protocol):
    """`channels/<code>/channel.py` has one object of this shape, named `channel`."""

    code: str
    label: str | Promise
    one_way: bool  # nothing can be sent back on it
    idempotent: bool  # the other side takes one `idempotency` once
    max_bytes: int  # of one request

    def missing(self) -> list[str]:
        """Environment variables that have yet to be set; [] when the channel is on."""
        ...

    def accept(self, request: HttpRequest) -> Accepted:
        """Check signature, size and shape. Raises Unsigned, Forbidden, Replayed, Oversized, Malformed."""
        ...

    def parse(self, payload: bytes) -> list[Inbound]:
        """What an accepted payload says. Asked again after a crash, it answers the same. May fetch files."""
        ...

    def send(self, out: Outbound) -> Sent:
        """Raises TryLater, Refused. Anything else counts as TryLater."""
        ...


@runtime_checkable
class Fetches(Protocol):
    """A channel that is asked rather than told (a mailbox)."""

    def fetch(self) -> Iterable[tuple[str, bytes]]:
        """What is new, (event id, payload) each. The event is kept before the next is asked for."""
        ...


@runtime_checkable
class Greets(Protocol):
    """A channel whose sender first asks by GET whether we are who we say (Meta's handshake)."""

    def greet(self, request: HttpRequest) -> HttpResponse:
        """Raises Unsigned, Forbidden, Malformed."""
        ...


@runtime_checkable
class Connects(Protocol):
    """A channel whose sender is told by us where to knock: `python -m smartsafe channel connect CODE ADDRESS`."""

    def connect(self, webhook: str) -> None:
        """Have the sender tell everything to this address from now on. Raises TryLater, Refused."""
        ...


@runtime_checkable
class Windowed(Protocol):
    """A channel whose provider lets answers through only for so long after the person last wrote."""

    @property
    def open_for(self) -> timedelta | None:
        """None where an answer goes through at any time after all."""
        ...


@runtime_checkable
class Signals(Protocol):
    """A channel that tells things that are no messages."""

    def signal(self, inbound: Inbound) -> None:
        """Called inside the transaction that marks the event taken."""
        ...


@runtime_checkable
class AnswersAtOnce(Protocol):
    """A channel on which people are told at once that their message has arrived, until a person writes."""

    answers_at_once: bool


def body_of(request: HttpRequest, limit: int) -> bytes:
    """The request's body, never more of it read than `limit` bytes. Raises Oversized."""
    try:
        said = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise Malformed() from None
    if said > limit:
        raise Oversized()
    body = request.read(limit + 1)
    if len(body) > limit:
        raise Oversized()
    return body
