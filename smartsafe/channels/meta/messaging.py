"""Messenger's events as the house understands them. Instagram speaks the same way, with a few words of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from smartsafe.evidence.rules import LARGEST

from ..contract import Inbound, InboundFile, Kind, Malformed
from ..tongue import language_of
from . import notes, words
from .files import Fetch, fetched, name_in
from .graph import Graph, is_metas
from .payloads import Attachment, Message, Messaging

# Kinds of attachments that are files. A post that is passed on is one too where it lies with Meta; other addresses are
# told as words and never asked
FILES = frozenset({"image", "video", "audio", "file", "story_mention", "ig_story"})


@dataclass(frozen=True, slots=True)
class Person:
    name: str = ""
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the events of one channel; `who` asks Meta for the name of a person."""

    code: str
    who: Callable[[str], Person]

    def parse(self, payload: bytes) -> list[Inbound]:
        """Raises Malformed, TryLater while a file cannot be fetched."""
        try:
            event = Messaging.model_validate_json(payload)
        except ValidationError:
            raise Malformed() from None
        if event.message is not None:
            return [self._echo(event, event.message) if event.message.is_echo else self._message(event, event.message)]
        if event.message_edit is not None:
            return [self._said(event, words.changed(event.message_edit.text), automatic=True)]
        if event.postback is not None:
            return [self._said(event, event.postback.title or event.postback.payload or words.unknown())]
        if event.reaction is not None:
            return [self._reaction(event)]
        return self._statuses(event)

    def _said(
        self, event: Messaging, text: str, files: list[InboundFile] | None = None, *, left_out: int = 0,
        reply_to: str = "", own: str = "", automatic: bool = False,
    ) -> Inbound:  # fmt: skip
        person = self.who(event.sender.id)
        return Inbound(
            event.event_id(), "message", thread=event.sender.id, address=event.sender.id, name=person.name,
            text=text, files=files or [], left_out=left_out, at=moment(event.timestamp),
            reply_to=self._ours(reply_to), language=language_of(own or text), handles=list(person.handles),
            automatic=automatic,
        )  # fmt: skip

    def _ours(self, provider_id: str) -> str:
        found = notes.find(self.code, provider_id)
        return found.token if found else ""

    def _message(self, event: Messaging, message: Message) -> Inbound:
        if message.is_deleted:
            return self._said(event, words.taken_back(), automatic=True)
        told, fetches = self._beside(message)
        files, left_out = fetched(fetches, moment(event.timestamp))
        if message.reply_to.story is not None:
            told.insert(0, words.about_a_story(message.reply_to.story.url))
        if message.is_unsupported or not (message.text or told or fetches):
            told.append(words.unknown())
        text = "\n\n".join(part for part in (message.text, *told) if part)
        return self._said(
            event, text, files, left_out=left_out, reply_to=message.reply_to.mid, own=message.text,
        )  # fmt: skip

    def _beside(self, message: Message) -> tuple[list[str], list[Fetch]]:
        """(what is told in words, files to be fetched)."""
        told: list[str] = []
        fetches: list[Fetch] = []
        for attached in message.attachments:
            url, title = attached.payload.url or attached.url, attached.payload.title or attached.title
            if attached.type == "sticker" or attached.payload.sticker_id:
                told.append(words.sticker())
            elif url and (attached.type in FILES or is_metas(url)):
                fetches.append(self._fetch(attached))
                told += [words.post(title, "")] if title else []
            elif (where := attached.payload.coordinates) is not None:
                told.append(words.place(where.lat, where.long, title))
            else:
                told.append(words.post(title, url) if title or url else words.unknown())
        return told, fetches

    def _fetch(self, attached: Attachment) -> Fetch:
        url = attached.payload.url or attached.url

        def fetch() -> tuple[str, bytes]:
            return name_in(url, attached.type), Graph(self.code).public_file(url, limit=LARGEST)

        return fetch

    def _echo(self, event: Messaging, message: Message) -> Inbound:
        """Our own words: a piece of a reply of ours, or what a colleague wrote in Meta's own inbox."""
        mark = notes.read(message.metadata) or notes.find(self.code, message.mid)
        thread = event.recipient.id
        if mark is not None:
            kind: Kind = "echo" if mark.last else "ignored"
            return Inbound(event.event_id(), kind, thread=thread, provider_id=message.mid, reply_to=mark.token)
        told, fetches = self._beside(message)
        files, _left_out = fetched(fetches, moment(event.timestamp))
        text = "\n\n".join(part for part in (message.text, *told) if part)
        return Inbound(
            event.event_id(), "echo", thread=thread, text=text or words.unknown(), files=files,
            at=moment(event.timestamp), provider_id=message.mid,
        )  # fmt: skip

    def _reaction(self, event: Messaging) -> Inbound:
        told = event.reaction
        if told is None or told.action == "unreact":
            return Inbound(event.event_id(), "ignored", thread=event.sender.id)
        text = words.reacted(told.emoji or told.reaction)
        return self._said(event, text, reply_to=told.mid, automatic=True)

    def _statuses(self, event: Messaging) -> list[Inbound]:
        """Delivered or read: of the messages that are named, else of all sent until a moment."""
        kind: Kind
        if event.delivery is not None:
            kind, mids, until = "delivered", event.delivery.mids, event.delivery.watermark
        elif event.read is not None:
            kind, mids, until = "read", [event.read.mid] if event.read.mid else [], event.read.watermark
        else:
            return []
        thread, at = event.sender.id, moment(until or event.timestamp)
        if not mids:
            return [Inbound(event.event_id(), kind, thread=thread, at=at)] if until else []
        marks = [(mid, notes.find(self.code, mid)) for mid in mids]
        return [
            Inbound(event.event_id(), kind, thread=thread, at=at, provider_id=mid, reply_to=mark.token if mark else "")
            for mid, mark in marks
            if mark is None or mark.last  # a reply has arrived with its last piece
        ]


def moment(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None
