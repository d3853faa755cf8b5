"""How the desk says codes and moments in lists."""

from datetime import datetime
from functools import lru_cache

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartsafe import clock
from smartsafe.country.profile import profile


def called(code: str, kind: str) -> str:
    """What people call a code of the profile."""
    return _label(profile().code, get_language() or "", kind, code) if code else ""


@lru_cache(maxsize=4000)
def _label(_profile: str, _language: str, kind: str, code: str) -> str:
    """Kept, because a list asks two hundred times and Latin is derived anew each time."""
    return profile().label(kind, code)  # type: ignore[arg-type]


def moment(at: datetime | None) -> str:
    """“09:12” today, “yesterday”, else the day; as lists show it."""
    if at is None:
        return ""
    local, today = localtime(at), localtime(clock.now())
    days = (today.date() - local.date()).days
    if days == 0:
        return local.strftime("%H:%M")
    if days == 1:
        return _("yesterday")
    return formats.date_format(local, "j. n." if local.year == today.year else "j. n. Y.")
