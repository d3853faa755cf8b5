"""What TikTok posts for the event type DIRECT_MESSAGE: https://business-api.tiktok.com/portal/docs?id=1832190670631937"""

from pydantic import BaseModel, ConfigDict, Field


class _Told(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)


class Envelope(_Told):
    """`content` is JSON inside a string."""

    event: str
    user_openid: str  # the business account
    content: str = "{}"


class Account(_Told):
    id: str = ""


class Text(_Told):
    body: str = ""


class Media(_Told):
    media_id: str = ""


class Post(_Told):
    video_id: str = ""
    embed_url: str = ""


class Tag(_Told):
    source: str = ""  # APP, WEB, API, …


class Referenced(_Told):
    referenced_message_id: str = ""


class Read(_Told):
    last_read_timestamp: int | str = 0  # milliseconds since 1970


class Message(_Told):
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


class MarkedRead(_Told):
    """im_mark_read_msg."""

    conversation_id: str
    from_user: Account = Account()
    read: Read = Read()
