"""A letter as it came over the wire → its headers, words and files. Whatever it is, this never raises."""

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from ..contract import InboundFile
from . import charsets, files, html_words

logger = logging.getLogger(__name__)

DEEPEST = 20  # parts inside parts
MOST_PARTS = 300
LONGEST_TEXT = 1_000_000  # characters
_ID = re.compile(r"<\s*([^<>\s]{1,900})\s*>")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\\\"@]{1,64}@[^\s<>()\[\],;:\\\"@]{1,253}")


@dataclass(slots=True)
class Letter:
    """What was found in one. All of it is what the sender says, none of it is proven."""

    message_id: str = ""
    in_reply_to: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    sender: str = ""  # the address of From, small letters in the domain
    name: str = ""
    reply_to: str = ""
    recipients: list[str] = field(default_factory=list)  # every address it was sent or delivered to
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    links: list[str] = field(default_factory=list)
    files: list[InboundFile] = field(default_factory=list)
    left_out: int = 0  # parts that nobody looked at: too many, or too deep inside others
    headers: dict[str, str] = field(default_factory=dict)  # by small name; the first of each
    content_type: str = ""
    report: list[dict[str, str]] = field(default_factory=list)  # groups of a delivery report or a receipt
    returned: "Letter | None" = None  # the letter that a report is about

    def __repr__(self) -> str:
        return f"Letter({len(self.text)} characters, {len(self.files)} files)"

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def read(raw: bytes) -> Letter:
    """Never raises: what cannot be read as a letter is kept whole as a file."""
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        letter = _headers_of(message)
        _Parts(letter).take(message)
    except Exception as error:  # no letter may be lost because of how it is written
        logger.warning("a letter could not be read as one: %s", type(error).__name__)
        letter = _only_headers(raw)
        letter.files = [InboundFile("letter.eml.txt", raw)]
    return letter


def _only_headers(raw: bytes) -> Letter:
    head = re.split(rb"\r?\n\r?\n", raw[:65_536], maxsplit=1)[0]
    try:
        return _headers_of(HeaderParser().parsestr(head.decode("ascii", "surrogateescape"), headersonly=True))
    except Exception:
        return Letter()


def _headers_of(message: Message) -> Letter:
    letter = Letter(content_type=message.get_content_type())
    recipients: list[str] = []
    for name, value in message.raw_items():
        name, value = name.lower(), str(value)[:20_000]
        if name in ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to"):
            recipients += _ADDRESS.findall(charsets.header(value))
        letter.headers.setdefault(name, charsets.header(value))
    letter.recipients = [tidy(address) for address in recipients[:100]]
    letter.name, letter.sender = _person(letter.header("from"))
    letter.reply_to = _person(letter.header("reply-to"))[1]
    letter.message_id = next(iter(ids(letter.header("message-id"))), "")
    letter.in_reply_to = ids(letter.header("in-reply-to"))
    letter.references = ids(letter.header("references"))
    letter.subject = letter.header("subject")[:500]
    letter.date = moment(letter.header("date"))
    return letter


def ids(value: str) -> list[str]:
    """Message ids without their brackets, in their order."""
    return _ID.findall(value)[:200]


def tidy(address: str) -> str:
    """The same address is written in one way: its domain has no capital letters."""
    local, _at, domain = address.strip(".").rpartition("@")
    return f"{local}@{domain.lower()}"


def is_address(address: str) -> bool:
    """Whether one can write to it."""
    return bool(_ADDRESS.fullmatch(address))


def _person(value: str) -> tuple[str, str]:
    """(name, address) of the first in such a header; an address is one that can be written to, or empty."""
    found: list[tuple[str, str]] = []
    with suppress(ValueError, IndexError, RecursionError):
        found = getaddresses([value[:2_000]])
    for name, address in found:
        if is_address(address):
            return " ".join(name.split())[:200], tidy(address)
    loose = _ADDRESS.search(value[:2_000])
    return "", tidy(loose[0]) if loose else ""


def moment(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value[:200])
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class _Parts:
    """Walks through a letter's parts and puts each where it belongs."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.count = 0
        self.words: list[str] = []

    def take(self, message: Message) -> None:
        self._part(message, 0)
        letter = self.letter
        letter.text = charsets.clean("\n\n".join(self.words)).replace("\r\n", "\n").replace("\r", "\n").strip()
        if len(letter.text) > LONGEST_TEXT:
            letter.files.insert(0, InboundFile("text.txt", letter.text.encode()))
            letter.text = letter.text[:LONGEST_TEXT]
        letter.links = list(dict.fromkeys(letter.links))[:100]

    def _part(self, part: Message, depth: int) -> None:
        self.count += 1
        if self.count > MOST_PARTS or depth > DEEPEST:
            self.letter.left_out += 1
            return
        kind = part.get_content_type()
        if kind == "multipart/alternative" and part.is_multipart():
            self._alternative(_children(part), depth)
        elif kind in ("message/delivery-status", "message/disposition-notification"):
            self.letter.report += list(_groups(part))
        elif kind in ("message/rfc822", "message/global", "text/rfc822-headers"):
            self._letter_inside(part, kind)
        elif part.is_multipart():
            for child in _children(part):
                self._part(child, depth + 1)
        else:
            self._leaf(part, kind)

    def _letter_inside(self, part: Message, kind: str) -> None:
        if self.letter.content_type == "multipart/report" and self.letter.returned is None:
            inside = _children(part)[0] if part.is_multipart() else None
            content = files.content_of(part).decode("ascii", "surrogateescape") if inside is None else ""
            self.letter.returned = _headers_of(inside or HeaderParser().parsestr(content, headersonly=True))
        if kind != "text/rfc822-headers":
            self.letter.files.append(files.letter_file(part))

    def _leaf(self, part: Message, kind: str) -> None:
        if kind in ("text/plain", "text/html", "text/enriched") and not files.is_attached(part):
            self._say(part, kind)
        elif (file := files.file_of(part)) is not None:
            self.letter.files.append(file)

    def _say(self, part: Message, kind: str) -> None:
        words, links = _words(part, kind)
        self.letter.links += links
        if words.strip():
            self.words.append(words.strip("\n"))

    def _alternative(self, children: list[Message], depth: int) -> None:
        """One of several versions of the same: the plain one, unless it says nothing; files of the others too."""
        leaves = [child for child in children if not child.is_multipart()]
        plain = next((leaf for leaf in leaves if leaf.get_content_type() == "text/plain"), None)
        said = _words(plain, "text/plain")[0].strip() if plain is not None else ""
        has_html = any(leaf.get_content_type() == "text/html" for leaf in leaves)
        before = len(self.words)
        for child in children:
            if child is not plain and not (has_html and child.get_content_type() == "text/enriched"):
                self._part(child, depth + 1)
        if said and (not _points_to_html(said) or len(self.words) == before):
            self.words[before:] = [said]


def _points_to_html(said: str) -> bool:
    """“Your program does not show HTML”: not what the person wrote."""
    return len(said) < 200 and "html" in said.lower() and "\n\n" not in said


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _words(part: Message, kind: str) -> tuple[str, list[str]]:
    said = charsets.decode(files.content_of(part), files.parameter(part, "charset"))
    if kind == "text/html":
        return html_words.words(said)
    if kind == "text/enriched":
        return re.sub(r"<[^<>]{0,100}>", "", said), []
    said = said.replace("\r\n", "\n")
    if files.parameter(part, "format").lower() == "flowed":
        said = _unflowed(said, glued=files.parameter(part, "delsp").lower() == "yes")
    return said, []


def _unflowed(said: str, *, glued: bool) -> str:
    """Lines that a program broke (RFC 3676) are whole again; quoted ones keep their sign."""
    lines: list[str] = []
    open_depth = -1
    for line in said.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:].removeprefix(" ")
        soft = rest.endswith(" ") and rest != "-- "
        rest = rest[:-1] if soft and glued else rest
        if open_depth == depth and lines:
            lines[-1] += rest
        else:
            lines.append(">" * depth + (" " if depth else "") + rest)
        open_depth = depth if soft else -1
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)


def _groups(part: Message) -> Iterator[dict[str, str]]:
    """Each group of fields of a report, by small names."""
    groups = _children(part)
    if not groups:
        blocks = re.split(r"\n\s*\n", files.content_of(part)[:65_536].decode("ascii", "surrogateescape"))
        groups = [HeaderParser().parsestr(block.lstrip(), headersonly=True) for block in blocks[:50]]
    for group in groups[:50]:
        found = {name.lower(): charsets.header(str(value)[:2_000]) for name, value in group.raw_items()}
        if found:
            yield found
