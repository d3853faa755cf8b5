"""What TikTok posts for the event type DIRECT_MESSAGE: https://business-api.tiktok.com/portal/docs?id=1832190670631937"""

from pydantic import Field

from ..told import Told


class Envelope(Told):
    """`content` is JSON inside a string."""

    event: str
    user_openid: str  # the business account
    content: str = "{}"


class Account(Told):
    id: str = ""


class Text(Told):
    body: str = ""


class Media(Told):
    media_id: str = ""


class Post(Told):
    video_id: str = ""
    embed_url: str = ""


class Tag(Told):
    source: str = ""  # APP, WEB, API, …


class Referenced(Told):
    referenced_message_id: str = ""


class Read(Told):
    last_read_timestamp: int | str = 0  # milliseconds since 1970


class Message(Told):
    """im_receive_msg, im_send_msg."""

    conversation_id: str
    message_id: str
    type: str  # text, image, video, share_post, sticker, emoji, template, other
    timestamp: int = 0  # milliseconds since 1970
    sender: str = Field(default="", alias="from")  # the user name
    from_user: Account = Account()
    to_user: Account = Account()
    text: Text | None = None
    image: Media | None = None
    video: Media | None = None
    share_post: Post | None = None
    message_tag: Tag = Tag()
    referenced_message_info: Referenced | None = None


class MarkedRead(Told):
    """im_mark_read_msg."""

    conversation_id: str
    from_user: Account = Account()
    read: Read = Read()
