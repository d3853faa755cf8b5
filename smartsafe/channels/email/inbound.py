"""What is kept of a fetched letter (`Envelope`), and what it says (`parse`). Asked again, it answers the same."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from smartsafe.contacts.answers import MAX_TEXT
from smartsafe.contacts.quotation import joined, parted
from smartsafe.evidence.rules import LARGEST, MOST_FILES

from ..contract import Inbound, InboundFile, Malformed
from ..tongue import language_of
from . import automatic, config, tokens
from .letter import Letter, read
from .quoting import fold

# What a letter's own date may differ from the day on which our server got it
BELIEVED = timedelta(days=7)
_PREFIXES = re.compile(r"^(?:(?:re|fw|fwd|aw|sv|odg|одг|pros|прос)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
# Headers that every server on the way writes anew: one letter that came by two ways is one
_SAME = ("message-id", "from", "date", "subject")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter as it was fetched. `whole`: False when it was longer than what we fetch, and its end is missing."""

    raw: bytes
    received_at: datetime
    whole: bool = True

    def event_id(self) -> str:
        """The same for the same letter, however often and into whichever folder it is delivered."""
        head, _gap, body = self.raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        unfolded = re.sub(rb"\n[ \t]+", b" ", head).split(b"\n")
        lines = sorted(
            line.strip() for line in unfolded if line.split(b":")[0].strip().lower().decode("latin-1") in _SAME
        )
        return hashlib.sha256(b"\n".join([*lines, b"", body.rstrip()])).hexdigest()

    def packed(self) -> bytes:
        facts = {"received_at": self.received_at.isoformat(), "whole": self.whole}
        return json.dumps(facts).encode() + b"\n" + self.raw

    @classmethod
    def unpacked(cls, payload: bytes) -> "Envelope":
        """Raises Malformed."""
        line, _gap, raw = payload.partition(b"\n")
        try:
            facts = json.loads(line)
            received_at = datetime.fromisoformat(facts["received_at"])
            return cls(
                raw, received_at if received_at.tzinfo else received_at.replace(tzinfo=UTC), bool(facts["whole"])
            )
        except (ValueError, KeyError, TypeError):
            raise Malformed() from None


def parse(payload: bytes) -> list[Inbound]:
    """Raises Malformed for what was not packed by us; never for how somebody writes a letter."""
    envelope = Envelope.unpacked(payload)
    letter = read(envelope.raw)
    event_id = f"{letter.message_id or '-'} {envelope.event_id()}"
    if report := automatic.report_of(letter):
        return [_report(letter, report, event_id, envelope)]
    if tokens.find([letter.message_id]) or automatic.is_answering_machine(letter):
        return [Inbound(event_id, "ignored", thread=event_id)]
    return [_message(letter, event_id, envelope)]


def _report(letter: Letter, report: automatic.Report, event_id: str, envelope: Envelope) -> Inbound:
    told = [letter.returned.message_id] if letter.returned else []
    told += [group.get("original-message-id", "").strip("<> ") for group in letter.report]
    told += letter.in_reply_to + letter.references + letter.recipients + _ids_in(letter.text)
    marks = tokens.find(told)
    if not marks or report.kind == "ignored":
        return Inbound(event_id, "ignored", thread=event_id)
    return Inbound(
        event_id, report.kind, thread=event_id, at=envelope.received_at,
        provider_id=marks[0].message.hex, why=report.why,
    )  # fmt: skip


def _ids_in(text: str) -> list[str]:
    """An old server repeats our letter's headers among its words."""
    return re.findall(r"^message-id:\s*<?([^<>\s]{1,300})>?", text[:100_000], re.IGNORECASE | re.MULTILINE)


def _message(letter: Letter, event_id: str, envelope: Envelope) -> Inbound:
    sender = letter.reply_to or letter.sender
    kept, left_out = _files(letter, whole=envelope.whole)
    subject = _PREFIXES.sub("", letter.subject).strip()
    text = _text(letter, kept)
    own = parted(text)[0]
    return Inbound(
        event_id, "message",
        thread=_thread(letter, sender, event_id),
        address=sender,
        name=letter.name,
        text=text or subject,
        subject=subject,
        files=kept,
        left_out=left_out,
        at=_moment(letter, envelope),
        reply_to=_answers(letter, sender),
        language=language_of(f"{subject}\n{own}"),
        links=letter.links,
        email=letter.sender or sender,
        automatic=sender.lower() in {"", *config.own_addresses()} or not automatic.may_be_answered_at_once(letter),
    )  # fmt: skip


def _thread(letter: Letter, sender: str, event_id: str) -> str:
    """The conversation's first letter, and with whom: whoever else writes into it has a conversation of their own."""
    root = next(iter([*letter.references, *letter.in_reply_to, letter.message_id]), "") or event_id
    return f"{sender.lower()} {root}"


def _answers(letter: Letter, sender: str) -> str:
    """Our token of the message of ours that this answers, if that message went to whoever answers now."""
    marks = tokens.find([*letter.references, *letter.in_reply_to, *letter.recipients])
    return next((mark.message.hex for mark in reversed(marks) if sender and mark.went_to(sender)), "")


def _moment(letter: Letter, envelope: Envelope) -> datetime:
    """The letter's own date where it can be true, else when our server got it."""
    if letter.date is None or abs(letter.date - envelope.received_at) > BELIEVED:
        return envelope.received_at
    return min(letter.date, envelope.received_at)


def _text(letter: Letter, files: list[InboundFile]) -> str:
    """What was written now, and folded beneath it what was quoted, cut where the two would be too long together."""
    own, quoted = parted(fold(letter.text))
    room = MAX_TEXT - len(joined(own, " ")) + 1
    if len(quoted) > room:
        files.append(InboundFile("quoted.txt", quoted.encode()))
        quoted = quoted[: max(room, 0)]
    return joined(own, quoted)


def _files(letter: Letter, *, whole: bool) -> tuple[list[InboundFile], int]:
    """(files to keep, how many were left out: too large, cut off, or more than we take)."""
    files = [file for file in letter.files if file.content]
    left_out = letter.left_out + (0 if whole else 1)
    if not whole and files:
        files.pop()  # the one at which the letter was cut
    kept = [file for file in files if len(file.content) <= LARGEST][:MOST_FILES]
    return kept, left_out + len(files) - len(kept)
