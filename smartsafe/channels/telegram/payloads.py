"""What Telegram posts: https://core.telegram.org/bots/api, “Update”. What is not read here is left unread."""

from typing import Any

from pydantic import Field

from ..told import Told


class Envelope(Told):
    """As much as must be right for an update to be kept; the rest is looked at when it is taken in."""

    update_id: int


class User(Told):
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Chat(Told):
    id: int
    type: str = "private"


class File(Told):
    """A document, a voice message, a video, one size of a photo."""

    file_id: str
    file_size: int | None = None
    file_name: str = ""


class Sticker(Told):
    emoji: str = ""


class Place(Told):
    latitude: float
    longitude: float


class Card(Told):
    """A contact of somebody's address book."""

    phone_number: str = ""
    first_name: str = ""
    last_name: str = ""


class Answered(Told):
    """The message that this one answers."""

    message_id: int
    sender: User | None = Field(default=None, alias="from")


class Message(Told):
    message_id: int
    date: int  # seconds since 1970
    edit_date: int | None = None
    chat: Chat
    sender: User | None = Field(default=None, alias="from")
    text: str = ""
    caption: str = ""
    photo: list[File] = []
    document: File | None = None
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    sticker: Sticker | None = None
    location: Place | None = None
    contact: Card | None = None
    reply_to_message: Answered | None = None
    # Service messages of a private chat: nobody said anything
    pinned_message: Any = None
    message_auto_delete_timer_changed: Any = None
    write_access_allowed: Any = None
    chat_background_set: Any = None

    @property
    def is_service(self) -> bool:
        told = (
            self.pinned_message, self.message_auto_delete_timer_changed, self.write_access_allowed,
            self.chat_background_set,
        )  # fmt: skip
        return any(one is not None for one in told)


class Update(Told):
    """One thing that happened. `my_chat_member` (somebody stopped the bot) needs nothing: the next reply is refused."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
