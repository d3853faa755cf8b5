"""What an event says. Asked again, it answers the same; pictures and videos are fetched from TikTok."""

import hashlib
import json
from datetime import UTC, datetime

from smartsafe.evidence.rules import LARGEST

from .. import wordless
from ..contract import Inbound, InboundFile, Malformed
from ..patience import fetched
from ..tongue import language_of
from . import config
from .outbound import file
from .payloads import Envelope, MarkedRead, Message

RECEIVED, SENT, READ = "im_receive_msg", "im_send_msg", "im_mark_read_msg"
# Somebody in the EEA, Switzerland or the United Kingdom wrote: TikTok hands on neither who nor what
WITHHELD = "im_receive_msg_eu"
KEPT = (RECEIVED, SENT, READ, WITHHELD)
NOWHERE = "withheld:"  # begins the thread of such a message


def event_id(told: Envelope) -> str:
    """The message's own id, so that it is known again; else what was told, which is the same when it is told again."""
    try:
        message_id = json.loads(told.content).get("message_id", "")
    except (ValueError, AttributeError, RecursionError):
        message_id = ""
    if not isinstance(message_id, str) or not message_id or not message_id.isprintable():
        message_id = hashlib.sha256(told.content.encode()).hexdigest()
    return f"{told.event}:{message_id}"


def parse(payload: bytes) -> list[Inbound]:
    """Raises Malformed, TryLater."""
    try:
        told = Envelope.model_validate_json(payload)
        if told.event == WITHHELD:
            return [_withheld(told)]
        if told.event == READ:
            return [_read(event_id(told), MarkedRead.model_validate_json(told.content))]
        return [_message(event_id(told), Message.model_validate_json(told.content))]
    except ValueError:
        raise Malformed() from None


def _at(milliseconds: int | str) -> datetime | None:
    try:
        number = int(milliseconds)
        return datetime.fromtimestamp(number / 1000, UTC) if number > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


def _read(told: str, what: MarkedRead) -> Inbound:
    """Everything in the conversation up to a moment, by the person; we mark nothing."""
    if what.from_user.id == config.business_id():
        return Inbound(told, "ignored", thread=what.conversation_id)
    return Inbound(told, "read", thread=what.conversation_id, at=_at(what.read.last_read_timestamp))


def _withheld(told: Envelope) -> Inbound:
    """Better a contact that sends somebody to the app than a child whom nobody hears."""
    with wordless.spoken(""):
        text = wordless.withheld()
    thread = NOWHERE + event_id(told)
    return Inbound(event_id(told), "message", thread=thread, text=text, automatic=True)


def _message(told: str, said: Message) -> Inbound:
    thread, ours = said.conversation_id, said.from_user.id == config.business_id()
    if ours and said.message_tag.source == "API":  # what we have sent ourselves
        return Inbound(told, "ignored", thread=thread)
    language = language_of(said.text.body) if said.text else ""
    files, left_out = _files(said)
    with wordless.spoken(language):
        text = _words(said)
    answered = said.referenced_message_info.referenced_message_id if said.referenced_message_info else ""
    return Inbound(
        told, "echo" if ours else "message", thread=thread, address=thread, text=text, files=files, left_out=left_out,
        at=_at(said.timestamp), language=language, provider_id=said.message_id if ours else "",
        handles=[f"@{said.sender}"] if said.sender and not ours else [], name="" if ours else said.sender,
        reply_to="" if ours else answered,
    )  # fmt: skip


def _words(said: Message) -> str:
    if said.text is not None:
        return said.text.body
    if said.share_post is not None:
        return wordless.post(said.share_post.embed_url or said.share_post.video_id)
    if said.type in ("sticker", "emoji"):
        return wordless.sticker()
    return "" if said.image or said.video else wordless.unknown()


def _files(said: Message) -> tuple[list[InboundFile], int]:
    """(what could be fetched, how many could not). Raises TryLater."""
    media, kind, name = (said.image, "IMAGE", "picture.jpg") if said.image else (said.video, "VIDEO", "video.mp4")
    if media is None:
        return [], 0

    def fetch() -> InboundFile:
        content = file(said.conversation_id, said.message_id, media.media_id, kind, limit=LARGEST)
        return InboundFile(name, content)

    found = fetched(fetch, _at(said.timestamp))
    return ([found], 0) if found else ([], 1)
