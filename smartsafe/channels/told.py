"""What senders outside post, as far as it is read: what is null counts as left out, what is unknown is left unread."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator

from .contract import Malformed

Shape = TypeVar("Shape", bound=BaseModel)


class Told(BaseModel):
    """Errors never quote what was told."""

    model_config = ConfigDict(hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, told: Any) -> Any:
        return {name: value for name, value in told.items() if value is not None} if isinstance(told, dict) else told


def read(shape: type[Shape], body: bytes | str) -> Shape:
    """What a sender posted, in its shape. Raises Malformed."""
    try:
        return shape.model_validate_json(body)
    except ValueError:
        raise Malformed() from None
