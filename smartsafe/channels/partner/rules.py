"""What a partner may be, what a key may be for, and how much of it."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CODE = "partner"
MANAGE, SEE = "partners.manage", "partners.see"  # capabilities of staff

KINDS: dict[str, str | Promise] = {
    "platform": _("Platform"),
    "provider": _("Internet or telephone provider"),
    "school": _("School information system"),
    "helpline": _("Another helpline"),
    "other": _("Another organisation"),
}
# Who hands in → which kind of reporter that is (code of the profile), where the report does not say
REPORTER_KINDS = {"platform": "platform", "provider": "platform", "school": "teacher", "helpline": "professional"}

WRITE, READ, FILES, HOOKS = "reports:write", "reports:read", "files:write", "webhooks:manage"
SCOPES: dict[str, str | Promise] = {
    WRITE: _("Hand reports in, write more, withdraw"),
    READ: _("See how far own reports are, read answers with the report's key"),
    FILES: _("Add files to own reports"),
    HOOKS: _("Manage the addresses that are told of changes"),
}

PER_MINUTE, PER_DAY = 60, 500
MOST_A_MINUTE, MOST_A_DAY = 6000, 100_000
LASTS_DAYS, LASTS_AT_MOST_DAYS = 365, 730
MOST_KEYS, MOST_HOOKS = 10, 5
# Wrong report keys for one report before nobody may try for a while
WRONG_KEYS, WRONG_WITHIN = 10, 15 * 60
ANSWERS_KEPT = timedelta(days=2)
TELLINGS_KEPT = timedelta(days=30)
# Reports younger than this are looked after every few seconds, older ones now and then: an archive must cost nothing
YOUNG = timedelta(days=60)

LEASE = timedelta(minutes=2)
BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (30, 120, 600, 3600, 6 * 3600, 24 * 3600))
MOST_ATTEMPTS = len(BACK_OFF) + 1
WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
