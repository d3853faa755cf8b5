"""The country profile's line drawings: SVG files that we drew, trusted as the profile is; uploads never come here."""

from functools import cache
from pathlib import Path

from django.conf import settings

FOLDER = "library/drawings"


@cache
def _read(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted((folder / FOLDER).glob("*.svg"))}


def drawings() -> dict[str, str]:
    """Name → SVG."""
    return _read(settings.PROFILE_DIR)


def offered() -> list[tuple[str, str]]:
    """For forms."""
    return [(name, name.replace("-", " ").capitalize()) for name in drawings()]


def drawing(name: str) -> str:
    """The SVG; empty when the profile has none of this name."""
    return drawings().get(name, "")
