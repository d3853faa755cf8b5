"""How much a campaign may hold, and what its reach is counted in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE, MANAGE = "outreach.see", "outreach.manage"

DOWNLOADS = "downloads"
REACH: dict[str, str | Promise] = {
    DOWNLOADS: _("Downloads"),
    "media": _("Mentions in the media"),
    "social": _("Reached on social media"),
}
MAX_NAME, MAX_SUMMARY, MAX_LINE, MAX_LINES = 120, 1_000, 160, 60
MOST_MATERIALS = 40
MOST_YEARS = 10  # that one campaign may last
MOST_REACHED = 1_000_000_000
MOST_ROWS = 2_000  # of one import
