"""What WhatsApp's Cloud API posts: changes of an account, with messages, statuses, and echoes of the app on a phone."""

from typing import Any

from pydantic import Field

from ..meta.payloads import About, Id, Told


class Text(Told):
    body: str = ""


class Media(Told):
    """Of an image, a video, a sound, a document, a sticker: what it is, and the id by which it is asked for."""

    id: Id
    mime_type: str = ""
    caption: str = ""
    filename: str = ""


class Place(Told):
    latitude: float = 0
    longitude: float = 0
    name: str = ""
    address: str = ""


class PersonName(Told):
    formatted_name: str = ""


class Card(Told):
    name: PersonName = Field(default_factory=PersonName)


class Button(Told):
    text: str = ""


class Choice(Told):
    title: str = ""
    description: str = ""


class Interactive(Told):
    button_reply: Choice | None = None
    list_reply: Choice | None = None


class Reaction(Told):
    message_id: str = ""
    emoji: str = ""  # none: taken back


class Context(Told):
    id: str = ""  # of our message that this answers


class Edit(Told):
    original_message_id: str = ""
    message: dict[str, Any] = Field(default_factory=dict)


class Message(Told):
    """`sender`: the number without “+”; hidden by those who have a user name, who are known by `user` alone."""

    id: Id
    sender: str = Field(default="", alias="from")
    user: str = Field(default="", alias="from_user_id")
    to: str = ""  # of an echo
    to_user: str = Field(default="", alias="to_user_id")
    group: str = Field(default="", alias="group_id")  # said to many
    timestamp: int = 0  # seconds
    type: str = ""
    text: Text = Field(default_factory=Text)
    image: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    voice: Media | None = None
    document: Media | None = None
    sticker: Media | None = None
    location: Place | None = None
    contacts: list[Card] = Field(default_factory=list)
    button: Button | None = None
    interactive: Interactive | None = None
    reaction: Reaction | None = None
    edit: Edit | None = None
    context: Context = Field(default_factory=Context)

    def media(self) -> Media | None:
        return self.image or self.video or self.audio or self.voice or self.document or self.sticker


class Problem(Told):
    code: int = 0


class Status(Told):
    """What became of a message of ours. `mark`: what we sent along with it."""

    id: Id
    status: str
    timestamp: int = 0
    mark: str = Field(default="", alias="biz_opaque_callback_data")
    errors: list[Problem] = Field(default_factory=list)


class Profile(Told):
    name: str = ""
    username: str = ""


class Contact(Told):
    profile: Profile = Field(default_factory=Profile)
    wa_id: str = ""
    user_id: str = ""


class Metadata(Told):
    phone_number_id: str = ""


class Value(Told):
    metadata: Metadata = Field(default_factory=Metadata)
    contacts: list[Contact] = Field(default_factory=list)
    messages: list[dict[str, Any]] = Field(default_factory=list)
    statuses: list[dict[str, Any]] = Field(default_factory=list)
    message_echoes: list[dict[str, Any]] = Field(default_factory=list)


class Change(Told):
    """`field`: messages, smb_message_echoes; others (templates, the account's quality) are not for us."""

    field: str
    value: Value = Field(default_factory=Value)


class Entry(Told):
    id: str = ""
    changes: list[Change]


class Envelope(About):
    entry: list[Entry]


class Event(Told):
    """One thing by itself, as it is kept: exactly one of the last three."""

    contacts: list[Contact] = Field(default_factory=list)
    message: Message | None = None
    status: Status | None = None
    echo: Message | None = None
