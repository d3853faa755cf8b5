"""Pictures that editors added, as readers see them: small, in two sizes, at addresses that nobody can guess."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .errors import NoSuchItem
from .models import Picture, PictureSize

SIZES = {"cover": "fill-640x400|format-webp", "text": "max-960x960|format-webp"}


@dataclass(frozen=True, slots=True)
class Shown:
    key: str
    alt: str
    width: int
    height: int


def shown(picture: Any, alt: str) -> Shown | None:
    """None where an editor removed it."""
    if picture is None:
        return None
    scale = min(1, 960 / max(picture.width, picture.height, 1))
    return Shown(str(picture.key), alt, round(picture.width * scale), round(picture.height * scale))


def opened(key: UUID, size: str) -> Any:
    """The file in this size; made when it is asked for first. Raises NoSuchItem."""
    picture = Picture.objects.filter(key=key).first()
    if picture is None or size not in SIZES:
        raise NoSuchItem()
    try:
        return picture.get_rendition(SIZES[size]).file.open("rb")
    except OSError:
        raise NoSuchItem() from None


def at_desk(number: int) -> tuple[Any, str]:
    """(a size that Wagtail's admin made, its ending). Raises NoSuchItem."""
    made = PictureSize.objects.filter(pk=number).first()
    try:
        if made is not None:
            return made.file.open("rb"), made.file.name.rpartition(".")[2]
    except OSError:
        pass
    raise NoSuchItem()
