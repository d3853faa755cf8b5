"""WhatsApp's messages and statuses as the house understands them."""

import mimetypes
from datetime import datetime

from pydantic import ValidationError

from smartsafe.evidence.rules import LARGEST

from ..contract import Inbound, InboundFile, Kind, Malformed, Refused
from ..meta import notes, refusals, words
from ..meta.files import fetched
from ..meta.graph import Graph, part
from ..meta.messaging import moment
from ..tongue import language_of
from . import config
from .payloads import Contact, Event, Media, Message, Status

STATUSES: dict[str, Kind] = {"delivered": "delivered", "read": "read", "played": "read", "failed": "failed"}
# What the app itself tells about a person (a new number): nobody wrote it
NOT_WRITTEN = frozenset({"system", "request_welcome"})


def parse(payload: bytes) -> list[Inbound]:
    """Raises Malformed, TryLater while a file cannot be fetched."""
    try:
        event = Event.model_validate_json(payload)
    except ValidationError:
        raise Malformed() from None
    if event.status is not None:
        return _status(event.status)
    if event.echo is not None:
        return [_echo(event.echo)]
    return [_message(event.message, event.contacts)] if event.message is not None else []


def _at(seconds: int) -> datetime | None:
    return moment(seconds * 1000)


def _who(message: Message, contacts: list[Contact]) -> Contact:
    told = next((one for one in contacts if one.user_id == message.user or one.wa_id == message.sender), None)
    return told or Contact()


def _message(message: Message, contacts: list[Contact]) -> Inbound:
    contact = _who(message, contacts)
    number, user = message.sender or contact.wa_id, message.user or contact.user_id
    thread = user or number  # the id stays the same when somebody begins to hide the number
    if message.type in NOT_WRITTEN or message.group or (message.reaction is not None and not message.reaction.emoji):
        return Inbound(message.id, "ignored", thread=thread)
    own, told = _words(message)
    files, left_out = _files(message)
    text = "\n\n".join(part for part in (own, *told) if part)
    if not (text or files or left_out):
        text = words.unknown()
    answers = message.reaction.message_id if message.reaction is not None else message.context.id
    mark = notes.find(config.CODE, answers)
    return Inbound(
        message.id, "message", thread=thread, address=number or user, name=contact.profile.name[:200], text=text,
        files=files, left_out=left_out, at=_at(message.timestamp), reply_to=mark.token if mark else "",
        language=language_of(own or text), phone=f"+{number}" if number.isdigit() else "",
        handles=[contact.profile.username[:200]] if contact.profile.username else [],
        automatic=not own and message.reaction is not None,
    )  # fmt: skip


def _words(message: Message) -> tuple[str, list[str]]:
    """(the person's own words, what is told besides)."""
    media, told = message.media(), []
    own = message.text.body or (media.caption if media else "") or (message.button.text if message.button else "")
    if message.interactive is not None:
        chosen = message.interactive.button_reply or message.interactive.list_reply
        own = own or (f"{chosen.title} {chosen.description}".strip() if chosen else "")
    if message.reaction is not None:
        told.append(words.reacted(message.reaction.emoji))
    if (place := message.location) is not None:
        told.append(words.place(place.latitude, place.longitude, f"{place.name} {place.address}".strip()))
    if message.contacts:
        told.append(words.card(*(one.name.formatted_name for one in message.contacts)))
    if message.type == "revoke":
        told.append(words.taken_back())
    if message.edit is not None:
        told.append(words.changed(_edited(message)))
    return own, told


def _edited(message: Message) -> str:
    try:
        new = Message.model_validate({"id": message.id, **(message.edit.message if message.edit else {})})
    except ValidationError:
        return ""
    media = new.media()
    return new.text.body or (media.caption if media else "")


def _files(message: Message) -> tuple[list[InboundFile], int]:
    """Raises TryLater."""
    media = message.media()
    return fetched([lambda: _fetch(media, message.type)], _at(message.timestamp)) if media else ([], 0)


def _fetch(media: Media, kind: str) -> tuple[str, bytes]:
    """By its id, Meta tells for five minutes where it lies. Raises TryLater, Refused."""
    graph = Graph(config.CODE)
    told = graph.get(part(media.id), phone_number_id=config.number())
    try:
        size, url = int(told.get("file_size") or 0), str(told["url"])
    except (KeyError, ValueError, TypeError):
        raise Refused("refused") from None
    if size > LARGEST:
        raise Refused("refused")
    ending = mimetypes.guess_extension(media.mime_type.partition(";")[0].strip()) or ""
    return media.filename[-120:] or f"{kind or 'file'}{ending}", graph.own_file(url, limit=LARGEST)


def _echo(message: Message) -> Inbound:
    """What a colleague wrote in the WhatsApp Business app."""
    own, told = _words(message)
    files, _left_out = _files(message)
    text = "\n\n".join(part for part in (own, *told) if part)
    return Inbound(
        message.id, "echo", thread=message.to_user or message.to, files=files, at=_at(message.timestamp),
        text=text or words.unknown(), provider_id=message.id,
    )  # fmt: skip


def _status(status: Status) -> list[Inbound]:
    kind = STATUSES.get(status.status)
    mark = notes.read(status.mark) or notes.find(config.CODE, status.id)
    if kind is None or (mark is not None and kind != "failed" and not mark.last):
        return []  # “sent” is known already; a reply has arrived with its last piece
    why = ""
    if kind == "failed":
        why = refusals.why_of(status.errors[0].code if status.errors else 0)
        if mark is not None:
            notes.failed(mark, code=config.CODE, provider_id=status.id)
    event_id = f"{status.status} {status.id}"
    token = mark.token if mark else ""
    at = _at(status.timestamp)
    return [Inbound(event_id, kind, thread=status.id, at=at, provider_id=status.id, reply_to=token, why=why)]
