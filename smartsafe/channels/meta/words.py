"""What came and is no words of the person's, told plainly to the desk, in the centre's first language."""

from django.utils.translation import gettext

from .. import wordless
from ..wordless import spoken


def reacted(emoji: str) -> str:
    with spoken(""):
        return gettext("A reaction to a message: %(emoji)s") % {"emoji": emoji or "…"}


def taken_back() -> str:
    with spoken(""):
        return gettext("Took back an earlier message. What came before stays here.")


def about_a_story(address: str) -> str:
    with spoken(""):
        return gettext("An answer to a story: %(story)s") % {"story": address or "…"}


def changed(text: str) -> str:
    with spoken(""):
        return wordless.changed(text)


def unknown() -> str:
    with spoken(""):
        return wordless.unknown()


def sticker() -> str:
    with spoken(""):
        return wordless.sticker()


def place(latitude: float, longitude: float, name: str = "") -> str:
    with spoken(""):
        return f"{wordless.place(latitude, longitude)} {name}".rstrip()


def post(title: str, address: str) -> str:
    """A link or a post that somebody passed on: its address as words, never asked."""
    with spoken(""):
        return wordless.post(" ".join(part for part in (title, address) if part))


def card(*names: str) -> str:
    with spoken(""):
        return wordless.card(*names)
