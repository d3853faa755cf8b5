"""What somebody sends that is no text, in words: the desk reads them in the conversation. In the active language."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext, override

from smartsafe.country.profile import profile


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """In the person's language, or the centre's first one."""
    with override(language or profile().languages[0].code):
        yield


def sticker() -> str:
    return gettext("A sticker.")


def place(latitude: float, longitude: float) -> str:
    return gettext("A place: %(place)s") % {"place": f"{latitude}, {longitude}"}


def card(*told: str) -> str:
    """Somebody out of an address book."""
    return gettext("A contact: %(contact)s") % {"contact": ", ".join(part for part in told if part)}


def post(address: str) -> str:
    return gettext("A shared post: %(post)s") % {"post": address}


def changed(text: str) -> str:
    return gettext("Changed what was written before:") + "\n" + text


def withheld() -> str:
    """That something was written which the provider hands on to nobody."""
    return gettext(
        "Somebody has written, and the provider does not hand on who and what. It can be read in its own app."
    )


def unknown() -> str:
    """Of a kind that the provider hands on to nobody, or that came into being after this was written."""
    return gettext("Something that cannot be shown here.")
