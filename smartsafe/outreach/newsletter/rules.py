"""How long, how often, for whom."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EDIT = "newsletter.edit"

AUDIENCES: dict[str, str | Promise] = {
    "parent": _("Parents"),
    "teacher": _("Teachers"),
    "young": _("Young people"),
}
DRAFT, SENDING, SENT = "draft", "sending", "sent"
STATUSES: dict[str, str | Promise] = {
    DRAFT: pgettext_lazy("newsletter", "Draft"),
    SENDING: pgettext_lazy("newsletter", "Being sent"),
    SENT: pgettext_lazy("newsletter", "Sent"),
}
MAX_SUBJECT, MAX_WORDS = 120, 10_000

UNCONFIRMED_KEPT = timedelta(days=7)
MOST_LETTERS = 3  # to one address that does not confirm
PAUSE, PAUSE_WHEN_CONFIRMED = timedelta(hours=1), timedelta(days=1)  # between two letters about subscribing
MOST_BOUNCES = 3  # issues in a row that an address refuses, then it is forgotten
