"""What a telephone exchange posts: docs/channels.md, “Phone”."""

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, field_validator


def _plain(text: str) -> str:
    if not text.isprintable():
        raise ValueError("control characters")
    return text.strip()


Line = Annotated[str, AfterValidator(_plain)]


class Recording(BaseModel):
    """A sound file as it is: WAV, MP3, Ogg, AMR, …"""

    model_config = ConfigDict(hide_input_in_errors=True)

    name: Annotated[Line, Field(max_length=120)] = "recording"
    base64: str

    @field_validator("base64")
    @classmethod
    def _decodes(cls, value: str) -> str:
        try:
            b64decode(value, validate=True)
        except (NotBase64, ValueError):
            raise ValueError("not base64") from None
        return value

    @property
    def content(self) -> bytes:
        return b64decode(self.base64)


class CallEvent(BaseModel):
    """One thing that happened to one call. What else the exchange tells is left unread."""

    model_config = ConfigDict(hide_input_in_errors=True)

    id: Annotated[Line, Field(min_length=1, max_length=200)]  # of the event: the same when it is told again
    event: Literal["ringing", "answered", "ended", "missed", "voicemail"]
    call: Annotated[Line, Field(min_length=1, max_length=200)]  # the exchange's id of the call
    at: AwareDatetime | None = None  # when it happened: ISO 8601 with its zone, or seconds since 1970
    number: Annotated[Line, Field(max_length=60)] = ""
    seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None  # length of the recording
    recording: Recording | None = None
    recording_url: Annotated[Line, Field(max_length=1000)] = ""

    @field_validator("at", mode="before")
    @classmethod
    def _epoch(cls, value: object) -> object:
        try:
            if isinstance(value, int | float) and not isinstance(value, bool):
                return datetime.fromtimestamp(value, UTC)
            if isinstance(value, str) and value.replace(".", "", 1).isdigit():
                return datetime.fromtimestamp(float(value), UTC)
        except (OverflowError, OSError, ValueError):
            raise ValueError("no such time") from None
        return value
