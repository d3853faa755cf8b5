"""One sentence for each kind of entry about the centre's calendar."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "calendar.day_set": _("gave a day hours of its own"),
    "calendar.day_removed": _("gave a day its usual hours back"),
}
