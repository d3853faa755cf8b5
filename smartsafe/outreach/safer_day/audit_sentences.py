"""One sentence for each kind of entry about the register."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "safer_day.registered": _("an event for Safer Internet Day was registered"),
    "safer_day.published": _("published an event for Safer Internet Day"),
    "safer_day.erased": _("erased an event for Safer Internet Day"),
    "safer_day.forgotten": _("erased events for Safer Internet Day that nobody had read: {count}"),
}
