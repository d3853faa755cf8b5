"""One sentence for each kind of entry about the newsletter."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "newsletter.confirmed": _("confirmed a subscription to the newsletter"),
    "newsletter.left": _("left the newsletter"),
    "newsletter.begun": _("began an issue of the newsletter"),
    "newsletter.changed": _("changed an issue of the newsletter"),
    "newsletter.discarded": _("threw away a draft of the newsletter"),
    "newsletter.sent": _("sent an issue of the newsletter: {count}"),
    "newsletter.forgotten": _("forgot addresses of the newsletter: {count}"),
}
