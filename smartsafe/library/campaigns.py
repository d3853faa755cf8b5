"""The campaigns that a page can be about. The library knows none: a face that knows them is named in the settings."""

from django.conf import settings
from django.utils.module_loading import import_string

from smartsafe.people.actors import Actor


def offered(viewer: Actor) -> list[tuple[str, str]]:
    """(public number, name), for forms."""
    found: list[tuple[str, str]] = import_string(settings.LIBRARY_CAMPAIGNS)(viewer)
    return found
