"""What Meta posts for Facebook and Instagram: the “messaging” events of a page or an account.

Fields that nobody reads are not named; those that Meta adds later do no harm.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

Id = Annotated[str, Field(min_length=1, max_length=300)]


class Told(BaseModel):
    """Lenient: what is missing is empty, numbers and strings are taken for one another, null for nothing."""

    model_config = ConfigDict(hide_input_in_errors=True, coerce_numbers_to_str=True)

    @field_validator("*", mode="before")
    @classmethod
    def _null_is_nothing(cls, value: Any, info: Any) -> Any:
        field = cls.model_fields[info.field_name]
        return field.get_default(call_default_factory=True) if value is None and not field.is_required() else value


class Party(Told):
    id: Id


class Coordinates(Told):
    lat: float = 0
    long: float = 0


class Payload(Told):
    url: str = ""
    title: str = ""
    coordinates: Coordinates | None = None
    sticker_id: str = ""  # of Meta's own collection


class Attachment(Told):
    """`type`: image, video, audio, file, location, fallback (a link), share, story_mention, reel, …"""

    type: str = ""
    payload: Payload = Field(default_factory=Payload)
    url: str = ""  # of a fallback
    title: str = ""


class Story(Told):
    url: str = ""


class ReplyTo(Told):
    mid: str = ""
    story: Story | None = None


class Message(Told):
    mid: Id
    text: str = ""
    attachments: list[Attachment] = Field(default_factory=list)
    reply_to: ReplyTo = Field(default_factory=ReplyTo)
    is_echo: bool = False
    is_deleted: bool = False  # Instagram: the person took it back
    is_unsupported: bool = False  # Instagram: of a kind that Meta does not hand out
    metadata: str = ""  # of an echo: what we sent along


class Postback(Told):
    """A button was pressed."""

    mid: str = ""
    title: str = ""
    payload: str = ""


class Reaction(Told):
    mid: Id
    action: str = "react"
    emoji: str = ""
    reaction: str = ""  # its name


class Read(Told):
    watermark: int = 0  # Messenger: all before this moment
    mid: str = ""  # Instagram: this one


class Delivery(Told):
    watermark: int = 0
    mids: list[str] = Field(default_factory=list)


class Edit(Told):
    mid: Id
    text: str = ""
    num_edit: int = 1


class Messaging(Told):
    """One event; exactly one of the last seven is there. Others (typing, opt-ins, hand-overs) are not for us."""

    sender: Party
    recipient: Party
    timestamp: int = 0  # milliseconds
    message: Message | None = None
    message_edit: Edit | None = None
    postback: Postback | None = None
    reaction: Reaction | None = None
    read: Read | None = None
    delivery: Delivery | None = None

    def event_id(self) -> str:
        """The same however often it is told; "" for what is not for us."""
        who, when = self.sender.id, self.timestamp
        if self.message is not None:
            return f"{'deleted ' if self.message.is_deleted else ''}{self.message.mid}"
        if self.message_edit is not None:
            return f"edit {self.message_edit.num_edit} {self.message_edit.mid}"
        if self.postback is not None:
            return self.postback.mid or f"postback {who} {when}"
        if self.reaction is not None:
            return f"reaction {who} {when} {self.reaction.action} {self.reaction.mid}"
        if self.read is not None:
            return f"read {who} {self.read.watermark} {self.read.mid}"
        if self.delivery is not None:
            return f"delivery {who} {self.delivery.watermark} {' '.join(self.delivery.mids)}"
        return ""


class Entry(Told):
    """`id`: the page or account. `standby`: told while another app of the centre has the conversation in hand."""

    id: Id
    messaging: list[dict[str, Any]] = Field(default_factory=list)
    standby: list[dict[str, Any]] = Field(default_factory=list)


class About(Told):
    """What each of Meta's webhooks begins with."""

    object: str


class Envelope(About):
    entry: list[Entry]
