"""One sentence for each kind of audit entry of this module."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "channel.refused": _("refused a request from outside: {why}"),
    "channel.refused_many": _("refused further requests from outside in the minute {minute}: {count}"),
    "channel.retried": _("had events that were stuck taken in again: {count}"),
}
