"""What a callback says. Asked again, it answers the same; files are fetched from Viber."""

from datetime import UTC, datetime
from os.path import splitext
from urllib.parse import urlsplit

from smartsafe.country.profile import profile
from smartsafe.evidence.rules import LARGEST

from .. import wordless
from ..contract import Inbound, InboundFile, Kind, Malformed, Refused
from ..patience import fetched
from ..tongue import language_of
from .outbound import sender
from .payloads import Callback, Message, Receipt, Said

RECEIPTS: dict[str, Kind] = {"delivered": "delivered", "seen": "read", "failed": "failed"}
# The rest needs nothing: somebody opened the conversation, subscribed, left; the address was set
KEPT = ("message", *RECEIPTS)
_WITH_FILE = ("picture", "video", "file")


def event_id(told: Callback) -> str:
    """A receipt has the token of our message, one for each device it is on."""
    return f"{told.event}:{told.message_token}"


def parse(payload: bytes) -> list[Inbound]:
    """Raises Malformed, TryLater."""
    try:
        told = Callback.model_validate_json(payload)
        if told.event == "message":
            return [_message(Message.model_validate_json(payload))]
        return [_receipt(Receipt.model_validate_json(payload))]
    except ValueError:
        raise Malformed() from None


def _at(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None


def _receipt(told: Receipt) -> Inbound:
    return Inbound(
        event_id(told), RECEIPTS[told.event], thread=told.user_id, at=_at(told.timestamp),
        provider_id=str(told.message_token), why="refused" if told.event == "failed" else "",
    )  # fmt: skip


def _message(told: Message) -> Inbound:
    said, person = told.message, told.sender
    known = {language.code for language in profile().languages}
    code = person.language.partition("-")[0]
    language = language_of(said.text) or (code if code in known else "")
    files, left_out = _files(said, _at(told.timestamp))
    with wordless.spoken(language):
        text = _words(said)
    return Inbound(
        event_id(told), "message", thread=person.id, address=person.id, name=person.name.strip(), text=text,
        files=files, left_out=left_out, at=_at(told.timestamp), language=language,
        links=[said.media] if said.type == "url" and said.media else [],
    )  # fmt: skip


def _words(said: Said) -> str:
    if said.type == "url":
        return "\n".join(part for part in dict.fromkeys((said.text, said.media)) if part)
    if said.location is not None:
        return wordless.place(said.location.lat, said.location.lon)
    if said.contact is not None:
        return wordless.card(said.contact.name, said.contact.phone_number)
    if said.type == "sticker":
        return wordless.sticker()
    return said.text or ("" if said.type in _WITH_FILE or said.media else wordless.unknown())


def _files(said: Said, at: datetime | None) -> tuple[list[InboundFile], int]:
    """(what could be fetched, how many could not). Raises TryLater."""
    if not said.media or said.type in ("url", "sticker", "text"):
        return [], 0

    def fetch() -> InboundFile:
        if (said.file_size or 0) > LARGEST:
            raise Refused("refused")
        content = sender().file(said.media, limit=LARGEST)
        return InboundFile(said.file_name or said.type + splitext(urlsplit(said.media).path)[1][:10], content)

    found = fetched(fetch, at)
    return ([found], 0) if found else ([], 1)
