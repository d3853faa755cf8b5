"""Ways of reaching the centre as one staffs them, and the limits of a shift."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PHONE, CHAT, WRITTEN = "phone", "chat", "written"
GROUPS: dict[str, str | Promise] = {PHONE: _("Phone"), CHAT: _("Chat"), WRITTEN: _("Written")}
LONGEST = timedelta(hours=14)
MOST_WEEKS = 26
PLAN_AHEAD = timedelta(days=400)
# A hand-over note is for whoever comes next; after a long holiday it is still there, after that it is history.
NOTE_LASTS = timedelta(days=10)
LONGEST_NOTE = 5000


def group_of(channel: str) -> str:
    """The group that looks after a channel: phone, chat, or all that is written."""
    return channel if channel in (PHONE, CHAT) else WRITTEN
