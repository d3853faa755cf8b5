"""What an update says. Asked again, it answers the same; files are fetched from Telegram."""

from datetime import UTC, datetime
from functools import partial
from os.path import splitext

from smartsafe.country.profile import profile
from smartsafe.evidence.rules import LARGEST

from .. import wordless
from ..contract import Inbound, InboundFile, Malformed, Refused
from ..patience import fetched
from ..tongue import language_of
from . import config
from .outbound import ask, sender
from .payloads import File, Message, Update

LARGEST_FILE = min(LARGEST, 20 * 1024 * 1024)  # Telegram gives bots no larger ones
_ENDINGS = {
    "photo": ".jpg",
    "voice": ".ogg",
    "audio": ".mp3",
    "video": ".mp4",
    "video_note": ".mp4",
    "animation": ".mp4",
}


def event_id(update_id: int) -> str:
    """Another bot counts its updates anew."""
    return f"{config.bot_id()}:{update_id}"


def parse(payload: bytes) -> list[Inbound]:
    """Raises Malformed, TryLater."""
    try:
        update = Update.model_validate_json(payload)
    except ValueError:
        raise Malformed() from None
    said = update.message or update.edited_message
    told = event_id(update.update_id)
    if said is None or not _is_heard(said):
        return [Inbound(told, "ignored", thread=str(said.chat.id) if said else told)]
    return [_message(said, told, changed=update.message is None)]


def _is_heard(said: Message) -> bool:
    """By a person, to the bot alone; pressing “Start” says nothing yet."""
    by_person = said.sender is not None and not said.sender.is_bot
    started = said.text == "/start" or said.text.startswith("/start ")
    return said.chat.type == "private" and by_person and not started and not said.is_service


def _message(said: Message, told: str, *, changed: bool) -> Inbound:
    thread, answered, person = str(said.chat.id), said.reply_to_message, said.sender
    name, username, code = (person.name, person.username, person.language_code) if person else ("", "", "")
    language = _language(said.text or said.caption, code)
    files, left_out = _files(said)
    with wordless.spoken(language):
        text = _words(said, files=bool(files or left_out))
        text = wordless.changed(text) if changed else text
    return Inbound(
        told, "message", thread=thread, address=thread, name=name, text=text, files=files, left_out=left_out,
        at=_at(said), language=language,
        handles=[f"@{username}"] if username else [], phone=_own_number(said),
        reply_to=f"{thread}:{answered.message_id}" if answered and answered.sender and answered.sender.is_bot else "",
    )  # fmt: skip


def _at(said: Message) -> datetime | None:
    try:
        return datetime.fromtimestamp(said.edit_date or said.date, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _language(text: str, code: str) -> str:
    """By the words, else by the language that the person's Telegram speaks."""
    known = {language.code for language in profile().languages}
    return language_of(text) or (code.partition("-")[0] if code.partition("-")[0] in known else "")


def _words(said: Message, *, files: bool) -> str:
    if said.text or said.caption:
        return said.text or said.caption
    if said.sticker is not None:
        return said.sticker.emoji or wordless.sticker()
    if said.location is not None:
        return wordless.place(said.location.latitude, said.location.longitude)
    if said.contact is not None:
        card = said.contact
        return wordless.card(f"{card.first_name} {card.last_name}".strip(), card.phone_number)
    return "" if files else wordless.unknown()


def _own_number(said: Message) -> str:
    """A person who shares their own number wants to be reached by it."""
    person, card = said.sender, said.contact
    own = person and card and card.first_name == person.first_name and card.last_name == person.last_name
    return card.phone_number if own and card else ""


def _files(said: Message) -> tuple[list[InboundFile], int]:
    """(what could be fetched, how many could not). Raises TryLater."""
    told = [(kind, file) for kind in ("document", *_ENDINGS) if isinstance(file := getattr(said, kind), File)]
    if said.animation is not None:  # told as a document too
        told = [(kind, file) for kind, file in told if kind != "document"]
    if said.photo:
        sizes = [size for size in said.photo if (size.file_size or 0) <= LARGEST_FILE] or said.photo
        told.append(("photo", max(sizes, key=lambda size: size.file_size or 0)))
    found = (fetched(partial(_fetch, kind, file), _at(said)) for kind, file in told)
    files = [file for file in found if file is not None]
    return files, len(told) - len(files)


def _fetch(kind: str, file: File) -> InboundFile:
    """Raises TryLater, Refused for a file that is too large, or that Telegram has no more."""
    if (file.file_size or 0) > LARGEST_FILE:
        raise Refused("refused")
    path = str(ask("getFile", {"file_id": file.file_id}).get("file_path", ""))
    content = sender().file(f"{config.base()}/file/bot{config.token()}/{path}", limit=LARGEST_FILE)
    return InboundFile(file.file_name or kind + (splitext(path)[1] or _ENDINGS.get(kind, "")), content)
