"""What Viber posts: https://developers.viber.com/docs/api/rest-bot-api/, “Callbacks”."""

from typing import Literal

from ..told import Told


class Callback(Told):
    """As much as must be right for a callback to be kept."""

    event: str
    timestamp: int = 0  # milliseconds since 1970
    # Of the person's message; with delivered, seen, failed: of ours
    message_token: int | None = None


class Sender(Told):
    id: str
    name: str = ""
    language: str = ""


class Place(Told):
    lat: float
    lon: float


class Card(Told):
    """A contact of somebody's address book."""

    name: str = ""
    phone_number: str = ""


class Said(Told):
    type: str  # text, picture, video, file, sticker, contact, url, location
    text: str = ""
    media: str = ""  # address of a file, for an hour; of a page when the type is url
    file_name: str = ""
    file_size: int | None = None
    location: Place | None = None
    contact: Card | None = None


class Message(Callback):
    message_token: int
    sender: Sender
    message: Said


class Receipt(Callback):
    event: Literal["delivered", "seen", "failed"]
    message_token: int
    user_id: str = ""
