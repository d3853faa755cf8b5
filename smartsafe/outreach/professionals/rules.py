"""Who may, how long, how much."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MANAGE = "outreach.manage"

ASKED, WAITING, APPROVED, DECLINED = "asked", "waiting", "approved", "declined"
PUBLIC = "public"  # a practice; before that it is WAITING
REGISTER, ENTER = "register", "enter"

ROLES: dict[str, str | Promise] = {
    "teacher": _("Teacher"),
    "counsellor": _("School psychologist or pedagogue"),
    "head": _("Head of a school"),
    "partner": _("Partner organisation"),
    "other": _("Other professional"),
}
MAX_NAME, MAX_INSTITUTION = 120, 160
MAX_TITLE, MAX_WORDS, MAX_LINK = 120, 4_000, 500
MOST_WAITING = 10  # practices of one person that nobody has read yet

UNCONFIRMED_KEPT = timedelta(days=7)
UNSEEN_KEPT = timedelta(days=2 * 365)  # who does not come in for so long is forgotten
MOST_LETTERS = 3  # to an address that does not confirm
PAUSE = timedelta(minutes=5)  # between two letters to one address
LINK_LASTS = timedelta(minutes=30)  # the way in
INSIDE_FOR = timedelta(hours=4)
